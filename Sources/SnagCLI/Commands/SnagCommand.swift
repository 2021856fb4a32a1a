import ArgumentParser
import TicketModel

/// The program.
struct SnagCommand: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "snag",
    abstract: "Issue tracking in plain text, inside your git repository.",
    discussion: """
      Tickets are Markdown files in .tickets; every change is one commit. Besides the verbs below, \
      each transition of your workflows is a verb: `snag start sn-k7m`, `snag done sn-k7m`.

      EXAMPLES
        snag init                      set up tickets in this repository
        snag new "Login crashes" -t bug -p P1
        snag list is:ready label:auth  what could be worked on
        snag start sn-k7m              move a ticket along its workflow
        snag tour                      see it at work in a throw-away repository
        snag help query                the language of list and board; help workflow: your verbs
      """,
    version: version,
    groupedSubcommands: [
      CommandGroup(
        name: "Everyday",
        subcommands: [
          NewCommand.self, ListCommand.self, ShowCommand.self, EditCommand.self,
          CommentCommand.self, MoveCommand.self, LogCommand.self, WhereCommand.self,
          DiffCommand.self, ChangelogCommand.self, BoardCommand.self, TreeCommand.self,
          OverviewCommand.self,
        ]),
      CommandGroup(
        name: "Desk",
        subcommands: [
          AssignCommand.self, WaitCommand.self, DuplicateCommand.self, SimilarCommand.self,
          ChecklistCommand.self, SpendCommand.self, RateCommand.self, KnowledgeCommand.self,
          MacroCommand.self, SlaCommand.self, TickCommand.self, NotifyCommand.self,
          ReportCommand.self,
        ]),
      CommandGroup(
        name: "Repository",
        subcommands: [
          InitCommand.self, WorkflowCommand.self, CheckCommand.self, SettleCommand.self,
          SyncCommand.self,
          ImportCommand.self,
          ExportCommand.self,
          ShardCommand.self, InstallCommand.self, TourCommand.self,
        ]),
      CommandGroup(
        name: "Plumbing",
        subcommands: [
          TransitionCommand.self, MergeDriverCommand.self, HookCommand.self, CompletionCommand.self,
        ]),
    ]
  )

  /// Every word that is a verb of the program itself; any other may be a transition.
  static let verbNames: Set<String> = {
    let groups = configuration.groupedSubcommands.flatMap(\.subcommands)
    return Set(groups.flatMap { $0.configuration.names } + ["help"])
  }()

  /// The command of a verb; nil when it is none of the program's.
  static func verb(named name: String) -> (any ParsableCommand.Type)? {
    configuration.groupedSubcommands.lazy.flatMap(\.subcommands)
      .first { $0.configuration.names.contains(name) }
  }

  /// Verbs that take the transition of their name, and so hide none.
  static let transitionVerbs: Set<String> = ["wait", "duplicate"]

  /// Verbs that a transition of their name is hidden by.
  static var hidingVerbs: Set<String> { verbNames.subtracting(transitionVerbs) }

  /// What stands behind `snag` to take a transition.
  static func verb(of transition: String) -> String {
    TransitionVerbs(taken: hidingVerbs).words(for: transition)
  }
}

extension CommandConfiguration {
  /// The command's name and aliases.
  var names: [String] { [commandName].compactMap { $0 } + aliases }
}

/// Prints a completion script.
struct CompletionCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "completion",
    abstract: "Print the completion script of a shell.",
    discussion: """
      What it offers is asked of the program: verbs and transitions, options, ids with titles, fields and \
      their values, terms of queries, branches.

      EXAMPLES
        snag completion bash > ~/.local/share/bash-completion/completions/snag
        snag completion zsh > ~/.zfunc/_snag     with fpath+=~/.zfunc before compinit
        snag completion fish > ~/.config/fish/completions/snag.fish
      """)

  @Argument(help: "bash, zsh or fish.")
  var shell: Shell

  /// A shell that scripts are made for.
  enum Shell: String, ExpressibleByArgument, CaseIterable {
    case bash, zsh, fish
  }

  func run(in session: Session) {
    switch shell {
    case .bash: session.write(CompletionScript.bash)
    case .zsh: session.write(CompletionScript.zsh)
    case .fish: session.write(CompletionScript.fish)
    }
  }
}
