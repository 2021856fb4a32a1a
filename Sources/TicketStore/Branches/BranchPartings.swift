import GitKit

/// Where each branch left what is checked out.
///
/// A branch's common ancestors with what is checked out stay the same while neither moves, and when
/// what is checked out goes on with commits that the branch does not have. So a new commit costs a
/// look at what is new, and not at the history of every branch.
struct BranchPartings {
  private var partings: [ObjectID: BranchTouch.Parting] = [:]

  /// From so many branches on one walk through the history costs less than one for each of them.
  private static let many = 4
  /// Of more commits that a branch has for itself it is not remembered which they are.
  private static let mostOwn = 64
  /// So many commits may have come to what is checked out.
  private static let mostNew = 1_000

  /// Finds them, as far as they do not follow from what is remembered.
  ///
  /// - Parameters:
  ///   - tips: the branches.
  ///   - memory: what was found last time.
  ///   - graph: the history.
  /// - Throws: `GitError` when a commit is missing.
  init(_ tips: BranchTips, memory: BranchMemory?, graph: BranchGraph) throws {
    guard let head = tips.head else { return }
    let new = try memory.flatMap { try Self.newCommits(of: head, since: $0.head, graph.git) }
    var rest: [ObjectID] = []
    for commit in Set(tips.branches.map(\.commit)) {
      if let new, let known = memory?.touches[commit]?.parting,
        new.isEmpty || known.own?.isDisjoint(with: new) == true
      {
        partings[commit] = known
        graph.know(known.bases, of: commit, and: head)
      } else {
        rest.append(commit)
      }
    }
    let ancestry = rest.count < Self.many ? nil : try graph.readHistory(of: head)
    for commit in rest {
      let bases = try graph.bases(of: commit, and: [head])
      let own = try graph.git.commits(behind: commit, limit: Self.mostOwn) {
        ancestry?.contains($0) ?? bases.contains($0)
      }
      partings[commit] = BranchTouch.Parting(bases: bases, own: own)
    }
  }

  /// Where a branch left; before the first commit, nowhere.
  subscript(tip: ObjectID) -> BranchTouch.Parting {
    partings[tip] ?? BranchTouch.Parting(bases: [], own: nil)
  }

  /// Returns the commits that came to a commit since it was another one, perhaps with older ones; nil
  /// when it does not go on from there, or for too many.
  private static func newCommits(
    of head: ObjectID, since old: ObjectID?, _ git: GitRepository
  ) throws -> Set<ObjectID>? {
    guard let old else { return nil }
    if old == head { return [] }
    guard let new = try git.commits(behind: head, limit: mostNew, upTo: { $0 == old }) else {
      return nil
    }
    // The old one may be gone, when it was on no branch any more.
    guard (try? git.isAncestor(old, of: head)) == true else { return nil }
    return new
  }
}
