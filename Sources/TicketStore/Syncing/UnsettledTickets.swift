import GitKit
import TicketDocument
import TicketModel

extension TicketRepository {
  /// Returns the tickets of a commit with recorded conflicts or conflict markers that none of the
  /// other commits has.
  func unsettledTickets(
    in commit: ObjectID, beyond known: [ObjectID], texts: TicketTexts
  ) throws -> [UnsettledTicket] {
    let old = known.isEmpty ? [nil] : known.map(Optional.some)
    var found: [UnsettledTicket]?
    for commit in try old.map({ try unsettledTickets(in: commit, beyond: $0, texts) }) {
      found = found?.filter(commit.contains) ?? commit
    }
    return found ?? []
  }

  private func unsettledTickets(
    in commit: ObjectID, beyond old: ObjectID?, _ texts: TicketTexts
  ) throws -> [UnsettledTicket] {
    try ticketChanges(from: old, to: commit, texts: texts).compactMap { change in
      guard let version = change.result, version.bytes.mayBeUnsettled else { return nil }
      let before = change.base.map { Unsettled($0.bytes) }
      let now = Unsettled(version.bytes)
      let entries = now.entries.filter { before?.entries.contains($0) != true }
      guard !entries.isEmpty || now.hasMarkers && before?.hasMarkers != true else { return nil }
      return UnsettledTicket(name: change.id?.text ?? version.path, entries: entries)
    }
  }
}

/// What is left to decide in a ticket's text.
private struct Unsettled {
  var entries: [String] = []
  var hasMarkers = false

  init(_ bytes: [UInt8]) {
    if let document = try? TicketDocument(parsing: bytes) {
      entries = document.list("conflicts")
      hasMarkers = !document.bodyMarkers.isEmpty
      return
    }
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    hasMarkers =
      lines.contains { Self.isMarker($0, "<") } && lines.contains { Self.isMarker($0, ">") }
  }

  /// Seven or more of a character at the beginning of a line, then a blank.
  private static func isMarker(_ line: ArraySlice<UInt8>, _ character: Unicode.Scalar) -> Bool {
    let run = line.prefix { $0 == UInt8(ascii: character) }.count
    return run >= 7 && line.dropFirst(run).first == UInt8(ascii: " ")
  }
}

extension [UInt8] {
  /// Whether the key of recorded values or a marker may be in a text; most texts are not taken apart.
  fileprivate var mayBeUnsettled: Bool { holdsMarker || holds(FieldName.conflicts.rawValue) }

  private func holds(_ word: String) -> Bool {
    let word = Array(word.utf8)
    return withUnsafeBufferPointer { bytes in
      bytes.indices.dropLast(word.count - 1).contains { start in
        bytes[start] == word[0] && bytes[start..<start + word.count].elementsEqual(word)
      }
    }
  }
}
