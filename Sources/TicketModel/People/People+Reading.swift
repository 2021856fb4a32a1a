extension People {
  /// Reads the file: a list of people, each with a `handle`.
  ///
  /// - Parameters:
  ///   - text: what the file holds.
  ///   - path: its repository-relative path, for errors.
  /// - Throws: ``ConfigurationError`` with the position for unknown keys and bad values, for
  ///   somebody or an address that is named twice, and for an absence that ends before it begins.
  package init(parsing text: String, path: String = People.path) throws(ConfigurationError) {
    let root = try YAMLNode(parsing: text, path: path)
    guard !root.isMapping || (try? root.pairs().isEmpty) == true else {
      throw root.error(
        "a list of people belongs here",
        fix: "for example: - { handle: ada, emails: [ada@example.org] }")
    }
    var people: [Person] = []
    var names: [String: String] = [:]
    for node in root.isMapping ? [] : try root.items() {
      people.append(try Self.person(node, &names))
    }
    self.init(people)
  }

  /// Reads one person; `names` holds the handles and addresses so far, each with whose it is.
  private static func person(
    _ node: YAMLNode, _ names: inout [String: String]
  ) throws(ConfigurationError) -> Person {
    let known = try node.fields([
      "handle", "name", "emails", "skills", "queues", "capacity", "away",
    ])
    guard let handleNode = known["handle"] else {
      throw node.error("a person needs a handle", fix: "for example handle: ada")
    }
    let handle = try Self.handle(handleNode)
    try claim(handle, handleNode, for: handle, &names)
    var emails: [String] = []
    for email in try known["emails"]?.items() ?? [] {
      emails.append(try Self.email(email))
      try claim(emails[emails.count - 1], email, for: handle, &names)
    }
    return Person(
      handle: handle, name: try known["name"]?.text(), emails: emails,
      skills: try words(known["skills"]), queues: try words(known["queues"]),
      capacity: try known["capacity"].map(capacity), absences: try absences(known["away"]))
  }

  private static func claim(
    _ name: String, _ node: YAMLNode, for handle: String, _ names: inout [String: String]
  ) throws(ConfigurationError) {
    if let owner = names[name.lowercased()] {
      throw node.error(
        owner == handle && name == handle
          ? "\(name) is named twice" : "\(name) is \(owner)'s already",
        fix: "keep one of them")
    }
    names[name.lowercased()] = handle
  }

  private static func handle(_ node: YAMLNode) throws(ConfigurationError) -> String {
    let name = try node.text()
    guard Handle(name) != nil else {
      throw node.error("a person's handle is one word without blanks", fix: "for example ada")
    }
    return name
  }

  private static func email(_ node: YAMLNode) throws(ConfigurationError) -> String {
    let text = try node.text()
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), Handle(text) != nil else {
      throw node.error("\(text) is no mail address", fix: "for example ada@example.org")
    }
    return text
  }

  private static func words(_ node: YAMLNode?) throws(ConfigurationError) -> [String] {
    try node?.texts() ?? []
  }

  private static func capacity(_ node: YAMLNode) throws(ConfigurationError) -> Int {
    let number = try node.number()
    guard number >= 0 else { throw node.error("a capacity is 0 or more tickets") }
    return number
  }

  private static func absences(_ node: YAMLNode?) throws(ConfigurationError) -> [Absence] {
    guard let node else { return [] }
    var absences: [Absence] = []
    for item in node.isMapping ? [node] : try node.items() {
      let known = try item.fields(["from", "to"])
      guard let fromNode = known["from"], let toNode = known["to"] else {
        throw item.error(
          "an absence needs its first and last day",
          fix: "for example { from: 2026-12-24, to: 2027-01-02 }")
      }
      let (from, to) = (try day(fromNode), try day(toNode))
      guard from <= to else {
        throw toNode.error("the absence ends before it begins", fix: "swap from and to")
      }
      absences.append(Absence(from: from, to: to))
    }
    return absences
  }

  private static func day(_ node: YAMLNode) throws(ConfigurationError) -> CalendarDay {
    let text = try node.text()
    guard let day = CalendarDay(text) else {
      throw node.error("\(text) is no day", fix: "for example 2026-12-24")
    }
    return day
  }
}
