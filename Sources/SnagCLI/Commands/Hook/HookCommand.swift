import ArgumentParser
import TicketModel
import TicketStore

/// What git's hooks call.
struct HookCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "hook",
    abstract: "Tie commits to tickets; git calls this.",
    discussion: """
      prepare-commit-msg adds `Ticket: ID` to the message when the branch is a ticket's and the message \
      names it nowhere. commit-msg refuses a message that names a ticket that is not there, here or on \
      any branch, and warns of one that closes a ticket that is done. Merges and squashes stay as they \
      are, and so does everything outside of a repository with tickets.

      Trailers are Ticket, Closes, Fixes and Refs, each with one id or several. Closes and Fixes say \
      that a commit completes a ticket; no trailer ever changes a ticket.

      Nothing installs these hooks for you. By hand, in an executable file .git/hooks/NAME:

        #!/bin/sh
        exec snag hook prepare-commit-msg "$@"

        #!/bin/sh
        exec snag hook commit-msg "$@"

      Programs that manage hooks, such as pre-commit, find both in the project's \
      .pre-commit-hooks.yaml.

      EXAMPLE
        snag hook commit-msg .git/COMMIT_EDITMSG
      """)

  @Argument(help: "prepare-commit-msg or commit-msg.")
  var name: Name

  @Argument(help: ArgumentHelp("What git gives the hook.", valueName: "file"))
  var file: String

  @Argument(help: .hidden)
  var rest: [String] = []

  @OptionGroup var common: CommonOptions

  /// A hook.
  enum Name: String, ExpressibleByArgument, CaseIterable {
    case prepare = "prepare-commit-msg"
    case check = "commit-msg"
  }

  func run(in session: Session) throws {
    guard Self.hasTickets(session) else { return }
    let path = file.hasPrefix("/") ? file : "\(session.directory)/\(file)"
    switch name {
    case .prepare: try prepare(path, session)
    case .check: try MessageCheck(path: path, typed: file, session: session).run()
    }
  }

  /// A hook may be everybody's (core.hooksPath), so most repositories have nothing to do with it.
  private static func hasTickets(_ session: Session) -> Bool { (try? session.isSetUp()) == true }

  private func prepare(_ path: String, _ session: Session) throws {
    // pre-commit puts git's second argument into a variable.
    let source = rest.first ?? session.context.variables["PRE_COMMIT_COMMIT_MSG_SOURCE"] ?? ""
    guard source != "merge", source != "squash" else { return }
    let repository = try session.repository()
    guard let branch = try repository.currentBranch(),
      try !repository.defaultBranches().contains(where: { $0.localName == branch })
    else { return }
    let ticket: Ticket
    do {
      ticket = try repository.findTicketOfBranch().ticket
    } catch is NoTicketOfBranch {
      return
    } catch let error {
      // A ticket that cannot be read is not worth a commit.
      return session.warn(safeCell("no trailer added: \(ErrorReport(error).message)"))
    }
    let trailers = try repository.trailers(ofMessage: path).trailers
      .compactMap(TicketTrailer.init)
    guard !trailers.contains(where: { $0.ids.contains(ticket.id) }) else { return }
    try repository.addTrailer("Ticket: \(ticket.id)", toMessage: path)
  }
}
