import GitKit
import TicketModel

/// Reads the default branch and compares branches with it.
struct TrunkReading {
  /// At most so many commits of the default branch are looked at.
  static let trunkLimit = 10_000
  /// At most so many commits of one branch, and as many that it is compared with.
  static let branchLimit = 2_000
  /// Work may be older than its ticket: people commit first and report later.
  private static let patience: Int64 = 30 * 86_400

  let git: GitRepository
  let id: TicketID
  let branches: [LinkedBranch]
  var history: TrunkHistory
  /// After how many commits the search gave up; nil when it came to its end.
  private(set) var limit: Int?

  /// Reads the newest commits of the default branch, as far back as the ticket could go.
  ///
  /// - Parameters:
  ///   - git: the repository.
  ///   - ticket: the ticket; without a time of its creation only the limit ends the search.
  ///   - branches: the default branch here and on its remote.
  /// - Throws: `GitError`.
  init(_ git: GitRepository, for ticket: Ticket, _ branches: [LinkedBranch]) throws {
    self.git = git
    self.branches = branches
    id = ticket.id
    let oldest = ticket.created.map { $0.seconds - Self.patience }
    let tips = branches.compactMap(\.commit)
    var commits: [CommitFacts] = []
    var isLimited = false
    if !tips.isEmpty {
      try git.walk(from: tips, hiding: []) { record in
        if let oldest, record.committer.seconds < oldest { return false }
        isLimited = commits.count == Self.trunkLimit
        if !isLimited { commits.append(CommitFacts(record)) }
        return !isLimited
      }
    }
    limit = isLimited ? Self.trunkLimit : nil
    history = TrunkHistory(commits, tips: tips.map(\.hex))
    for commit in commits where commit.isFor(id) {
      try readPaths(of: commit.id)
    }
  }

  private var tips: [ObjectID] { branches.compactMap(\.commit) }

  // MARK: Branches

  /// Says what became of a branch.
  mutating func arrival(of tip: ObjectID) throws -> BranchArrival {
    guard !tips.isEmpty else {
      let own = BranchWork(
        tip: tip.hex, isContained: false, commits: try work(from: tip, without: []))
      return history.arrival(of: own, for: id)
    }
    if try holds(tip) {
      return history.arrival(of: try containedWork(tip), for: id)
    }
    let own = try work(from: tip, without: tips)
    let branch = try comparedWork(tip, own)
    let arrival = history.arrival(of: branch, for: id)
    let isKnown = arrival.missing.isEmpty || arrival.landing?.way == .squash
    // A step alone says less than the result of a merge.
    guard !isKnown || arrival.landing?.evidence == .step,
      let merged = try commitLikeMerge(of: tip, branch)
    else { return arrival }
    return history.arrival(of: branch, for: id, mergedTree: merged)
  }

  /// Whether the default branch holds a commit.
  func holds(_ commit: ObjectID) throws -> Bool {
    try tips.contains { try git.isAncestor(commit, of: $0) }
  }

  /// What a merge brought; of a branch to which the default branch was moved, what names the ticket.
  private mutating func containedWork(_ tip: ObjectID) throws -> BranchWork {
    var own: [CommitFacts] = []
    if let merge = history.arrival(of: tip.hex), merge.id != tip.hex {
      let before = merge.parents.first.flatMap { ObjectID(hex: $0) }
      own = try work(from: tip, without: [before].compactMap { $0 })
    } else {
      own = try history.commits.filter { commit in
        guard commit.names(id), !commit.isMerge,
          history.paths[commit.id]?.isEmpty == false, commit.links.reverted.isEmpty,
          let commit = ObjectID(hex: commit.id)
        else { return false }
        return try git.isAncestor(commit, of: tip)
      }
    }
    return BranchWork(tip: tip.hex, isContained: true, commits: own)
  }

