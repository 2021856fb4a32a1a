package import TicketDocument
package import TicketModel
package import TicketQuery

/// One entry of `.tickets/rules.yml`: when something happens to a ticket that answers a query, do.
package struct DeskRule: Sendable, Equatable {
  /// What a rule is asked at.
  package enum Event: String, Sendable, CaseIterable {
    /// A ticket was made.
    case created
    /// A ticket was changed by somebody; not by a rule.
    case changed
    /// Time went by; asked by `snag tick`.
    case time
  }

  package let name: String
  package let event: Event
  /// Which tickets it is for; open ones, unless it chooses a status.
  package let when: Query
  package let actions: [DeskAction]
  /// Where the file names it.
  package let position: Position

  /// Makes a rule from its parts.
  package init(
    name: String, event: Event, when: Query, actions: [DeskAction], position: Position
  ) {
    self.name = name
    self.event = event
    self.when = when
    self.actions = actions
    self.position = position
  }
}

/// What `.tickets/rules.yml` says.
package struct DeskRules: Sendable, Equatable {
  /// Repository-relative path of the file.
  package static let path = ".tickets/rules.yml"

  /// From top to bottom, which is the order they are carried out in.
  package let rules: [DeskRule]

  /// No rules.
  package init() { rules = [] }

  /// Collects rules.
  package init(_ rules: [DeskRule]) { self.rules = rules }

  /// Reads the file.
  ///
  /// - Parameters:
  ///   - text: its text.
  ///   - path: repository-relative path, for errors.
  ///   - vocabulary: what queries and actions may name besides the schema.
  /// - Throws: `ConfigurationError` with the position.
  package init(
    parsing text: String, path: String = Self.path, _ vocabulary: QueryVocabulary
  ) throws(ConfigurationError) {
    let root = try YAMLNode(parsing: text, path: path).fields(["rules"])
    var rules: [DeskRule] = []
    for node in try root["rules"]?.items() ?? [] {
      let rule = try DeskRule(node, vocabulary)
      if let other = rules.first(where: { $0.name == rule.name }) {
        throw node.error(
          "rule \(rule.name) is there already, in line \(other.position.line)",
          fix: "give it a name of its own: what rules did is found by their names")
      }
      rules.append(rule)
    }
    self.rules = rules
  }

  /// Those asked at an event.
  package func rules(on event: DeskRule.Event) -> [DeskRule] { rules.filter { $0.event == event } }
}

extension DeskRule {
  fileprivate init(_ node: YAMLNode, _ vocabulary: QueryVocabulary) throws(ConfigurationError) {
    let fields = try node.fields(["name", "on", "when", "do"])
    guard let nameNode = fields["name"] else {
      throw node.error("a rule needs a name", fix: "name: remind-the-requester")
    }
    let name = try nameNode.text()
    guard Handle(name) != nil, !name.hasPrefix("-") else {
      throw nameNode.error(
        "a rule's name is one word without blanks", fix: "for example remind-the-requester")
    }
    let words = Event.allCases.map(\.rawValue)
    guard let eventNode = fields["on"] else {
      throw node.error("a rule needs on:", fix: "one of \(words.joined(separator: ", "))")
    }
    guard let event = Event(rawValue: try eventNode.text()) else {
      throw eventNode.error("unknown event", fix: "one of \(words.joined(separator: ", "))")
    }
    guard let doNode = fields["do"] else {
      throw node.error("a rule needs do:", fix: "for example do: [\"assign auto\"]")
    }
    let reader = ActionReader(ownFields: vocabulary.ownFields.sorted())
    self.init(
      name: name, event: event, when: try Query(fields["when"], vocabulary),
      actions: try reader.actions(doNode), position: nameNode.position)
  }
}

extension Query {
  /// Reads a query of a configuration file; without one every open ticket is meant.
  fileprivate init(_ node: YAMLNode?, _ vocabulary: QueryVocabulary) throws(ConfigurationError) {
    guard let node else {
      self.init()
      return
    }
    let text = try node.text()
    do {
      try self.init(parsing: text, vocabulary)
    } catch {
      throw node.error(error.summary, fix: error.suggestion)
    }
  }
}
