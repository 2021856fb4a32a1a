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
    for (id, word) in zip(link.ids, link.words) {
      // Other trackers' ids look alike (`JIRA-123`): only those with a prefix used here must exist.
      guard try link.key == .ticket || repository.hasPrefix(of: id) else {
        session.warn(safeCell("\(link.key.rawValue): \(word) is no ticket of this repository"))
        continue
      }
      guard let ticket = try repository.ticketAnywhere(id) else {
        throw refusal(
          safeCell(
            "\(link.key.rawValue): \(word) names a ticket that is not there, here or on any branch"),
          nearest: try nearest(to: id, repository))
      }
      try warnIfDone(ticket, link)
    }
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
