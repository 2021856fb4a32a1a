/// How git comes to merge tickets by meaning: a line of `.gitattributes`, which is committed, and
/// keys of the configuration, which every clone sets for itself.
///
/// The line names everything below `.tickets` that ends in `.md`; what is no ticket there (`kb`,
/// templates) the driver merges by lines, as git would, so that the line need not list exceptions.
package enum MergeDriver {
  /// The file of the line, at the top of the repository.
  package static let attributesPath = ".gitattributes"
  /// The line, without its line feed.
  package static let attributes = "/\(Workspace.folder)/**/*.md merge=snag diff=snag"

  /// The key without which git merges tickets as plain text.
  package static let commandKey = "merge.snag.driver"

  /// What git's shell runs for each ticket that both sides changed.
  ///
  /// Without the program, with another one of that name, with one too old to know the verb, or when
  /// it fails (the file is then untouched), git's own merge of lines leaves conflict markers, with the
  /// base between them for `settle`. By itself git would leave one side's text, without any. Only ours
  /// answers with 40 and 41, so that no other program's 0 or 1 passes for a merge.
  package static let command =
    "if command -v snag >/dev/null; then snag merge-driver --for-git %O %A %B %L %P; "
    + "case $? in 40) exit 0;; 41) exit 1;; esac; fi; " + byLines

  /// What earlier versions set, which is replaced where it still stands.
  static let formerCommands = [
    "if command -v snag >/dev/null; then snag merge-driver %O %A %B %L %P; s=$?; "
      + "test $s -gt 1 || exit $s; fi; " + byLines
  ]

  private static let byLines =
    "git merge-file --diff3 -L ours -L base -L theirs --marker-size=%L %A %O %B"

  /// What a clone's configuration says of the command.
  package enum Setting: Sendable, Equatable {
    /// Nothing.
    case missing
    /// What an earlier version set.
    case former
    /// What this version sets.
    case current
    /// What a person chose.
    case own

    init(_ value: String?) {
      switch value {
      case nil: self = .missing
      case MergeDriver.command: self = .current
      case let value?: self = MergeDriver.formerCommands.contains(value) ? .former : .own
      }
    }

    /// Whether setting it takes nothing from a person.
    package var isOpen: Bool { self == .missing || self == .former }
  }

  /// The keys of a clone's configuration and their values, in the order to set them.
  ///
  /// git gives up every merge while a driver has a name and no command, so the command comes first,
  /// and goes last.
  static let settings: [(key: String, value: String)] = [
    (commandKey, command),
    ("merge.snag.name", "tickets, by meaning"),
    // The heads of hunks: the ticket's title, its history, or the heading above.
    ("diff.snag.xfuncname", "^(title: .*|history:|#+ .*)$"),
  ]
}
