import TicketDocument

/// What a field says, apart from how it is written.
enum FieldContent: Equatable {
  /// Absent, or without a value: to a reader the same.
  case unset
  case text(String)
  case list([String])
  /// The lines of a nested value.
  case block(String)

  /// Reads the value of an entry.
  ///
  /// - Parameters:
  ///   - entry: nil for a key that is absent.
  ///   - name: the key, whose kind says whether one scalar is a list of one.
  ///   - document: what the entry is of.
  init(_ entry: TicketDocument.Entry?, of name: FieldName, in document: TicketDocument) {
    guard let entry else {
      self = .unset
      return
    }
    switch document.value(of: entry) {
    case .scalar(let text)?, .typed(let text)?:
      let isList = FieldSchema.field(name)?.kind.isList ?? false
      self = text.isEmpty ? .unset : isList ? .list([text]) : .text(text)
    case .list(let items)?: self = items.isEmpty ? .unset : .list(items)
    case nil:
      let lines = document.bytes[entry.valueRange].split(
        separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      self = .block(lines.map { TextLine.text(of: $0) }.joined(separator: "\n"))
    }
  }

  /// The items of a list, none of an unset one; nil for what is no list.
  var items: [String]? {
    switch self {
    case .unset: []
    case .list(let items): items
    case .text, .block: nil
    }
  }

  /// The value as a text; nil when it is unset.
  var text: String? {
    switch self {
    case .unset: nil
    case .text(let text), .block(let text): text
    case .list(let items): "[\(items.joined(separator: ", "))]"
    }
  }

  var isBlock: Bool {
    if case .block = self { return true }
    return false
  }
}
