import GitKit
package import TicketModel

extension TicketRepository {
  /// Says where a ticket is: its status on each branch, and where its work went.
  ///
  /// The default branch is read as far back as the ticket could go, and no further than
  /// ``Whereabouts/limit`` says.
  ///
  /// - Parameter ticket: the ticket.
  /// - Returns: what was found.
  /// - Throws: `GitError`.
  package func whereabouts(of ticket: Ticket) throws -> Whereabouts {
    var search = try WhereaboutsSearch(
      git(), ticket, trunks: defaultBranches(), linked: linkedBranches(to: ticket),
      isStep: stepTest(of: ticket))
    let branches = try search.branchReports()
    let landings = try search.landingReports(branches)
    return Whereabouts(
      statuses: try BranchStatuses(git: git(), ticket: ticket)
        .grouped(search.linked + search.trunks, others: self.branches(), defaults: search.trunks),
      branches: branches, landings: landings, defaultBranch: search.trunks.first?.localName,
      limit: search.trunk.limit)
  }

  /// Says of each branch of a ticket whether the default branch holds its newest commit, which is
  /// cheap; what was rebased or squashed only ``whereabouts(of:)`` finds.
  ///
  /// - Parameter ticket: the ticket.
  /// - Returns: the branches, the default one not among them.
  /// - Throws: `GitError`.
  package func branchesAndMerges(
    of ticket: Ticket
  ) throws -> [(branch: LinkedBranch, isContained: Bool)] {
    let linked = try linkedBranches(to: ticket)
    guard !linked.isEmpty else { return [] }
    let (git, trunks) = (try git(), try defaultBranches())
    return try linked.filter { !trunks.contains($0) }.map { branch in
      let isContained = try trunks.contains { trunk in
        guard let tip = branch.commit, let end = trunk.commit else { return false }
        return try git.isAncestor(tip, of: end)
      }
      return (branch, isContained)
    }
  }
}

extension TicketRepository {
  /// Tells the statuses that somebody who works on a ticket brings it into: not those of new tickets.
  private func stepTest(of ticket: Ticket) -> (String) -> Bool {
    // Settings that cannot be read name no status; `check` says what is wrong with them.
    let workflows = (try? settings().workflows) ?? WorkflowSet([])
    return { status in
      workflows.category(type: ticket.type, status: status).map { $0 != .new } ?? false
    }
  }
}

/// Puts together what the graph says of a ticket's work.
private struct WhereaboutsSearch {
  let git: GitRepository
  let id: TicketID
  let trunks: [LinkedBranch]
  let linked: [LinkedBranch]
  var trunk: TrunkReading

  init(
    _ git: GitRepository, _ ticket: Ticket, trunks: [LinkedBranch], linked: [LinkedBranch],
    isStep: (String) -> Bool
  ) throws {
    self.git = git
    self.trunks = trunks
    id = ticket.id
    self.linked = linked.filter { !trunks.contains($0) }
    trunk = try TrunkReading(git, for: ticket, trunks)
    try trunk.readSteps(of: ticket, where: isStep)
  }

  mutating func branchReports() throws -> [Whereabouts.BranchReport] {
    var reports: [Whereabouts.BranchReport] = []
    var seen: Set<String> = []
    for branch in linked where seen.insert(branch.tip).inserted {
      guard let tip = branch.commit else { continue }
      let arrival = try trunk.arrival(of: tip)
      reports.append(
        Whereabouts.BranchReport(
          branches: linked.filter { $0.tip == branch.tip }, arrival: arrival,
          isContained: try trunk.holds(tip),
          tags: arrival.missing.isEmpty ? [] : try git.tags(containing: tip)))
    }
    return reports
  }

  /// The ways in which branches came, then what trailers tell of others.
  func landingReports(
    _ branches: [Whereabouts.BranchReport]
  ) throws -> [Whereabouts.LandingReport] {
    var found: [(landing: Landing, branches: [String])] = []
    for report in branches {
      guard let landing = report.arrival.landing else { continue }
      let names = report.branches.map(\.name)
      if let index = found.firstIndex(where: { $0.landing.commits == landing.commits }) {
        found[index].branches += names
      } else {
        found.append((landing, names))
      }
    }
    let known = Set(found.flatMap { $0.landing.commits + $0.landing.work })
    found += trunk.history.landings(of: id, besides: known).map { ($0, []) }
    return try found.compactMap { try report(on: $0.landing, $0.branches) }
      .sorted { ($0.commit.time, $0.commit.id) > ($1.commit.time, $1.commit.id) }
  }

  private func report(
    on landing: Landing, _ branches: [String]
  ) throws -> Whereabouts.LandingReport? {
    guard let name = landing.commits.first, let newest = ObjectID(hex: name) else { return nil }
    let reverts = landing.reverts(on: trunk.history)
    let lastRevert = reverts.first.flatMap { ObjectID(hex: $0.id) }
    return Whereabouts.LandingReport(
      landing: landing, trunk: try trunkName(of: newest),
      commit: try trunk.history.commit(name) ?? CommitFacts(git.commit(newest)),
      branches: branches, tags: try git.tags(containing: newest, without: lastRevert),
      reverts: try reverts.map { commit in
        Whereabouts.RevertReport(
          commit: commit,
          tags: try ObjectID(hex: commit.id).map { try git.tags(containing: $0) } ?? [])
      })
  }

  private func trunkName(of commit: ObjectID) throws -> String {
    for branch in trunks {
      guard let tip = branch.commit else { continue }
      if try git.isAncestor(commit, of: tip) { return branch.name }
    }
    return trunks.first?.name ?? ""
  }
}
