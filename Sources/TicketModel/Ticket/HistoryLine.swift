/// One recorded transition: `2026-11-23T08:02:11Z ada in-progress`.
package struct HistoryLine: Hashable, Sendable, CustomStringConvertible {
  /// When the ticket came into the status.
  package let time: Timestamp
  /// Handle of who moved it.
  package let actor: String
  /// The status it came into.
  package let status: String

  /// Makes a line from its parts.
  package init(time: Timestamp, actor: String, status: String) {
    self.time = time
    self.actor = actor
    self.status = status
  }

  /// Reads a line: time, actor and status with one or more blanks between; nil for anything else.
  package init?(_ text: String) {
    let words = text.split(separator: " ", omittingEmptySubsequences: true)
    guard words.count == 3, let time = Timestamp(words[0]) else { return nil }
    self.init(time: time, actor: String(words[1]), status: String(words[2]))
  }

  package var description: String { "\(time) \(actor) \(status)" }
}
