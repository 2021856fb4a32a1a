package import TicketDocument
package import TicketModel
package import TicketQuery

/// What `.tickets/sla.yml` says: calendars, policies, and the matrix of priorities.
package struct ServiceLevels: Sendable {
  package var calendars: [String: WorkingCalendar]
  /// In file order: the first one that fits a ticket is its policy.
  package var policies: [ServicePolicy]
  package var matrix: PriorityMatrix
  /// What makes sense but can hardly be meant.
  package var warnings: [Problem]

  /// The service levels of a repository without a file: none.
  package init() {
    calendars = [:]
    policies = []
    matrix = .standard
    warnings = []
  }

  /// Reads the file.
  ///
  /// - Parameters:
  ///   - text: its text.
  ///   - path: its repository-relative path.
  ///   - vocabulary: what the repository's queries may name.
  /// - Throws: ``ConfigurationError`` with the position of what is wrong.
  package init(
    parsing text: String, path: String, vocabulary: QueryVocabulary = QueryVocabulary()
  ) throws(ConfigurationError) {
    self.init()
    let root = try YAMLNode(parsing: text, path: path).fields(["calendars", "policies", "matrix"])
    for (key, value) in try root["calendars"]?.pairs() ?? [] {
      calendars[try key.text()] = try WorkingCalendar(value, named: key)
    }
    let reader = PolicyReader(calendars: calendars, vocabulary: vocabulary)
    for node in try root["policies"]?.items() ?? [] {
      let policy = try reader.policy(node)
      guard !policies.contains(where: { $0.name == policy.name }) else {
        throw node.error("two policies are named \(policy.name)", fix: "rename one of them")
      }
      policies.append(policy)
    }
    if let node = root["matrix"] { matrix = try PriorityMatrix(node) }
    warnings = unreachablePolicies(path: path)
  }

  /// Policies after one that is for all tickets.
  private func unreachablePolicies(path: String) -> [Problem] {
    guard let last = policies.firstIndex(where: { $0.when == nil && $0.enforcedFrom == nil }) else {
      return []
    }
    return policies[(last + 1)...].map { policy in
      Problem(
        path: path, position: policy.position, severity: .warning, rule: "policy-order",
        message: "policy \(policy.name) is never the first that fits: "
          + "\(policies[last].name) before it is for all tickets",
        fix: "move \(policies[last].name) to the end, or give it a when:")
    }
  }

  /// Returns a policy by its name.
  package func policy(_ name: String) -> ServicePolicy? { policies.first { $0.name == name } }
}

/// Service levels made ready to be asked about many tickets.
package struct PolicyChoice: Sendable {
  private let policies: [(policy: ServicePolicy, query: CompiledQuery?)]

  /// Makes the policies' queries ready.
  ///
  /// - Parameters:
  ///   - levels: the service levels.
  ///   - world: what the queries are answered from.
  /// - Throws: ``QueryError`` for what is wrong only among these tickets.
  package init(_ levels: ServiceLevels, in world: QueryWorld) throws(QueryError) {
    var policies: [(policy: ServicePolicy, query: CompiledQuery?)] = []
    for policy in levels.policies {
      var query: CompiledQuery?
      if let when = policy.when { query = try CompiledQuery(when, in: world, ofAnyStatus: true) }
      policies.append((policy, query))
    }
    self.policies = policies
  }

  /// Returns the policy of a ticket: the one it names, or else the first that fits.
  ///
  /// A ticket with `sla: none` has none; one that names a policy that is not there is judged as if it
  /// named none, and `check` tells. A policy that is enforced from a later time on is passed over.
  package func policy(for ticket: Ticket) -> ServicePolicy? {
    let name = ticket.text(of: .sla)
    if name == "none" { return nil }
    if !name.isEmpty, let named = policies.first(where: { $0.policy.name == name })?.policy {
      return named.isInForce(for: ticket) ? named : nil
    }
    return policies.first { policy, query in
      policy.isInForce(for: ticket)
        && query.map { $0.matches(ticket) { SearchText("") } } ?? true
    }?.policy
  }
}

extension ServicePolicy {
  fileprivate func isInForce(for ticket: Ticket) -> Bool {
    guard let enforcedFrom else { return true }
    return ticket.created.map { $0 >= enforcedFrom } ?? false
  }
}

extension ServiceLevels {
  /// Returns what tickets say of policies that is not so; documents tell where.
  package func problems(
    in tickets: [(ticket: Ticket, document: TicketDocument?)]
  ) -> [Problem] {
    let names = policies.map(\.name)
    return tickets.compactMap { ticket, document in
      let name = ticket.text(of: .sla)
      guard !name.isEmpty, name != "none", !names.contains(name) else { return nil }
      return Problem(
        path: ticket.path,
        position: document?.valuePosition(of: FieldName.sla.rawValue)
          ?? Position(line: 1, column: 1), severity: .warning,
        rule: "unknown-policy", message: "no policy \(name) in .tickets/sla.yml",
        fix: nearestNames(to: name, among: names).first.map { "did you mean \($0)?" }
          ?? "none, or one of \(names.joined(separator: ", "))")
    }
  }
}
