import GitKit
package import TicketModel

extension TicketRepository {
  /// Finds the branch that a ticket's work is on.
  ///
  /// Of its linked branches that is the one being changed; else the newest one, here or on a remote:
  /// somebody may have pushed to it.
  ///
  /// - Parameters:
  ///   - ticket: whose branch is looked for.
  ///   - source: what is being changed: the work tree, or the branch of a revision.
  /// - Returns: nil when there is none.
  /// - Throws: `GitError`.
  package func workBranch(
    of ticket: Ticket, in source: TicketSource = .workTree
  ) throws -> WorkBranch? {
    let git = try git()
    let trunk = try DefaultBranch.find(in: git)
    let linked = try linkedBranches(to: ticket).filter { $0.localName != trunk?.name }
    if case .revision(let name) = source, let commit = ObjectID(hex: name) {
      return try workBranch(among: linked, at: commit, trunk, git)
    }
    guard let branch = try choice(among: linked, in: source, git),
      let tip = branch.commit
    else { return nil }
    let tips = trunk?.tips ?? []
    return WorkBranch(
      name: branch.name, tip: try newestWork(from: tip, git)?.hex,
      hasWork: try hasWork(from: tip, hiding: tips, git), defaultBranch: trunk?.name)
  }

  /// The branch as it was at a commit: what came later says nothing about that commit.
  ///
  /// - Returns: nil when the commit neither is on a linked branch alone nor holds all of one, as after
  ///   a squash or where the branch went on after it was merged.
  private func workBranch(
    among linked: [LinkedBranch], at commit: ObjectID, _ trunk: DefaultBranch?, _ git: GitRepository
  ) throws -> WorkBranch? {
    let tips = trunk?.tips ?? []
    let isOnTrunk = try tips.contains { try git.isAncestor(commit, of: $0) }
    for branch in linked.sorted(by: { git.time(of: $0) > git.time(of: $1) }) {
      guard let tip = branch.commit else { continue }
      let isWhole = try git.isAncestor(tip, of: commit)
      guard try isWhole || !isOnTrunk && git.isAncestor(commit, of: tip) else { continue }
      let end = isWhole ? tip : commit
      return WorkBranch(
        name: branch.name, tip: try newestWork(from: end, git)?.hex,
        hasWork: try hasWork(from: end, hiding: tips, git), defaultBranch: trunk?.name)
    }
    return nil
  }

  private func choice(
    among linked: [LinkedBranch], in source: TicketSource, _ git: GitRepository
  ) throws -> LinkedBranch? {
    var changed: String?
    if case .revision(let name) = source { changed = name } else { changed = try headName(git) }
    if let current = linked.first(where: { $0.ref == changed }) { return current }
    // Of two that are alike the one here comes first, and stays.
    guard var newest = linked.first else { return nil }
    for branch in linked.dropFirst() where try git.isNewer(branch, than: newest) { newest = branch }
    return newest
  }

  private func headName(_ git: GitRepository) throws -> String? { try git.head().branch?.name }

  /// The newest commit, along first parents, that changes more than tickets.
  private func newestWork(from tip: ObjectID, _ git: GitRepository) throws -> ObjectID? {
    var next: ObjectID? = tip
    while let id = next {
      let commit = try git.commit(id)
      if try git.changesWork(commit) { return id }
      next = commit.parents.first
    }
    return nil
  }

  private func hasWork(
    from tip: ObjectID, hiding hidden: [ObjectID], _ git: GitRepository
  ) throws -> Bool {
    var found = false
    try git.walk(from: [tip], hiding: hidden) { commit in
      found = try git.hasOwnWork(commit)
      return !found
    }
    return found
  }
}

extension GitRepository {
  /// Whether a branch goes on from another one; of two that went apart, whether it is the later one.
  fileprivate func isNewer(_ branch: LinkedBranch, than other: LinkedBranch) throws -> Bool {
    guard let tip = branch.commit, let otherTip = other.commit, tip != otherTip else {
      return false
    }
    if try isAncestor(otherTip, of: tip) { return true }
    return try time(of: branch) > time(of: other) && !isAncestor(tip, of: otherTip)
  }

  /// When a branch was last committed to; one that leads nowhere is as old as can be.
  fileprivate func time(of branch: LinkedBranch) -> Int64 {
    guard let tip = branch.commit else { return .min }
    return (try? commit(tip).committer.seconds) ?? .min
  }
}
