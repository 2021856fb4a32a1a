import GitKit
package import TicketModel

extension TicketRepository {
  /// Finds the branch that a ticket's work is on.
  ///
  /// That is the branch which is being changed when its name holds the id; else the one that the field
  /// `branch` names; else the newest whose name holds the id, here before on a remote.
  ///
  /// - Parameters:
  ///   - ticket: whose branch is looked for.
  ///   - source: what is being changed: the work tree, or the branch of a revision.
  /// - Returns: nil when there is none.
  /// - Throws: `GitError`.
  package func linkedBranch(
    of ticket: Ticket, in source: TicketSource = .workTree
  ) throws -> LinkedBranch? {
    let git = try git()
    let trunk = try DefaultBranch.find(in: git)
    let branches = try git.refs(matching: ["refs/heads/*", "refs/remotes/*"])
      .filter { $0.ref.branchName != trunk?.name }
    guard let found = try choice(among: branches, for: ticket, in: source, git) else { return nil }
    let tips = trunk?.tips ?? []
    return LinkedBranch(
      name: found.ref.shorthand, tip: try newestWork(from: found.id, git)?.hex,
      hasWork: try hasWork(from: found.id, hiding: tips, git),
      isMerged: try tips.contains { try git.mergeBases(of: found.id, and: [$0]) == [found.id] },
      defaultBranch: trunk?.name)
  }

  private func choice(
    among branches: [RefTip], for ticket: Ticket, in source: TicketSource, _ git: GitRepository
  ) throws -> RefTip? {
    let linked = branches.filter { $0.ref.branchName.names(ticket.id) }
    var changed: String?
    if case .revision(let name) = source { changed = name } else { changed = try headName(git) }
    if let current = linked.first(where: { $0.ref.name == changed }) { return current }
    let named = ticket.text(of: "branch")
    if !named.isEmpty, let branch = branches.newest(where: { $0.branchName == named }, git) {
      return branch
    }
    return linked.newest(where: { _ in true }, git)
  }

  private func headName(_ git: GitRepository) throws -> String? { try git.head().branch?.name }

  /// The newest commit, along first parents, that changes more than tickets.
  private func newestWork(from tip: ObjectID, _ git: GitRepository) throws -> ObjectID? {
    var next: ObjectID? = tip
    while let id = next {
      let commit = try git.commit(id)
      if try isWork(commit, git) { return id }
      next = commit.parents.first
    }
    return nil
  }

  private func hasWork(
    from tip: ObjectID, hiding hidden: [ObjectID], _ git: GitRepository
  ) throws -> Bool {
    var found = false
    try git.walk(from: [tip], hiding: hidden) { commit in
      found = try isWork(commit, git)
      return !found
    }
    return found
  }

  /// Whether a commit changes something other than tickets; a merge, from its first parent.
  private func isWork(_ commit: CommitRecord, _ git: GitRepository) throws -> Bool {
    let before = try commit.parents.first.map { try git.work(in: git.tree(of: $0)) } ?? []
    return try git.work(in: commit.tree) != before
  }
}

extension GitRepository {
  /// The top entries of a tree without the tickets.
  fileprivate func work(in tree: ObjectID) throws -> [TreeEntry] {
    try entries(under: "", in: tree, recursive: false).filter { $0.path != Workspace.folder }
  }
}

extension [RefTip] {
  /// The newest of those that fit; a branch here goes before one on a remote.
  fileprivate func newest(where fits: (RefName) -> Bool, _ git: GitRepository) -> RefTip? {
    let fitting = filter { fits($0.ref) }
    let local = fitting.filter { $0.ref.name.hasPrefix("refs/heads/") }
    return (local.isEmpty ? fitting : local).max { left, right in
      time(of: left, git) < time(of: right, git)
    }
  }

  /// A ref that leads nowhere is as old as can be.
  private func time(of tip: RefTip, _ git: GitRepository) -> Int64 {
    (try? git.commit(tip.id).committer.seconds) ?? .min
  }
}

extension RefName {
  /// The branch's name without the remote's.
  fileprivate var branchName: String {
    let remotes = "refs/remotes/"
    guard name.hasPrefix(remotes) else { return shorthand }
    let path = name.dropFirst(remotes.count)
    return path.firstIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? String(path)
  }
}

extension String {
  /// Whether a branch's name holds an id as a whole word: `bd-1.2` does not hold `bd-1`.
  package func names(_ id: TicketID) -> Bool {
    let text = lowercased()
    return text.ranges(of: id.text).contains { range in
      let after = text[range.upperBound...]
      let rest = after.first == "." ? after.dropFirst() : after
      return !text[..<range.lowerBound].hasWordEnd && !rest.hasWordStart
    }
  }
}

extension Substring {
  fileprivate var hasWordStart: Bool { first.map { $0.isLetter || $0.isNumber } ?? false }
  fileprivate var hasWordEnd: Bool { last.map { $0.isLetter || $0.isNumber } ?? false }
}
