import GitKit
import TicketDocument
import TicketMerge
package import TicketModel

/// What a merge by lines, as hosts make it, would do to a ticket that both sides changed.
package struct PlainMerge: Sendable {
  /// How it would end.
  package enum Outcome: Sendable, Equatable {
    /// The same as by meaning.
    case right
    /// No conflict, but another ticket than it should be.
    case wrong(Flaw)
    /// It stops with conflict markers.
    case conflict
    /// Two tickets of one id: it stops, or leaves both with that id.
    case sharedID
    /// One side deleted what the other edited: it stops and asks.
    case deletion
  }

  /// What is wrong about a text that was merged without a conflict.
  package enum Flaw: Sendable, Equatable {
    /// It is no ticket any more.
    case unreadable(Problem)
    /// Fields, `text` or `comments` that differ from a merge by meaning.
    case fields([String])
  }

  /// The ticket, merged by meaning.
  package let ticket: MergedTicket
  package let outcome: Outcome
}

extension TicketRepository {
  /// Compares, for each ticket that HEAD and a revision both changed, a merge by lines with ours.
  ///
  /// - Parameter revision: what HEAD is to be merged with.
  /// - Returns: the tickets in order of path; those that only one side changed are left out.
  /// - Throws: ``RevisionMissing`` or `GitError`.
  package func plainMerges(with revision: String) throws -> [PlainMerge] {
    try mergedTickets(ours: "HEAD", theirs: revision).tickets.compactMap { ticket in
      switch ticket.outcome {
      case .changed, .added, .deleted, .alike: return nil
      case .parted: return PlainMerge(ticket: ticket, outcome: .sharedID)
      case .editKept: return PlainMerge(ticket: ticket, outcome: .deletion)
      case .merged(let result):
        guard let ours = ticket.ours, let theirs = ticket.theirs, ours.bytes != theirs.bytes,
          ours.bytes != ticket.base?.bytes, theirs.bytes != ticket.base?.bytes
        else { return nil }
        let text = try TextMerge(
          base: ticket.base?.bytes, ours: ours.bytes, theirs: theirs.bytes)
        guard text.isClean else { return PlainMerge(ticket: ticket, outcome: .conflict) }
        let path = ticket.result?.path ?? ours.path
        let flaw = TicketMeaning.flaw(of: text.bytes, against: result.bytes, path: path)
        return PlainMerge(ticket: ticket, outcome: flaw.map { .wrong($0) } ?? .right)
      }
    }
  }
}

/// What a ticket's text says, apart from how it is written.
private struct TicketMeaning {
  let ticket: Ticket
  let document: TicketDocument

  static func flaw(
    of text: [UInt8], against wanted: [UInt8], path: String
  ) -> PlainMerge.Flaw? {
    guard text != wanted else { return nil }
    // Where ours is no ticket either, a side was none, which is another rule's business.
    guard case .success(let right) = readTicket(wanted, path: path, detail: .documents) else {
      return nil
    }
    switch readTicket(text, path: path, detail: .documents) {
    case .failure(let refusal): return .unreadable(refusal.problem)
    case .success(let merged):
      let names = right.meaning.flatMap { merged.meaning?.differences(from: $0) } ?? []
      return names.isEmpty ? nil : .fields(names)
    }
  }

  private func differences(from other: TicketMeaning) -> [String] {
    var names: [String] = []
    let keys = FieldSchema.all.map(\.name) + (ticket.others + other.ticket.others).map(\.name)
    // A disagreement that ours records is told by itself.
    for key in keys where key.rawValue != "conflicts" && !names.contains(key.rawValue) {
      if items(of: key) != other.items(of: key) { names.append(key.rawValue) }
    }
    if comments != other.comments { names.append("comments") }
    if prose != other.prose { names.append("text") }
    return names
  }

  /// The order of a set says nothing.
  private func items(of key: FieldName) -> [String] {
    let items = ticket.items(of: key)
    return FieldSchema.field(key)?.merge == .elements ? items.sorted() : items
  }

  private var comments: [String] {
    document.comments.map { "\($0.id) \($0.author) \($0.time) \($0.isInternal) \($0.text)" }
      .sorted()
  }

  private var prose: [Substring] {
    let end = document.comments.first?.headingRange.lowerBound ?? document.bodyRange.upperBound
    let bytes = document.bytes[document.bodyRange.lowerBound..<end]
    // Blank lines before the comments may have come and gone.
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
  }
}

extension LoadedTicket {
  fileprivate var meaning: TicketMeaning? {
    document.map { TicketMeaning(ticket: ticket, document: $0) }
  }
}
