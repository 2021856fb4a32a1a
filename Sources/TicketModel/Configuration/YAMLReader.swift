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
struct YAMLNode {
  let path: String
  private let node: Node

  /// Parses a whole file; an empty one is an empty mapping.
  init(parsing text: String, path: String) throws(ConfigurationError) {
    self.path = path
    do {
      node = try Yams.compose(yaml: text) ?? Node([(Node, Node)]())
    } catch let error as YamlError {
      throw Self.explained(error, path: path)
    } catch {
      throw ConfigurationError(
        path: path, position: Position(line: 1, column: 1), message: "\(error)", fix: nil)
    }
  }

  private init(_ node: Node, path: String) {
    self.node = node
    self.path = path
  }

  private static func explained(_ error: YamlError, path: String) -> ConfigurationError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      ConfigurationError(
        path: path, position: Position(line: mark.line, column: mark.column), message: problem,
        fix: nil)
    case .duplicatedKeysInMapping(let keys, _):
      ConfigurationError(
        path: path, position: Position(line: 1, column: 1),
        message: "the same key twice: \(keys)", fix: "keep one of them")
    default:
      ConfigurationError(
        path: path, position: Position(line: 1, column: 1), message: "\(error)", fix: nil)
    }
  }

  func error(_ message: String, fix: String? = nil) -> ConfigurationError {
    let mark = node.mark
    return ConfigurationError(
      path: path, position: Position(line: mark?.line ?? 1, column: mark?.column ?? 1),
      message: message, fix: fix)
  }

  var isNull: Bool { node.null != nil && node.scalar?.string.isEmpty != false }

  /// The pairs of a mapping in file order; an empty value is an empty mapping.
  func pairs() throws(ConfigurationError) -> [(key: YAMLNode, value: YAMLNode)] {
    if isNull { return [] }
    guard let mapping = node.mapping else { throw error("a mapping (key: value) belongs here") }
    return mapping.map { (YAMLNode($0.key, path: path), YAMLNode($0.value, path: path)) }
  }

  /// The pairs of a mapping that may only have these keys.
  func fields(_ known: [String]) throws(ConfigurationError) -> [String: YAMLNode] {
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
  func text() throws(ConfigurationError) -> String {
    guard let scalar = node.scalar else { throw error("one word or line of text belongs here") }
    return scalar.string
  }

  /// A list of texts; a single text is a list of one.
  func texts() throws(ConfigurationError) -> [String] {
    try items().map { item throws(ConfigurationError) in try item.text() }
  }

  /// The items of a list; a single text is a list of one, an empty value none.
  func items() throws(ConfigurationError) -> [YAMLNode] {
    if let sequence = node.sequence { return sequence.map { YAMLNode($0, path: path) } }
    if isNull { return [] }
    guard node.scalar != nil else { throw error("a list belongs here") }
    return [self]
  }

  func number() throws(ConfigurationError) -> Int {
    guard let value = Int(try text()) else { throw error("a whole number belongs here") }
    return value
  }
}
