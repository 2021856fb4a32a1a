package import TicketModel

/// A canned change and reply: front matter gives actions, the rest gives the comment.
package struct Macro: Sendable, Equatable {
  /// File name without `.md`.
  package let name: String
  /// What a list of macros says of it.
  package let summary: String
  /// Field changes and the transition, in order.
  package let actions: [DeskAction]
  /// What it says in the ticket; nil when it says nothing.
  package let comment: PlaceholderText?
  /// Whether that is for the team alone.
  package let isInternal: Bool

  /// Reads a macro; a file without front matter is all comment.
  ///
  /// - Parameters:
  ///   - text: the file's text.
  ///   - name: file name without `.md`.
  ///   - path: repository-relative path, for errors.
  ///   - ownFields: keys of the user's own that it may change.
  /// - Throws: `ConfigurationError` with the position.
  package init(
    parsing text: String, name: String, path: String, ownFields: [String]
  ) throws(ConfigurationError) {
    self.name = name
    let (front, body) = Self.parts(of: text)
    // The blank first line stands for the opening ---, so that lines are the file's.
    let root = try YAMLNode(parsing: "\n\(front)", path: path)
    let reader = MacroReader(node: root, actions: ActionReader(ownFields: ownFields))
    (actions, summary, isInternal) = try reader.read()
    comment = try Self.comment(body, root, ownFields)
    guard !actions.isEmpty || comment != nil else {
      throw root.error("nothing to do", fix: "write fields above, or the comment below the ---")
    }
  }

  private static func comment(
    _ body: String, _ root: YAMLNode, _ ownFields: [String]
  ) throws(ConfigurationError) -> PlaceholderText? {
    guard body.contains(where: { !$0.isWhitespace }) else { return nil }
    do {
      return try PlaceholderText(parsing: body, ownFields: ownFields)
    } catch {
      throw root.error(error.summary, fix: error.fix)
    }
  }

  private static func parts(of text: String) -> (front: String, body: String) {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.first == "---",
      let end = lines.dropFirst().firstIndex(where: { $0 == "---" })
    else { return ("", trimmed(lines[...])) }
    return (lines[1..<end].joined(separator: "\n") + "\n", trimmed(lines[(end + 1)...]))
  }

  private static func trimmed(_ lines: ArraySlice<Substring>) -> String {
    let isBlank: (Substring) -> Bool = { $0.allSatisfy(\.isWhitespace) }
    var rest = lines.drop(while: isBlank)
    while let last = rest.last, isBlank(last) { rest.removeLast() }
    return rest.joined(separator: "\n")
  }

  /// Everything it does, the comment first among what is said, so that a transition may take it.
  package var allActions: [DeskAction] {
    guard let comment else { return actions }
    return [.comment(comment, isInternal: isInternal)] + actions
  }
}

/// Reads the front matter of a macro.
private struct MacroReader {
  let node: YAMLNode
  let actions: ActionReader

  func read() throws(ConfigurationError) -> ([DeskAction], summary: String, isInternal: Bool) {
    var found: [DeskAction] = []
    var summary = ""
    var isInternal = false
    for (key, value) in try node.pairs() {
      let name = try key.text()
      switch name {
      case "summary": summary = try value.text()
      case "internal": isInternal = try truth(value)
      case "transition":
        found.append(try actions.action("transition \(try value.text())", at: ActionPlace(value)))
      case "do": found += try actions.actions(value)
      default: found += try edits(name, value, at: key)
      }
    }
    return (found, summary, isInternal)
  }

  private func truth(_ value: YAMLNode) throws(ConfigurationError) -> Bool {
    switch try value.text() {
    case "true": return true
    case "false": return false
    default: throw value.error("internal is true or false")
    }
  }

  /// `priority: P2`, `labels+: [vpn]`, or `labels+=: [vpn]`.
  private func edits(
    _ name: String, _ value: YAMLNode, at key: YAMLNode
  ) throws(ConfigurationError) -> [DeskAction] {
    let stem = name.hasSuffix("=") ? String(name.dropLast()) : name
    let text = try value.texts().joined(separator: ",")
    guard Assignment("\(stem)=\(text)") != nil else {
      throw key.error("\(name) is no field", fix: "for example labels+: [vpn]")
    }
    return [try actions.action("\(stem)=\(text)", at: ActionPlace(key))]
  }
}
