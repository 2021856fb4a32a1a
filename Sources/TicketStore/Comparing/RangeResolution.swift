import GitKit

/// Finds the states that a range means.
struct RangeResolution {
  let git: GitRepository
  /// Whether there are files to compare with.
  let hasWorkTree: Bool

  func states(of range: TicketRange) throws -> (from: ComparedState, to: ComparedState) {
    switch range {
    case .standard: (try standardStart(), try workTree())
    case .since(let name): (try state(name), try workTree())
    case .between(let old, let new): (try state(old), try state(new))
    case .branch(let old, let new):
      (try mergeBase(of: commit(new), new, and: [commit(old)], old), try state(new))
    case .staged: (try head(), ComparedState(.index))
    case .whole(let new): (ComparedState(.nothing), try state(new))
    }
  }

  private func commit(_ name: String) throws -> ObjectID {
    guard let commit = try git.resolve(name) else { throw RevisionMissing(name: name) }
    return commit
  }

  private func state(_ name: String) throws -> ComparedState {
    ComparedState(.commit(try commit(name).hex), revision: name)
  }

  private func head() throws -> ComparedState {
    guard let commit = try git.head().commit else { return ComparedState(.nothing) }
    return ComparedState(.commit(commit.hex), revision: "HEAD")
  }

  /// A bare repository has what is committed.
  private func workTree() throws -> ComparedState {
    hasWorkTree ? ComparedState(.workTree) : try head()
  }

  private func standardStart() throws -> ComparedState {
    let head = try git.head()
    guard let commit = head.commit, let trunk = try DefaultBranch.find(in: git),
      head.branch != .branch(trunk.name)
    else { return try self.head() }
    return try mergeBase(of: commit, "HEAD", and: trunk.tips, trunk.name)
  }

  /// Of several ancestors, as a criss-cross has them, the newest one is taken.
  private func mergeBase(
    of commit: ObjectID, _ name: String, and others: [ObjectID], _ otherName: String
  ) throws -> ComparedState {
    guard let base = try git.mergeBases(of: commit, and: others).last else {
      throw NoMergeBase(revisions: [otherName, name])
    }
    return ComparedState(.commit(base.hex), revision: otherName, isMergeBase: true)
  }
}
