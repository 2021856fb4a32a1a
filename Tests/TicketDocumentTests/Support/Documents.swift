import TicketDocument
import Yams

/// Parses a text that must be accepted.
func document(_ text: String) throws -> TicketDocument {
  try TicketDocument(parsing: Array(text.utf8))
}

/// Returns the text of a document.
func text(_ document: TicketDocument) -> String { String(decoding: document.bytes, as: UTF8.self) }

/// Returns the error of a text that must be refused, nil when it is accepted.
func refusal(_ bytes: [UInt8]) -> DocumentError? {
  do {
    _ = try TicketDocument(parsing: bytes)
    return nil
  } catch {
    return error
  }
}

/// Returns the error of a text that must be refused, nil when it is accepted.
func refusal(_ text: String) -> DocumentError? { refusal(Array(text.utf8)) }

/// A key or value for comparison with another YAML reader: scalars as text.
enum PlainValue: Equatable {
  case scalar(String)
  case list([String])
  case nested
}

/// Drops a U+FEFF at the start of a text, as Yams does when it makes a `String` of a scalar.
func withoutMark(_ text: String) -> String {
  text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
}

/// Returns what our reader makes of the front matter.
func values(_ document: TicketDocument) -> [String: PlainValue] {
  Dictionary(
    document.entries.map { entry in
      switch entry.value {
      case .empty: (entry.key, .scalar(""))
      case .scalar(let scalar): (entry.key, .scalar(withoutMark(scalar.text)))
      case .list(let items): (entry.key, .list(items.map { withoutMark($0.text) }))
      case .nested: (entry.key, .nested)
      }
    }, uniquingKeysWith: { first, _ in first })
}

/// Returns what libyaml makes of the front matter, untyped; an empty value reads as "".
func judgedValues(_ document: TicketDocument) throws -> [String: PlainValue] {
  let yaml = String(decoding: document.bytes[document.frontMatterRange], as: UTF8.self)
  guard let root = try compose(yaml: yaml), case .mapping(let mapping) = root else { return [:] }
  return Dictionary(
    mapping.map { key, value in (key.scalar?.string ?? "?", judged(value)) },
    uniquingKeysWith: { first, _ in first })
}

private func judged(_ node: Node) -> PlainValue {
  switch node {
  case .scalar(let scalar): return .scalar(scalar.string)
  case .sequence(let items):
    let texts = items.compactMap { $0.scalar?.string }
    return texts.count == items.count ? .list(texts) : .nested
  default: return .nested
  }
}
