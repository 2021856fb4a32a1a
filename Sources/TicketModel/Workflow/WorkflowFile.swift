import TicketDocument

extension Workflow {
  /// Reads a workflow file and checks that it makes sense.
  ///
  /// - Throws: ``ConfigurationError`` with the position for unknown keys, statuses nobody can reach,
  ///   edges to or from missing statuses, and two edges or statuses of one name.
  package init(parsing text: String, path: String) throws(ConfigurationError) {
    let root = try YAMLNode(parsing: text, path: path)
    let fields = try root.fields(["name", "types", "statuses", "transitions"])
    guard let statusesNode = fields["statuses"] else { throw root.error("statuses are missing") }

    let statuses = try Self.statuses(statusesNode)
    let transitions = try fields["transitions"].map { node throws(ConfigurationError) in
      try Self.transitions(node, statuses: statuses)
    }
    let stem = path.split(separator: "/").last?.split(separator: ".").first.map(String.init)
    name = try fields["name"]?.text() ?? stem ?? "workflow"
    types = try fields["types"]?.texts() ?? [name]
    self.statuses = statuses
    self.transitions = transitions ?? []
    try checkReachable(statusesNode)
  }

  private static func statuses(_ node: YAMLNode) throws(ConfigurationError) -> [Status] {
    let pairs = try node.pairs()
    guard !pairs.isEmpty else { throw node.error("a workflow needs at least one status") }
    var statuses: [Status] = []
    for (key, value) in pairs {
      let name = try key.text()
      guard Handle(name) != nil else {
        throw key.error("a status is one word without blanks", fix: "for example in-progress")
      }
      statuses.append(try status(name, value, key))
    }
    return statuses
  }

  private static func status(
    _ name: String, _ node: YAMLNode, _ key: YAMLNode
  ) throws(ConfigurationError) -> Status {
    let fields = try node.fields(["category", "wip", "requires"])
    let known = Category.allCases.map(\.rawValue).joined(separator: ", ")
    guard let categoryNode = fields["category"] else {
      throw key.error("status \(name) has no category", fix: "one of \(known)")
    }
    guard let category = Category(rawValue: try categoryNode.text()) else {
      throw categoryNode.error(
        "unknown category \(try categoryNode.text())", fix: "one of \(known)")
    }
    let requires = try requirements(fields["requires"]).map {
      requirement throws(ConfigurationError) in
      guard case .field(let name) = requirement else {
        throw (fields["requires"] ?? key).error(
          "a comment can be required by a transition, not by a status")
      }
      return name
    }
    return Status(
      name: name, category: category, wip: try fields["wip"]?.number(), requires: requires)
  }

  private static func requirements(
    _ node: YAMLNode?
  ) throws(ConfigurationError) -> [Requirement] {
    guard let node else { return [] }
    return try node.items().map { item throws(ConfigurationError) in
      let word = try item.text()
      if word == "comment" { return .comment }
      let name = FieldName(rawValue: word)
      let isFixed = [.id, .status, .created, .history].contains(name)
      guard !isFixed, FieldSchema.field(name) != nil else {
        let names = FieldSchema.all.map(\.name.rawValue) + ["comment"]
        let nearest = nearestNames(to: word, among: names).first
        throw item.error(
          "\(word) is not a field that can be required",
          fix: nearest.map { "did you mean \($0)?" })
      }
      return .field(name)
    }
  }

  private static func transitions(
    _ node: YAMLNode, statuses: [Status]
  ) throws(ConfigurationError) -> [Transition] {
    let names = statuses.map(\.name)
    func known(_ node: YAMLNode) throws(ConfigurationError) -> String {
      let name = try node.text()
      guard names.contains(name) else {
        let nearest = nearestNames(to: name, among: names).first
        throw node.error(
          "no status \(name) in this workflow",
          fix: nearest.map { "did you mean \($0)?" }
            ?? "its statuses: \(names.joined(separator: ", "))")
      }
      return name
    }
    return try node.pairs().map { pair throws(ConfigurationError) in
      let (key, value) = pair
      let name = try key.text()
      guard Handle(name) != nil, !name.hasPrefix("-") else {
        throw key.error("a transition is one word without blanks", fix: "for example start")
      }
      let fields = try value.fields(["from", "to", "requires", "effects"])
      guard let from = fields["from"], let to = fields["to"], try !from.items().isEmpty else {
        throw key.error("transition \(name) needs from and to")
      }
      return Transition(
        name: name,
        from: try from.items().map(known), to: try known(to),
        requires: try requirements(fields["requires"]),
        effects: try effects(fields["effects"]))
    }
  }

  private static func effects(_ node: YAMLNode?) throws(ConfigurationError) -> [Effect] {
    guard let node else { return [] }
    return try node.items().map { item throws(ConfigurationError) in
      let name = try item.text()
      guard let effect = Effect(rawValue: name) else {
        let known = Effect.allCases.map(\.rawValue).joined(separator: ", ")
        throw item.error("unknown effect \(name)", fix: "known effects: \(known)")
      }
      return effect
    }
  }

  private func checkReachable(_ node: YAMLNode) throws(ConfigurationError) {
    var reached: Set<String> = [initialStatus]
    var frontier = [initialStatus]
    while let status = frontier.popLast() {
      for next in transitions(from: status) where reached.insert(next.to).inserted {
        frontier.append(next.to)
      }
    }
    for (key, _) in try node.pairs() where !reached.contains(try key.text()) {
      throw key.error(
        "no transition leads to status \(try key.text())", fix: "add one, or delete the status")
    }
  }
}