  /// Commits with work and one parent.
  private mutating func work(from tip: ObjectID, without hidden: [ObjectID]) throws -> [CommitFacts]
  {
    var own: [CommitFacts] = []
    var count = 0
    try git.walk(from: [tip], hiding: hidden) { record in
      count += 1
      if record.parents.count < 2, try git.changesWork(record) {
        own.append(CommitFacts(record))
      }
      return count < Self.branchLimit
    }
    if count == Self.branchLimit { limit = limit ?? count }
    return own
  }

  /// Looks for the patches that the default branch got since the branch left it.
  private mutating func comparedWork(_ tip: ObjectID, _ own: [CommitFacts]) throws -> BranchWork {
    let base = try git.mergeBases(of: tip, and: tips).last
    guard !own.isEmpty, let base else {
      return BranchWork(tip: tip.hex, isContained: false, commits: own)
    }
    var ownPaths: Set<Set<String>> = []
    for commit in own {
      guard let id = ObjectID(hex: commit.id) else { continue }
      ownPaths.insert(try git.workPaths(of: git.commit(id)))
    }
    let whole = try git.workPaths(from: git.tree(of: base), to: git.tree(of: tip))
    ownPaths.insert(whole)
    var candidates: [ObjectID] = []
    var count = 0
    for commit in try commitsSince(tip) {
      count += 1
      let paths = try readPaths(of: commit)
      if ownPaths.contains(paths), history.patches[commit.hex] == nil { candidates.append(commit) }
    }
    let ids = own.compactMap { ObjectID(hex: $0.id) }
    let patches = try git.patchIDs(of: ids + candidates, excluding: Workspace.folder)
    for candidate in candidates { history.patches[candidate.hex] = patches[candidate] }
    return BranchWork(
      tip: tip.hex, isContained: false, commits: own,
      patches: Dictionary(
        ids.compactMap { id in patches[id].map { (id.hex, $0) } }, uniquingKeysWith: { $1 }),
      wholePatch: try git.patchID(from: base, to: tip, excluding: Workspace.folder), paths: whole)
  }

  /// Commits with one parent that the default branch has and a branch has not, newest first.
  private mutating func commitsSince(_ tip: ObjectID) throws -> [ObjectID] {
    var found: [ObjectID] = []
    try git.walk(from: tips, hiding: [tip]) { record in
      if record.parents.count == 1 { found.append(record.id) }
      return found.count < Self.branchLimit
    }
    if found.count == Self.branchLimit { limit = limit ?? found.count }
    return found
  }

  // MARK: Trees

  /// Returns the commit that is what merging the branch into its parent would have made: a squash after
  /// lines nearby had changed.
  ///
  /// Only commits that change the same files are tried, the newest ones.
  private func commitLikeMerge(of tip: ObjectID, _ branch: BranchWork) throws -> String? {
    let candidates = history.firstParents.lazy.compactMap { history.commit($0) }.filter {
      !branch.paths.isEmpty && $0.parents.count == 1 && history.paths[$0.id] == branch.paths
    }
    for candidate in candidates.prefix(10) {
      guard let commit = ObjectID(hex: candidate.id),
        let parent = ObjectID(hex: candidate.parents[0]),
        case .clean(let tree)? = try git.mergeTrees(parent, tip, ignoringDriver: "snag")
      else { continue }
      if try !git.hasOtherWork(git.tree(of: commit), than: tree) { return candidate.id }
    }
    return nil
  }

  @discardableResult
  mutating func readPaths(of commit: ObjectID) throws -> Set<String> {
    if let known = history.paths[commit.hex] { return known }
    let paths = try git.workPaths(of: git.commit(commit))
    history.paths[commit.hex] = paths
    return paths
  }

  private mutating func readPaths(of commit: String) throws {
    if let id = ObjectID(hex: commit) { try readPaths(of: id) }
  }
}

extension CommitFacts {
  /// Takes what was read.
  init(_ record: CommitRecord) {
    self.init(
      id: record.id.hex, parents: record.parents.map(\.hex),
      time: Timestamp(seconds: record.committer.seconds), author: record.author.name,
      message: record.message)
  }
}
