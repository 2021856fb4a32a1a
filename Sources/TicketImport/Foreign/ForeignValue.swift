/// A value read from another tracker's file, before it has a meaning.
enum ForeignValue: Sendable, Equatable {
  case null
  case text(String)
  /// A number, a bool, or YAML text without quotes.
  case literal(String)
  case list([ForeignValue])
  case map(ForeignRecord)

  /// The scalar's text; "" for null, nil for lists and maps.
  var scalar: String? {
    switch self {
    case .null: ""
    case .text(let text), .literal(let text): text
    case .list, .map: nil
    }
  }

  /// The texts of a list of scalars; a scalar that is not empty is a list of one.
  var scalars: [String]? {
    switch self {
    case .null: []
    case .text(let text), .literal(let text): text.isEmpty ? [] : [text]
    case .list(let items):
      items.reduce(into: [] as [String]?) { texts, item in
        guard let text = item.scalar else { return texts = nil }
        texts?.append(text)
      }
    case .map: nil
    }
  }

  /// The value as JSON on one line.
  var json: String {
    switch self {
    case .null: "null"
    case .text(let text): quotedJSON(text)
    case .literal(let text): isJSONLiteral(text) ? text : quotedJSON(text)
    case .list(let items): "[\(items.map(\.json).joined(separator: ", "))]"
    case .map(let record):
      "{"
        + record.pairs.map { "\(quotedJSON($0.name)): \($0.value.json)" }.joined(separator: ", ")
        + "}"
    }
  }
}

/// Names and values in the order of the file; reading takes them out, so that what is left is what
/// nobody knew.
struct ForeignRecord: Sendable, Equatable {
  struct Pair: Sendable, Equatable {
    let name: String
    let value: ForeignValue
  }

  private(set) var pairs: [Pair] = []

  init(_ pairs: [(name: String, value: ForeignValue)] = []) {
    self.pairs = pairs.map { Pair(name: $0.name, value: $0.value) }
  }

  mutating func append(_ name: String, _ value: ForeignValue) {
    pairs.append(Pair(name: name, value: value))
  }

  func value(_ name: String) -> ForeignValue? { pairs.first { $0.name == name }?.value }

  /// Takes a scalar out; nil and left in place when it is a list or map, nil when it is empty.
  mutating func takeText(_ name: String) -> String? {
    guard let text = value(name)?.scalar else { return nil }
    remove(name)
    return text.isEmpty ? nil : text
  }

  /// Takes a list of scalars out; left in place when it is anything else.
  mutating func takeTexts(_ name: String) -> [String] {
    guard let texts = value(name)?.scalars else { return [] }
    remove(name)
    return texts
  }

  /// Takes the items of a list out; left in place when it is no list.
  mutating func takeItems(_ name: String) -> [ForeignValue] {
    guard case .list(let items)? = value(name) else { return [] }
    remove(name)
    return items
  }

  mutating func remove(_ name: String) { pairs.removeAll { $0.name == name } }
}

private func isJSONLiteral(_ text: String) -> Bool {
  if text == "true" || text == "false" { return true }
  let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
  let isNumeral = digits.allSatisfy { $0.isASCII && $0.isNumber || $0 == "." }
  return isNumeral && digits.first?.isNumber == true && digits.last?.isNumber == true
    && digits.filter { $0 == "." }.count < 2
    && (!digits.hasPrefix("0") || digits == "0" || digits.hasPrefix("0."))
}

private func quotedJSON(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case "\t": result += "\\t"
    case _ where scalar.value < 0x20:
      let digits = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}
