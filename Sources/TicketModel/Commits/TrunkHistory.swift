/// The newest commits of the default branch, and what is known of them.
package struct TrunkHistory: Sendable {
  /// Newest first.
  package let commits: [CommitFacts]
  /// Patch ids of commits with work that have one parent, as far as they were asked for.
  package var patches: [String: String] = [:]
  /// Paths that commits change, tickets left out, as far as they were asked for; empty for a commit
  /// without work.
  package var paths: [String: Set<String>] = [:]

  /// Commits with work that also bring a step of the ticket, as the squash of its branch does.
  package var steps: Set<String> = []

  private let byID: [String: CommitFacts]
  private let children: [String: [String]]
  private let reverts: [(target: String, commit: CommitFacts)]
  /// What the default branch itself went through: the lines of first parents, newest first.
  package let firstParents: [String]
  private let isOnLine: Set<String>

  /// Takes commits and the tips among them: where the branch is here, and where its remote has it.
  package init(_ commits: [CommitFacts], tips: [String]) {
    self.commits = commits
    let byID = Dictionary(commits.map { ($0.id, $0) }) { first, _ in first }
    var children: [String: [String]] = [:]
    for commit in commits {
      for parent in commit.parents { children[parent, default: []].append(commit.id) }
    }
    var line: Set<String> = []
    for tip in tips {
      var next = byID[tip]
      while let commit = next, line.insert(commit.id).inserted {
        next = commit.parents.first.flatMap { byID[$0] }
      }
    }
    self.byID = byID
    self.children = children
    reverts = commits.flatMap { commit in commit.links.reverted.map { ($0, commit) } }
    firstParents = commits.map(\.id).filter(line.contains)
    isOnLine = line
  }

  /// Returns a commit of these by its id.
  package func commit(_ id: String) -> CommitFacts? { byID[id] }

  /// Whether a commit is one that the default branch itself went through.
  package func isOnFirstParentLine(_ id: String) -> Bool { isOnLine.contains(id) }

  /// Returns the commit by which the default branch came to hold another one: that one itself when it is
  /// on the line of first parents, else a merge; nil when it is not among these commits.
  package func arrival(of id: String) -> CommitFacts? {
    if isOnLine.contains(id) { return byID[id] }
    var holding: Set<String> = [id]
    var rest = [id]
    while let next = rest.popLast() {
      for child in children[next] ?? [] where holding.insert(child).inserted { rest.append(child) }
    }
    // By the graph, not by the order: commits of one second, or of a wrong clock, stand in any.
    return firstParents.compactMap { byID[$0] }.last { commit in
      holding.contains(commit.id) && !(commit.parents.first.map(holding.contains) ?? false)
    }
  }

  /// Returns the commit that took a commit back, unless that was taken back itself.
  package func revert(of id: String) -> CommitFacts? { revert(of: id, passed: []) }

  // Hostile messages may name each other, hence the commits passed.
  private func revert(of id: String, passed: Set<String>) -> CommitFacts? {
    let passed = passed.union([id])
    return reverts.lazy
      .filter { id.hasPrefix($0.target) && !passed.contains($0.commit.id) }
      .first { revert(of: $0.commit.id, passed: passed) == nil }?.commit
  }
}
