package import TicketDocument
import Yams

/// A configuration file that cannot be read: where, what, and what to do.
package struct ConfigurationError: Error, Sendable, Equatable {
  /// Repository-relative path of the file.
  package let path: String
  package let position: Position
  package let message: String
  /// What to do; nil when the message says it.
  package let fix: String?

  /// Makes an error from its parts.
  package init(path: String, position: Position, message: String, fix: String?) {
    self.path = path
    self.position = position
    self.message = message
    self.fix = fix
  }
}

/// A place in a parsed YAML file that knows how to complain about itself.
package struct YAMLNode {
  /// Repository-relative path of the file.
  package let path: String
  private let node: Node

  /// Parses a whole file; an empty one is an empty mapping.
  package init(parsing text: String, path: String) throws(ConfigurationError) {
    self.path = path
    if let anchor = Self.anchor(in: text) {
      throw ConfigurationError(
        path: path, position: anchor, message: "anchors (&name) are not read here",
        fix: "write the value out where it is used; in a text put a blank behind &")
    }
    do {
      // Nothing here is typed by YAML, and making the expressions that would do it takes longer than
      // all the rest.
      node = try Yams.compose(yaml: text, .basic) ?? Node([(Node, Node)]())
    } catch let error as YamlError {
      throw Self.explained(error, path: path, text: text)
    } catch {
      throw ConfigurationError(
        path: path, position: Position(line: 1, column: 1), message: "\(error)", fix: nil)
    }
  }

  private init(_ node: Node, path: String) {
    self.node = node
    self.path = path
  }

  private static func explained(
    _ error: YamlError, path: String, text: String
  ) -> ConfigurationError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      ConfigurationError(
        path: path, position: Position(line: mark.line, column: mark.column), message: problem,
        fix: nil)
    case .duplicatedKeysInMapping(let keys, let context):
      ConfigurationError(
        path: path, position: repetition(of: keys.first ?? "", after: context.mark, in: text),
        message: "the same key twice: \(keys.joined(separator: ", "))", fix: "keep one of them")
    case .reader(let problem, let offset, _, _):
      ConfigurationError(
        path: path, position: position(of: offset ?? 0, in: text), message: problem, fix: nil)
    default:
      ConfigurationError(
        path: path, position: Position(line: 1, column: 1), message: "\(error)", fix: nil)
    }
  }

  /// Returns the place of the first thing that could be an anchor.
  ///
  /// Nested anchors make a small file a huge value, which Yams hashes when it is a key. Without
  /// anchors it refuses every alias itself.
  private static func anchor(in text: String) -> Position? {
    var position = Position(line: 1, column: 1)
    var previous: Unicode.Scalar = " "
    var isAnchor = false
    for scalar in text.unicodeScalars {
      if isAnchor, !scalar.properties.isWhitespace {
        return Position(line: position.line, column: position.column - 1)
      }
      isAnchor =
        scalar == "&"
        && (previous.properties.isWhitespace || "[{,:?\u{FEFF}".unicodeScalars.contains(previous))
      position =
        scalar == "\n"
        ? Position(line: position.line + 1, column: 1)
        : Position(line: position.line, column: position.column + 1)
      previous = scalar
    }
    return nil
  }

  private static func position(of offset: Int, in text: String) -> Position {
    let lines = text.prefix(offset).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return Position(line: lines.count, column: (lines.last?.unicodeScalars.count ?? 0) + 1)
  }

  /// Returns where a key stands again; Yams tells only where it stands first.
  ///
  /// In a block mapping that is a later line's start in the same column, in a flow mapping a place
  /// behind `{` or a comma.
  private static func repetition(of key: String, after first: Mark, in text: String) -> Position {
    let place = Position(line: first.line, column: first.column)
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.indices.contains(first.line - 1) else { return place }
    let isBlock = lines[first.line - 1].unicodeScalars.prefix(first.column - 1)
      .allSatisfy { $0 == " " }
    for (number, line) in lines.enumerated().dropFirst(first.line - 1) {
      for range in line.ranges(of: key) {
        var before = line[..<range.lowerBound]
        if let quote = before.last, "\"'".contains(quote) { before.removeLast() }
        let found = Position(line: number + 1, column: before.unicodeScalars.count + 1)
        let isKey = line[range.upperBound...].first { !"\"' ".contains($0) } == ":"
        guard found > place, isKey else { continue }
        let sign = before.last { $0 != " " }
        if sign == nil ? found.column == first.column : !isBlock && "{,".contains(sign ?? " ") {
          return found
        }
      }
    }
    return place
  }

  /// Makes an error of this place.
  ///
  /// - Parameters:
  ///   - message: what is wrong.
  ///   - fix: what to do; nil when the message says it.
  /// - Returns: the error with the place.
  package func error(_ message: String, fix: String? = nil) -> ConfigurationError {
    ConfigurationError(path: path, position: position, message: message, fix: fix)
  }

  /// Where it stands in its file.
  package var position: Position {
    Position(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }

  /// Where its text stands; nil for what is no text.
  package var place: TextPlace? {
    guard let scalar = node.scalar else { return nil }
    let quotes: [Node.Scalar.Style: Unicode.Scalar] = [.singleQuoted: "'", .doubleQuoted: "\""]
    return TextPlace(scalar.string, in: path, at: position, quote: quotes[scalar.style])
  }

  /// Whether nothing is written there, not even quotes.
  package var isNull: Bool { node.scalar.map { $0.string.isEmpty && $0.style == .plain } ?? false }

  /// Whether pairs are written there.
  package var isMapping: Bool { node.mapping != nil }

  /// The pairs of a mapping in file order; an empty value is an empty mapping.
  package func pairs() throws(ConfigurationError) -> [(key: YAMLNode, value: YAMLNode)] {
    if isNull { return [] }
    guard let mapping = node.mapping else { throw error("a mapping (key: value) belongs here") }
    var seen: Set<String> = []
    for key in mapping.keys.compactMap(\.scalar) where !seen.insert(key.string).inserted {
      throw YAMLNode(.scalar(key), path: path).error(
        "the same key twice: \(key.string)", fix: "keep one of them")
    }
    return mapping.map { (YAMLNode($0.key, path: path), YAMLNode($0.value, path: path)) }
  }

  /// The pairs of a mapping that may only have these keys.
  package func fields(_ known: [String]) throws(ConfigurationError) -> [String: YAMLNode] {
    var found: [String: YAMLNode] = [:]
    for (key, value) in try pairs() {
      let name = try key.text()
      guard known.contains(name) else {
        let nearest = nearestNames(to: name, among: known).first
        throw key.error(
          "unknown key \(name)",
          fix: nearest.map { "did you mean \($0)?" }
            ?? "known keys: \(known.joined(separator: ", "))")
      }
      found[name] = value
    }
    return found
  }

  /// One line of text, never typed by YAML.
  package func text() throws(ConfigurationError) -> String {
    guard let scalar = node.scalar else { throw error("one word or line of text belongs here") }
    return scalar.string
  }

  /// A list of texts; a single text is a list of one.
  package func texts() throws(ConfigurationError) -> [String] {
    try items().map { item throws(ConfigurationError) in try item.text() }
  }

  /// The items of a list; a single text is a list of one, an empty value none.
  package func items() throws(ConfigurationError) -> [YAMLNode] {
    if let sequence = node.sequence { return sequence.map { YAMLNode($0, path: path) } }
    if isNull { return [] }
    guard node.scalar != nil else { throw error("a list belongs here") }
    return [self]
  }

  /// A whole number.
  package func number() throws(ConfigurationError) -> Int {
    guard let value = Int(try text()) else { throw error("a whole number belongs here") }
    return value
  }
}
