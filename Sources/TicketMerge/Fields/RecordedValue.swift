import TicketDocument
import TicketModel

/// One item of `conflicts`: `key = value as written`, by merge.md's "Conflicts without broken files".
///
/// The status goes with what hangs on it: `status = done, resolution = fixed`.
package struct RecordedValue: Sendable, Hashable {
  /// The field.
  package let key: String
  /// The value as it is written in a front matter; begins with a line end when it stands below its key.
  package let written: String
  /// Fields that go with this one, such as the resolution; "" where it is unset.
  package let companions: [String: String]

  /// Makes an item.
  package init(key: String, written: String, companions: [String: String] = [:]) {
    self.key = key
    self.written = written
    self.companions = companions
  }

  /// Reads an item; nil when it is not of this form.
  package init?(_ item: String) {
    let start = item.first == "\"" ? Self.endOfQuotes(in: item) : item.startIndex
    guard let start, let equals = item[start...].firstIndex(of: "="), equals > item.startIndex,
      item[item.index(before: equals)] == " "
    else { return nil }
    let writtenKey = String(item[..<item.index(before: equals)])
    guard
      let key = start > item.startIndex
        ? TicketDocument.scalarText(written: writtenKey) : writtenKey, !key.isEmpty,
      start > item.startIndex || Self.isPlain(key)
    else { return nil }
    var value = item[item.index(after: equals)...]
    if value.first == " " { value.removeFirst() }
    self.key = key
    guard self.key == FieldName.status.rawValue else {
      written = String(value)
      companions = [:]
      return
    }
    var companions: [String: String] = [:]
    for name in Self.group.reversed() {
      guard let range = value.firstRange(of: ", \(name) = ") else { continue }
      companions[name] = String(value[range.upperBound...])
      value = value[..<range.lowerBound]
    }
    written = String(value)
    self.companions = companions
  }

  /// The item's text.
  package var item: String {
    let key = Self.isPlain(key) ? key : TicketDocument.doubleQuoted(key)
    return value.isEmpty ? "\(key) =" : "\(key) = \(value)"
  }

  /// Whether a key can stand before the equals sign as it is.
  private static func isPlain(_ key: String) -> Bool {
    !key.isEmpty && key.first != "\"" && !key.contains { " ,=\n\t\\".contains($0) }
  }

  /// Returns where the text behind a quoted key begins; nil when the quotes stay open.
  private static func endOfQuotes(in item: String) -> String.Index? {
    var isEscaped = false
    for index in item.indices.dropFirst() {
      if isEscaped {
        isEscaped = false
      } else if item[index] == "\\" {
        isEscaped = true
      } else if item[index] == "\"" {
        return item.index(after: index)
      }
    }
    return nil
  }

  /// The item's text behind the equals sign: `done, resolution = fixed`.
  package var value: String {
    written
      + Self.group.compactMap { name in companions[name].map { ", \(name) = \($0)" } }.joined()
  }

  /// Fields that go with the status, in order.
  static let group = FieldSchema.all.filter { $0.merge == .statusGroup && $0.name != .status }
    .map(\.name.rawValue)

  /// Returns the text that a written value stands for; the written text itself when it is no scalar.
  package static func decoded(_ written: String) -> String {
    TicketDocument.scalarText(written: written) ?? written
  }
}
