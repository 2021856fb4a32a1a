import Foundation
import Synchronization
import TicketDocument
import TicketModel

/// A ticket as the naive evaluator sees it: the document's entries as texts, nothing else.
struct NaiveTicket {
  let id: String
  let document: TicketDocument
  let path: String
  private let title: [UInt8]
  private let body: [UInt8]

  init(_ text: String, id: String) throws {
    self.id = id
    document = try TicketDocument(parsing: Array(text.utf8))
    path = ".tickets/\(id).md"
    title = folded(Self.items("title", document).first ?? "")
    body = folded(document.body)
  }

  /// Whether words occur in title or body.
  func says(_ words: String) -> Bool {
    let needle = folded(words)
    return occurs(needle, in: title) || occurs(needle, in: body)
  }

  /// The items under a key, none when it is unset.
  func items(_ key: String) -> [String] { Self.items(key, document) }

  private static func items(_ key: String, _ document: TicketDocument) -> [String] {
    guard let entry = document.entry(key), let value = document.value(of: entry) else { return [] }
    switch value {
    case .list(let items): return items
    case .scalar(let text), .typed(let text): return text.isEmpty ? [] : [text]
    }
  }

  func first(_ key: String) -> String { items(key).first ?? "" }
}

/// All tickets and what naive answers are given from.
struct NaiveWorld {
  let tickets: [NaiveTicket]
  let actor: String
  let now: Double

  private static let categories = [
    "new": "new", "doing": "active", "waiting": "waiting", "done": "done", "dropped": "done",
  ]

  func category(_ ticket: NaiveTicket) -> String {
    Self.categories[ticket.first("status")] ?? "new"
  }

  func isDone(_ ticket: NaiveTicket) -> Bool { category(ticket) == "done" }

  func isBlocked(_ ticket: NaiveTicket) -> Bool {
    guard !isDone(ticket) else { return false }
    for blocker in ticket.items("blocked_by") {
      for other in tickets where other.id == blocker.lowercased() && !isDone(other) { return true }
    }
    return false
  }

  /// Everything that a qualifier stands for.
  func items(_ name: String, of ticket: NaiveTicket) -> [String] {
    switch name {
    case "updated": return lastMoved(ticket)
    case "closed": return isDone(ticket) ? lastMoved(ticket) : []
    case "age", "created": return ticket.items("created").filter { seconds($0) != nil }
    case "category": return [category(ticket)]
    case "path": return [ticket.path]
    case "children":
      return tickets.filter { $0.id != ticket.id && $0.first("parent").lowercased() == ticket.id }
        .map(\.id)
    default: return ticket.items(name)
    }
  }

  private func lastMoved(_ ticket: NaiveTicket) -> [String] {
    for line in ticket.items("history").reversed() {
      let words = line.components(separatedBy: " ")
      if words.count == 3, seconds(words[0]) != nil { return [words[0]] }
    }
    return ticket.items("created").filter { seconds($0) != nil }
  }
}

/// Seconds of a time or day by Foundation's calendar; nil for anything else.
func seconds(_ text: String) -> Double? {
  knownSeconds.withLock { known in
    if let seconds = known[text] { return seconds }
    let parser = ISO8601DateFormatter()
    if text.count == 10 { parser.formatOptions = .withFullDate }
    let seconds = parser.date(from: text)?.timeIntervalSince1970
    known[text] = .some(seconds)
    return seconds
  }
}

/// A formatter takes long to make, and the same few texts are asked for again and again.
private let knownSeconds = Mutex<[String: Double?]>([:])

/// A text whose case, accents and blanks are as those of any other.
private func folded(_ text: String) -> [UInt8] {
  let single = text.replacingOccurrences(
    of: "[\\s\\p{Z}\u{85}]+", with: " ", options: .regularExpression)
  return Array(single.lowercased().precomposedStringWithCanonicalMapping.utf8)
}

/// Whether bytes occur in others, tried at every place.
private func occurs(_ needle: [UInt8], in hay: [UInt8]) -> Bool {
  if needle.isEmpty { return true }
  if needle.count > hay.count { return false }
  return (0...(hay.count - needle.count)).contains { hay[$0...].starts(with: needle) }
}

/// A text that compares as text the way texts with numbers are to compare.
func padded(_ text: String) -> [UInt8] {
  var result: [UInt8] = []
  var digits: [UInt8] = []
  let bytes = Array(text.lowercased().precomposedStringWithCanonicalMapping.utf8)
  for byte in bytes + [0] {
    if byte >= 48, byte <= 57 {
      digits.append(byte)
    } else {
      if !digits.isEmpty { result += Array(repeating: 48, count: 30 - digits.count) + digits }
      digits = []
      result.append(byte)
    }
  }
  return result + bytes
}
