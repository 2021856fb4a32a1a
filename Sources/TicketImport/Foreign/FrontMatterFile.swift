import Yams

/// A Markdown file with YAML front matter that another program wrote.
struct FrontMatterFile {
  /// The keys in the order of the file.
  var record: ForeignRecord
  /// The text behind the closing line, with lines that end in LF.
  let body: String
  /// Whether the front matter was no YAML until its values were put in quotes.
  let isRepaired: Bool
  /// Whether lines ended in CR LF.
  let hadCRLF: Bool

  /// Reads a file.
  ///
  /// Front matter that is no YAML because of values such as `@name` or `a: b` is read as its writer
  /// meant it: the values are put in quotes.
  init(parsing bytes: [UInt8], path: String) throws(ImportError) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ImportError(path: path, line: 1, message: "not UTF-8", fix: "save the file as UTF-8")
    }
    let lines = Self.lines(of: text)
    hadCRLF = text.contains("\r\n")
    guard let first = lines.first, Self.isDashes(first) else {
      throw ImportError(
        path: path, line: 1, message: "the first line is not ---",
        fix: "add front matter, or leave the file out")
    }
    guard let end = lines.dropFirst().firstIndex(where: Self.isDashes) else {
      throw ImportError(
        path: path, line: 1, message: "the front matter has no closing --- line", fix: nil)
    }
    let yaml = lines[1..<end]
    body = lines[(end + 1)...].joined(separator: "\n")
    var node: Node?
    do {
      node = try Yams.compose(yaml: yaml.joined(separator: "\n"))
      isRepaired = false
    } catch {
      node = try? Yams.compose(yaml: yaml.map(quotingValue).joined(separator: "\n"))
      guard node != nil else { throw ImportError(yaml: error, path: path) }
      isRepaired = true
    }
    record = try Self.record(node, path)
  }

  private static func lines(of text: String) -> [Substring] {
    let text = text.first == "\u{FEFF}" ? text.dropFirst() : text[...]
    return text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
  }

  private static func isDashes(_ line: Substring) -> Bool {
    line.hasPrefix("---") && line.dropFirst(3).allSatisfy { $0 == " " || $0 == "\t" }
  }

  private static func record(
    _ node: Node?, _ path: String
  ) throws(ImportError) -> ForeignRecord {
    guard let node else { return ForeignRecord() }
    var budget = 10_000
    guard case .map(let record)? = ForeignValue(node, &budget) else {
      throw ImportError(
        path: path, line: 2,
        message: budget < 0 ? "too many values" : "the front matter is not key: value", fix: nil)
    }
    return record
  }
}

extension ForeignValue {
  /// Takes over a YAML node; nil when it has more than `budget` values (aliases can make a short
  /// text hold billions) or a key that is no scalar.
  fileprivate init?(_ node: Node, _ budget: inout Int) {
    budget -= 1
    guard budget >= 0 else { return nil }
    switch node {
    case .scalar(let scalar): self = Self.value(of: scalar)
    case .sequence(let sequence):
      var items: [ForeignValue] = []
      for item in sequence {
        guard let value = ForeignValue(item, &budget) else { return nil }
        items.append(value)
      }
      self = .list(items)
    case .mapping(let mapping):
      var record = ForeignRecord()
      for (key, value) in mapping {
        guard let name = key.scalar?.string, let value = ForeignValue(value, &budget) else {
          return nil
        }
        record.append(name, value)
      }
      self = .map(record)
    case .alias: return nil
    }
  }

  private static func value(of scalar: Node.Scalar) -> ForeignValue {
    guard scalar.style == .plain || scalar.style == .any else { return .text(scalar.string) }
    return scalar.string.isEmpty || scalar.string == "~" || scalar.string == "null"
      ? .null : .literal(scalar.string)
  }
}

extension ImportError {
  fileprivate init(yaml error: any Error, path: String) {
    switch error {
    case YamlError.scanner(_, let problem, let mark, _),
      YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _):
      // One line more: the opening one was cut off.
      self.init(path: path, line: mark.line + 1, message: "not YAML: \(problem)", fix: nil)
    case YamlError.duplicatedKeysInMapping(let keys, _):
      self.init(
        path: path, line: 2,
        message: "the same key twice: \(keys.sorted().map(oneLine).joined(separator: ", "))",
        fix: "keep one of them")
    default: self.init(path: path, line: 2, message: "not YAML", fix: nil)
    }
  }
}

/// Puts a line's value in quotes where YAML would trip over it.
private func quotingValue(_ line: Substring) -> Substring {
  let start: Substring.Index
  if let colon = line.firstRange(of: ": ") {
    start = colon.upperBound
  } else if let dash = line.firstRange(of: "- "), line[..<dash.lowerBound].allSatisfy({ $0 == " " })
  {
    start = dash.upperBound
  } else {
    return line
  }
  let value = line[start...].drop { $0 == " " }
  guard let first = value.first else { return line }
  if first == "[" && value.hasSuffix("]") {
    let items = value.dropFirst().dropLast().split(separator: ",").map { item in
      let item = item.drop { $0 == " " }
      return isRefused(item) ? quoted(item) : String(item)
    }
    return line[..<start] + "[\(items.joined(separator: ", "))]"
  }
  let isQuoted = "'\"|>{[".contains(first)
  return isQuoted || !isRefused(value) ? line : line[..<start] + quoted(value)
}

private func isRefused(_ value: Substring) -> Bool {
  value.first.map { "@`%".contains($0) } ?? false || value.contains(": ") || value.hasSuffix(":")
}

private func quoted(_ text: Substring) -> String {
  "'\(text.replacing("'", with: "''"))'"
}
