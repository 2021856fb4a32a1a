import GitKit
import TicketModel

/// Every ticket that some branch has touched since it left what is checked out.
struct BranchSurvey {
  /// A ticket, what the commit that is checked out has of it, and what all make of it together.
  struct Row: Equatable {
    let candidate: TicketCandidate
    /// nil when that commit does not have it.
    let committed: TicketVersion?
    /// nil when nobody has anything new to say.
    let judgement: TicketJudgement?
  }

  let rows: [Row]
  /// Files on other branches that are no tickets, with the branch before their paths.
  let problems: [Problem]
}

/// Goes through the branches and finds what each has touched.
///
/// A branch whose commits are all in what is checked out says nothing. For any other only what differs
/// between its end and the common ancestor is looked at, so that the cost follows the changes.
struct BranchSurveying {
  /// From so many branches on one walk through the history costs less than one for each of them.
  private static let many = 4

  private let graph: BranchGraph
  private let tips: BranchTips
  private var touched: [TicketID: (paths: Set<String>, tips: Set<ObjectID>)] = [:]
  private var problems: [Problem] = []
  private var reported: Set<ObjectID> = []
  /// Differences by the trees between which they are.
  private var differences: [[ObjectID?]: [TreeDifference]] = [:]

  init(_ tips: BranchTips, graph: BranchGraph) {
    self.tips = tips
    self.graph = graph
  }

  /// Finds what was touched and judges it as it is in the commit that is checked out.
  mutating func survey(_ judge: TicketJudge) throws -> BranchSurvey {
    let commits = Set(tips.branches.map(\.commit))
    if let head = tips.head, commits.count >= Self.many { try graph.readHistory(of: head) }
    for (commit, branches) in Dictionary(grouping: tips.branches, by: \.commit)
      .sorted(by: { $0.key < $1.key })
    {
      try visit(commit, branches[0].name)
    }
    let rows = try touched.sorted { $0.key < $1.key }.map { id, places in
      try row(id, places.paths, places.tips, judge)
    }
    return BranchSurvey(rows: rows, problems: problems.sorted())
  }

  private func row(
    _ id: TicketID, _ paths: Set<String>, _ ends: Set<ObjectID>, _ judge: TicketJudge
  ) throws -> BranchSurvey.Row {
    var paths = paths
    var committed: TicketVersion?
    if let head = tips.head {
      var found = try graph.find(id, at: paths.sorted(), in: head)
      if found == .absent {
        // It may have been moved here, as by `snag shard`.
        let moved = try graph.paths(named: id, in: head)
        found = try graph.find(id, at: moved, in: head)
        paths.formUnion(moved)
      }
      if case .found(let path, let blob) = found {
        committed = TicketVersion(path: path, bytes: try graph.texts.text(blob))
      }
    }
    let candidate = TicketCandidate(id: id, paths: paths.sorted(), tips: ends.sorted())
    return BranchSurvey.Row(
      candidate: candidate, committed: committed,
      judgement: try judge.judge(candidate, current: committed))
  }

  // MARK: One branch

  private mutating func visit(_ tip: ObjectID, _ name: String) throws {
    let bases = try tips.head.map { try graph.bases(of: tip, and: [$0]) } ?? []
    guard bases != [tip] else { return }
    // Without one ancestor every difference counts: too many places to look at do no harm.
    let starts = bases.isEmpty ? [nil] : try bases.map { try graph.tree(of: $0) }
    let trees = try starts + [graph.tree(of: tip)]
    for difference in try found(among: trees) where difference.path.isPlaceOfTicket {
      try take(difference, of: tip, name)
    }
  }

  private mutating func found(among trees: [ObjectID?]) throws -> [TreeDifference] {
    if let known = differences[trees] { return known }
    let found = try graph.git.differences(among: trees, prefix: "\(Workspace.folder)/")
    differences[trees] = found
    return found
  }

  private mutating func take(
    _ difference: TreeDifference, of tip: ObjectID, _ name: String
  ) throws {
    guard difference.path.isPlainName else { return }
    let files = difference.entries.map { $0.flatMap { $0.kind.isFile ? $0.id : nil } }
    for case let blob? in Set(files) {
      if let id = try graph.texts.id(blob) {
        touched[id, default: ([], [])].paths.insert(difference.path)
        touched[id, default: ([], [])].tips.insert(tip)
      }
    }
    if case let last?? = files.last, reported.insert(last).inserted {
      let read = try readTicket(
        graph.texts.text(last), path: "\(name):\(difference.path)", detail: .fields)
      if case .failure(let refusal) = read { problems.append(refusal.problem) }
    }
  }
}
