import GitKit

/// The branch that others come from and go back to.
struct DefaultBranch {
  /// Its short name.
  let name: String
  /// It here and on `origin`, as far as it is there.
  let branches: [LinkedBranch]
  /// Where they are.
  let tips: [ObjectID]

  /// Finds it: what `origin/HEAD` says; else of `init.defaultBranch`, main and master the first that
  /// is a branch, here or on `origin`.
  ///
  /// - Returns: nil when there is none of these.
  /// - Throws: `GitError`.
  static func find(in git: GitRepository) throws -> DefaultBranch? {
    let origin = "refs/remotes/origin/"
    let followed = try git.end(of: RefName("\(origin)HEAD"))?.ref.name
    var names = [try git.configString("init.defaultBranch"), "main", "master"].compactMap { $0 }
    if let followed, followed.hasPrefix(origin) {
      names.insert(String(followed.dropFirst(origin.count)), at: 0)
    }
    for name in names where !name.isEmpty {
      let tips = try [RefName.branch(name), RefName("\(origin)\(name)")].compactMap { ref in
        try git.tip(of: ref).map { RefTip(ref: ref, id: $0) }
      }
      guard !tips.isEmpty else { continue }
      return DefaultBranch(
        name: name, branches: tips.map(LinkedBranch.init), tips: tips.map(\.id))
    }
    return nil
  }
}

extension TicketRepository {
  /// The branch that others come from and go back to: the one here, else the one of `origin`.
  ///
  /// - Returns: nil when none of the usual ones is there; see `git remote set-head`.
  package func defaultBranch() throws -> LinkedBranch? { try defaultBranches().first }

  /// The default branch here and on `origin`, as far as it is there; what is on either has arrived.
  package func defaultBranches() throws -> [LinkedBranch] {
    try DefaultBranch.find(in: git())?.branches ?? []
  }
}
