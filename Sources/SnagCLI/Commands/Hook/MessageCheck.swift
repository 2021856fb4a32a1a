import TicketModel
import TicketStore

/// Looks at a message before it is committed.
struct MessageCheck {
  let path: String
  /// As git named the file.
  let typed: String
  let session: Session

  func run() throws {
    // The program's own messages name tickets that are only about to be written.
    guard path.split(separator: "/").last?.hasPrefix("snag-message") != true else { return }
    let repository = try session.repository()
    let (trailers, isUntitled) = try repository.trailers(ofMessage: path)
    guard !isUntitled else {
      throw CommandError(
        "the message has no text but its trailers", code: "empty-message",
        hint: "nothing is committed; write a title: git commit -e -F \(shellQuoted(typed))")
    }
    let links = trailers.compactMap(TicketTrailer.init)
    for link in links { try check(link, repository) }
  }

  private func check(_ link: TicketTrailer, _ repository: TicketRepository) throws {
    if link.key == .ticket, link.ids.isEmpty, let word = link.firstOther {
      throw refusal("\(link.key.rawValue): \(word) is no ticket's id", nearest: [])
    }
    for id in link.ids {
      if let ticket = try repository.ticketAnywhere(id) {
        try warnIfDone(ticket, link)
      } else if try link.key == .ticket || isOurs(id, repository) {
        throw refusal(
          "\(link.key.rawValue): \(id) names a ticket that is not there, here or on any branch",
          nearest: try nearest(to: id, repository))
      } else {
        session.warn("\(link.key.rawValue): \(id) is no ticket of this repository")
      }
    }
  }

  /// Other trackers' ids look alike (`JIRA-123`), so only those with a prefix used here must exist.
  private func isOurs(_ id: TicketID, _ repository: TicketRepository) throws -> Bool {
    func prefix(_ id: TicketID) -> Substring { id.text.prefix { $0 != "-" } }
    if try prefix(id) == repository.settings().configuration.prefix.text { return true }
    return try repository.load().tickets.contains { prefix($0.ticket.id) == prefix(id) }
  }

  private func nearest(to id: TicketID, _ repository: TicketRepository) throws -> [String] {
    do {
      return [try repository.find(id.text).ticket.id.text]
    } catch TicketNotFound.missing(_, let nearest) {
      return nearest.map(\.text)
    } catch TicketNotFound.ambiguous(_, let candidates) {
      return candidates.map(\.text)
    } catch TicketNotFound.tooShort {
      return []
    }
  }

  private func warnIfDone(_ ticket: Ticket, _ link: TicketTrailer) throws {
    let workflows = try session.readableSettings().workflows
    guard link.key.completes,
      workflows.category(type: ticket.type, status: ticket.status) == .done
    else { return }
    session.warn(safeCell("\(link.key.rawValue): \(ticket.id) is \(ticket.status) already"))
  }

  private func refusal(_ message: String, nearest: [String]) -> CommandError {
    let did = nearest.first.map { "did you mean \($0)? " } ?? ""
    return CommandError(
      message, code: "no-such-ticket",
      hint: "\(did)the message is kept: git commit -e -F \(shellQuoted(typed))", candidates: nearest
    )
  }
}
