import ArgumentParser
import TicketModel
import TicketStore

/// Says where a ticket and its work are.
struct WhereCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "where",
    abstract: "Show on which branches a ticket and its work are.",
    discussion: """
      For each branch, here and on remotes as they were last fetched, the status that the ticket has \
      there; then whether its work is on the default branch, and how it came: by a merge, by a rebase \
      (commits that change the same), by a squash (the same changes at once, a message that lists the \
      branch's commits or names the ticket); the tags that hold it; and whether it was reverted.

      The ticket's branches are those whose names hold its id. Of a branch that is gone, messages tell: \
      the trailers Ticket, Closes, Fixes and Refs, or the id at the beginning of the subject; and so does \
      a merge or squash that brings work together with a step of the ticket. Changes of tickets alone \
      are not work. Other branches that have the ticket as the default branch has it are only counted. \
      Without an id: the ticket of the current branch.

      EXAMPLES
        snag where sn-k7m
        snag where --json=work,tags
      """)

  @Argument(help: "The ticket's id, or a unique beginning of it.")
  var id: String?

  @OptionGroup var common: CommonOptions

  /// The ticket that is meant; one that is not here is looked for on all branches, by its whole id.
  private func ticket(_ repository: TicketRepository) throws -> Ticket {
    guard let id else { return try repository.findTicketOfBranch().ticket }
    do {
      return try repository.find(id).ticket
    } catch let error where error is TicketNotFound || error is NoTickets {
      guard let whole = TicketID(id), let found = try repository.ticketAnywhere(whole) else {
        throw error
      }
      return found
    }
  }

  func run(in session: Session) throws {
    try common.checkFields(among: WhereText.names)
    let repository = try session.repository()
    let ticket = try ticket(repository)
    let found = try repository.whereabouts(of: ticket)
    let text = WhereText(ticket: ticket, found: found)
    if common.isJSON {
      session.print(kind: "where", text.members)
    } else if session.context.terminal.isOutput {
      session.write(text.aligned(session.style, width: session.context.terminal.width))
    } else {
      session.write(text.tabbed)
    }
    if let limit = found.limit {
      session.say("the search ended after \(limit) commits; what is older was not looked at")
    }
    if found.defaultBranch == nil {
      session.warn(
        "no default branch is known; `git remote set-head origin --auto` asks the remote")
    }
  }
}
