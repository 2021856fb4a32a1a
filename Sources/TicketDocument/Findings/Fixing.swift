/// Most repairs that `fixed` makes in one text; each costs one pass.
private let repairLimit = 200

/// Applies the fixes that `check --fix` may make to a text that is refused.
///
/// Only values that YAML itself could not read are put in quotes (`: ` in a value, a special first
/// character, text behind a bracket), so no meaning is guessed. Tabs, quotes and anchors are left to
/// the writer.
///
/// - Parameter bytes: A text.
/// - Returns: The text that parses and one line for each fix; nil when it is not refused or when
///   something else remains to be done.
package func fixed(_ bytes: [UInt8]) -> ([UInt8], [String])? {
  var bytes = bytes
  var notes: [String] = []
  while notes.count <= repairLimit {
    do {
      _ = try TicketDocument(parsing: bytes)
      return notes.isEmpty ? nil : (bytes, notes)
    } catch {
      guard let repair = error.repair, let line = error.quotedLine else { return nil }
      bytes = [repair].applied(to: bytes)
      notes.append("line \(error.position.line): put in quotes: \(line)")
    }
  }
  return nil
}
