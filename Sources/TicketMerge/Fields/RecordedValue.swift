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
    guard let equals = item.firstIndex(of: "=") else { return nil }
    let key = item[..<equals]
    guard key.last == " ", key.dropLast().allSatisfy({ $0 != " " && $0 != "," }), key.count > 1
    else { return nil }
    var value = item[item.index(after: equals)...]
    if value.first == " " { value.removeFirst() }
    self.key = String(key.dropLast())
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
  package var item: String { value.isEmpty ? "\(key) =" : "\(key) = \(value)" }

  /// The item's text behind the equals sign: `done, resolution = fixed`.
  package var value: String {
    written
      + Self.group.compactMap { name in companions[name].map { ", \(name) = \($0)" } }.joined()
  }

  /// Fields that go with the status, in order.
  static let group = FieldSchema.all.filter { $0.merge == .statusGroup && $0.name != .status }
    .map(\.name.rawValue)

  /// Returns the text that a written value stands for; the written text itself when it is no scalar.
  package static func decoded(_ written: String) -> String { scalar(written) ?? written }

  /// Returns the text that a written scalar stands for; nil for anything else.
  static func scalar(_ written: String) -> String? {
    guard let document = try? TicketDocument(parsing: Array("---\nkey: \(written)\n---\n".utf8)),
      document.entries.count == 1
    else { return nil }
    return document.scalar("key")
  }
}
