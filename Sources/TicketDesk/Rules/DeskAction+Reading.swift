package import TicketDocument
package import TicketModel

/// Where an action stands.
package struct ActionPlace: Sendable {
  private let path: String
  private let position: Position

  /// The place of a node of a configuration file.
  package init(_ node: YAMLNode) { self.init(path: node.path, position: node.position) }

  /// A place in a file.
  package init(path: String, position: Position) {
    self.path = path
    self.position = position
  }

  func error(_ message: String, fix: String? = nil) -> ConfigurationError {
    ConfigurationError(path: path, position: position, message: message, fix: fix)
  }
}

/// Reads actions of one file.
package struct ActionReader {
  private let ownFields: [String]

  /// Reads actions that may also change fields of the user's own.
  package init(ownFields: [String]) { self.ownFields = ownFields }

  /// Reads a list of actions.
  ///
  /// - Parameter node: the value of `do:`.
  /// - Returns: the actions in order, at least one.
  /// - Throws: `ConfigurationError` at the action that is wrong.
  package func actions(_ node: YAMLNode) throws(ConfigurationError) -> [DeskAction] {
    var actions: [DeskAction] = []
    for item in try node.items() {
      if item.isMapping {
        throw item.error(
          "an action is one line of text", fix: "put quotes around it: \"notify lead: late\"")
      }
      let action = try self.action(try item.text(), at: ActionPlace(item))
      if case .transition = action, actions.contains(where: \.isTransition) {
        throw item.error("a second transition", fix: "make another rule of it")
      }
      actions.append(action)
    }
    guard !actions.isEmpty else {
      throw node.error("nothing to do", fix: "for example [\"assign auto\"]")
    }
    return actions
  }

  /// Reads one action.
  ///
  /// - Parameters:
  ///   - text: the action.
  ///   - node: where it stands.
  /// - Returns: the action.
  /// - Throws: `ConfigurationError`.
  package func action(_ text: String, at node: ActionPlace) throws(ConfigurationError) -> DeskAction
  {
    if let assignment = Assignment(text) { return try edit(assignment, at: node) }
    let word = String(text.prefix { !$0.isWhitespace })
    let rest = String(text.dropFirst(word.count).drop(while: \.isWhitespace))
    let verbs = ["assign", "comment", "note", "notify", "transition"]
    guard verbs.contains(word) else {
      throw node.error(
        "unknown action \(word)",
        fix: nearestNames(to: word, among: verbs).first.map { "did you mean \($0)?" }
          ?? "one of field=value, \(verbs.joined(separator: ", "))")
    }
    guard !rest.isEmpty else {
      let form = DeskAction.forms.first { $0.text.hasPrefix("\(word) ") }
      throw node.error("\(word) needs more", fix: form.map { "write \($0.text)" })
    }
    switch word {
    case "assign":
      return rest == "auto" ? .assignAutomatically : .assign(try person(rest, at: node))
    case "comment", "note": return .comment(try filling(rest, node), isInternal: word == "note")
    case "notify": return try notice(rest, at: node)
    default: return .transition(rest)
    }
  }

  private func person(
    _ text: String, at node: ActionPlace
  ) throws(ConfigurationError) -> PlaceholderText {
    let name = try filling(text, node)
    if let plain = name.plain, Handle(plain) == nil {
      throw node.error(
        "a person's handle is one word without blanks", fix: "write assign ada, or assign auto")
    }
    return name
  }

  private func notice(_ text: String, at node: ActionPlace) throws(ConfigurationError) -> DeskAction
  {
    guard let colon = text.firstIndex(of: ":") else {
      throw node.error("notify needs a colon behind who is told", fix: "write notify WHO: TEXT")
    }
    let who = text[..<colon].split { $0 == "," || $0.isWhitespace }.map(String.init)
    let message = text[text.index(after: colon)...].drop(while: \.isWhitespace)
    guard !who.isEmpty, who.allSatisfy({ Handle($0) != nil }), !message.isEmpty else {
      throw node.error("notify needs a handle and a text", fix: "write notify WHO: TEXT")
    }
    if who.count == 1, DeskAction.recipientFields.contains(FieldName(rawValue: who[0])) {
      return .notify(.field(FieldName(rawValue: who[0])), try filling(String(message), node))
    }
    return .notify(.handles(who), try filling(String(message), node))
  }

  /// Reads a change of a field; the value is judged now, unless a ticket fills it.
  private func edit(
    _ assignment: Assignment, at node: ActionPlace
  ) throws(ConfigurationError) -> DeskAction {
    let value = try filling(assignment.value, node)
    guard ![.approvals, .reporter].contains(assignment.field) else {
      throw node.error(
        "\(assignment.field) is not for rules to change",
        fix: "approvals come by the transition that records them")
    }
    do {
      _ = try assignment.edit(extraFields: ownFields)
    } catch {
      if case .value = error, value.plain == nil {
        return .edit(assignment.field, assignment.operation, value)
      }
      throw node.error(error.summary, fix: error.fix)
    }
    return .edit(assignment.field, assignment.operation, value)
  }

  private func filling(
    _ text: String, _ node: ActionPlace
  ) throws(ConfigurationError) -> PlaceholderText {
    do {
      return try PlaceholderText(parsing: text, ownFields: ownFields)
    } catch {
      throw node.error(error.summary, fix: error.fix)
    }
  }
}

extension DeskAction {
  fileprivate var isTransition: Bool { if case .transition = self { true } else { false } }
}

extension AssignmentRefused {
  fileprivate var summary: String {
    switch self {
    case .unknownField(let name, _): "unknown field \(name)"
    case .immutable(let name): "\(name) never changes"
    case .statusNeedsTransition: "the status changes by transitions"
    case .notAList(let name): "\(name) holds one value"
    case .value(let refusal): "\(refusal.field) cannot be \(refusal.value)"
    }
  }

  fileprivate var fix: String? {
    switch self {
    case .unknownField(_, let nearest): nearest.first.map { "did you mean \($0)?" }
    case .immutable: "leave it out"
    case .statusNeedsTransition: "write transition NAME"
    case .notAList(let name): "write \(name)=VALUE"
    case .value(let refusal):
      if case .malformed(let expected) = refusal.reason { "write \(expected)" } else { nil }
    }
  }
}
