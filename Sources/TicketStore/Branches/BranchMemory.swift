import GitKit

/// What the last survey of the branches found, and all that it follows from.
struct BranchMemory {
  /// What was checked out; nil before the first commit.
  let head: ObjectID?
  /// Ends of the default branch.
  let defaults: Set<ObjectID>
  /// What the workflows were read from; see ``rules(of:)``.
  let rules: [ObjectID?]
  /// By the ends of branches.
  let touches: [ObjectID: BranchTouch]
  let survey: BranchSurvey

  /// Whether the same rules hold for merging tickets.
  func isJudgedAlike(_ tips: BranchTips, _ graph: BranchGraph) throws -> Bool {
    head == tips.head ? true : try rules == Self.rules(of: tips.head, graph)
  }

  /// Whether what a branch says follows from the same as now.
  func isSame(_ tip: ObjectID, _ touch: BranchTouch?, _ tips: BranchTips) -> Bool {
    guard let touch, let known = touches[tip] else { return false }
    return known.parting.bases == touch.parting.bases
      && defaults.contains(tip) == tips.defaults.contains(tip)
  }

  /// The names of everything beside the tickets of a commit, which says how tickets are merged.
  static func rules(of commit: ObjectID?, _ graph: BranchGraph) throws -> [ObjectID?] {
    guard let commit, let tree = try graph.tree(of: commit) else { return [] }
    return try Workspace.reservedNames.sorted().map { try graph.git.entry(at: $0, in: tree)?.id }
  }
}
