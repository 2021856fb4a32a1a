import ArgumentParser
import TicketModel

/// All pages that `man` shows, made from the help of the program, so that they say what it does.
enum Manual {
  /// Name and text of each page's file.
  static var files: [(name: String, text: String)] {
    let program = programPage
    let pages = [program] + verbs.map(page)
    return pages.map { ($0.fileName, $0.text) }
      + [ManualPage.alias("git-snag", of: program)]
      .map { ($0.fileName, $0.text) }
  }

  private static var verbs: [any ParsableCommand.Type] {
    SnagCommand.configuration.groupedSubcommands.flatMap(\.subcommands)
  }

  private static var programPage: ManualPage {
    let configuration = SnagCommand.configuration
    var page = ManualPage(name: "snag", section: 1, summary: configuration.pageSummary)
    let layout = HelpLayout(SnagCommand.helpMessage(columns: columns))
    page.add(layout: layout, of: configuration)
    page.heading("EXIT STATUS")
    page.add(terms: [
      ("0", "Done; an empty answer too."),
      ("1", "Failed, or a check found something."),
      ("2", "The command line makes no sense."),
      ("3", "No such ticket, or several."),
      ("4", "Not allowed now: a transition, a moved ref, a held lock, an unresolved conflict."),
    ])
    page.heading("ENVIRONMENT")
    page.add(terms: [
      ("SNAG_ACTOR", "Who acts, instead of the name that git has."),
      ("SNAG_NOW", "The time to go by, such as 2026-11-21T09:15:00Z, for scripts and tests."),
      ("SNAG_TRACE", "With any value but 0, errors are printed with all that is known of them."),
      ("NO_COLOR, CLICOLOR_FORCE", "No colour, or colour in a pipe too; --color goes before both."),
      ("COLUMNS", "Width to print tables for."),
      ("GIT_EDITOR, VISUAL, EDITOR", "The editor, found as git finds it."),
    ])
    page.heading("FILES")
    page.add(terms: [
      (".tickets/*.md", "The tickets, at most two directories deep."),
      (".tickets/config.yml", "Settings of the repository: types, fields, views."),
      (".tickets/workflows/*.yml", "Statuses and transitions; each transition is a verb."),
      (".tickets/people.yml, sla.yml, rules.yml", "People, service levels and rules of a desk."),
      ("$GIT_COMMON_DIR/snag", "Caches; they may be deleted at any time."),
    ])
    page.heading("SEE ALSO")
    page.body +=
      verbs.map { "snag-\($0.configuration.commandName ?? "")(1)" }.joined(separator: ", ")
      .replacingHyphens + "\n"
    return page
  }

  private static func page(of verb: any ParsableCommand.Type) -> ManualPage {
    let configuration = verb.configuration
    let name = configuration.commandName ?? ""
    var page = ManualPage(name: "snag-\(name)", section: 1, summary: configuration.pageSummary)
    page.add(
      layout: HelpLayout(SnagCommand.helpMessage(for: verb, columns: columns)), of: configuration)
    page.heading("SEE ALSO")
    page.body += "snag(1)\n"
    return page
  }

  /// More than any line of help has, so that none is wrapped.
  private static let columns = 100_000
}

extension CommandConfiguration {
  /// The abstract as the NAME section has it: without a capital and a full stop.
  fileprivate var pageSummary: String {
    let text = abstract.hasSuffix(".") ? abstract.dropLast() : abstract[...]
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

extension ManualPage {
  /// Adds what a command's help says, with its examples last, as man pages have them.
  fileprivate mutating func add(layout: HelpLayout, of configuration: CommandConfiguration) {
    heading("SYNOPSIS")
    body += ".B \(Self.escaped(layout.usage))\n"
    let (examples, prose) = configuration.discussion.parts
    heading("DESCRIPTION")
    add(prose: prose.isEmpty ? configuration.abstract : prose)
    for list in layout.lists {
      heading(list.heading)
      add(terms: list.terms)
    }
    if !examples.isEmpty { add(prose: examples) }
  }
}

extension String {
  /// The examples of a discussion with their heading, and everything else.
  fileprivate var parts: (examples: String, prose: String) {
    var examples: [Substring] = []
    var prose: [Substring] = []
    var isExample = false
    for line in split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "EXAMPLES" { isExample = true } else if line.isEmpty { isExample = false }
      if isExample { examples.append(line) } else { prose.append(line) }
    }
    return (examples.joined(separator: "\n"), prose.joined(separator: "\n"))
  }

  fileprivate var replacingHyphens: String { ManualPage.escaped(self) }
}
