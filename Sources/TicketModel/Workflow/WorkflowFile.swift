import TicketDocument

extension Workflow {
  /// Reads a workflow file and checks that it makes sense.
  ///
  /// - Throws: ``ConfigurationError`` with the position for unknown keys, guards and effects, statuses
  ///   nobody can reach, edges to or from missing statuses, edges that do nothing, and two edges or
  ///   statuses of one name.
  package init(parsing text: String, path: String) throws(ConfigurationError) {
    let root = try YAMLNode(parsing: text, path: path)
    let fields = try root.fields(["name", "types", "statuses", "transitions"])
    guard let statusesNode = fields["statuses"] else { throw root.error("statuses are missing") }

    let statuses = try Self.statuses(statusesNode)
    let transitions = try fields["transitions"].map { node throws(ConfigurationError) in
      try Self.transitions(node, statuses: statuses)
    }
    let stem = path.split(separator: "/").last?.split(separator: ".").first.map(String.init)
    self.path = path
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
      name: name, category: category, wip: try fields["wip"].map(limit), requires: requires,
      position: key.position)
  }

  private static func limit(_ node: YAMLNode) throws(ConfigurationError) -> Int {
    let limit = try node.number()
    guard limit > 0 else { throw node.error("a limit is 1 or more", fix: "leave it out for none") }
    return limit
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
      let fields = try value.fields(["from", "to", "requires", "guards", "effects"])
      guard let from = fields["from"], try !from.items().isEmpty else {
        throw key.error(
          "transition \(name) needs from", fix: "the status or statuses that it leaves")
      }
      let transition = Transition(
        name: name,
        from: try from.items().map(known), to: try fields["to"].map(known),
        requires: try requirements(fields["requires"]),
        guards: try guards(fields["guards"]), effects: try effects(fields["effects"]),
        position: key.position)
      guard transition.to != nil || !transition.requires.isEmpty || !transition.effects.isEmpty
      else {
        throw key.error(
          "transition \(name) changes nothing",
          fix: "give it to, the status it leads to, or effects")
      }
      return transition
    }
  }

  private static func guards(_ node: YAMLNode?) throws(ConfigurationError) -> [Guard] {
    guard let node else { return [] }
    var seen: Set<String> = []
    return try node.items().map { item throws(ConfigurationError) in
      let parsed = try self.guard(item)
      guard seen.insert(parsed.name).inserted else {
        throw item.error("guard \(parsed.name) twice", fix: "keep one of them")
      }
      return parsed
    }
  }

  /// A guard's name, or `{ name: number }`.
  private static func `guard`(_ node: YAMLNode) throws(ConfigurationError) -> Guard {
    guard node.isMapping else {
      return Guard(try rule(node, Guard.rules, of: "guard"), number: nil)
    }
    let pairs = try node.pairs()
    guard pairs.count == 1, let (key, value) = pairs.first else {
      throw node.error("one guard with its number belongs here", fix: "for example { approved: 2 }")
    }
    let rule = try rule(key, Guard.rules, of: "guard")
    guard rule.takesNumber else {
      throw key.error("guard \(rule.name) takes no number", fix: "write only its name")
    }
    let number = try value.number()
    guard number > 0 else { throw value.error("a number of 1 or more belongs here") }
    return Guard(rule, number: number)
  }

  private static func effects(_ node: YAMLNode?) throws(ConfigurationError) -> [Effect] {
    guard let node else { return [] }
    return try node.items().map { item throws(ConfigurationError) in
      try rule(item, Effect.all, of: "effect")
    }
  }

  /// Looks a name up in a table.
  private static func rule<Rule: NamedRule>(
    _ node: YAMLNode, _ table: [Rule], of kind: String
  ) throws(ConfigurationError) -> Rule {
    let name = try node.text()
    guard let rule = table.first(where: { $0.name == name }) else {
      let names = table.map(\.name)
      throw node.error(
        "unknown \(kind) \(name)",
        fix: nearestNames(to: name, among: names).first.map { "did you mean \($0)?" }
          ?? "known \(kind)s: \(names.joined(separator: ", "))")
    }
    return rule
  }

  private func checkReachable(_ node: YAMLNode) throws(ConfigurationError) {
    var reached: Set<String> = [initialStatus]
    var frontier = [initialStatus]
    while let status = frontier.popLast() {
      for next in transitions(from: status).compactMap(\.to)
      where reached.insert(next).inserted {
        frontier.append(next)
      }
    }
    for (key, _) in try node.pairs() where !reached.contains(try key.text()) {
      throw key.error(
        "no transition leads to status \(try key.text())", fix: "add one, or delete the status")
    }
  }
}
