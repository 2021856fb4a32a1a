import GitKit
import TicketModel

/// Every ticket that some branch has touched since it left what is checked out.
struct BranchSurvey {
  /// A file of a commit.
  struct File: Equatable {
    let path: String
    let blob: ObjectID
  }

  /// A ticket, what the commit that is checked out has of it, and what all make of it together.
  struct Row {
    let candidate: TicketCandidate
    /// nil when that commit does not have it.
    let committed: File?
    /// nil when nobody has anything new to say.
    let judgement: SurveyedJudgement?
  }

  let rows: [Row]
  /// Files on other branches that are no tickets, with the branch before their paths.
  let problems: [Problem]
}

/// What one branch has touched since it left what is checked out.
struct BranchTouch {
  /// Where it left, and what it has had for itself since; the latter nil when that is much.
  struct Parting: Equatable {
    let bases: [ObjectID]
    let own: Set<ObjectID>?
  }

  /// A path at which it differs, and the tickets that are or were there.
  struct Place {
    let path: String
    let ids: [TicketID]
    /// The file there at the branch's end, when it is no ticket.
    let unreadable: ObjectID?
  }

  let parting: Parting
  /// The trees of `.tickets` between which the differences are: those of the bases and of the end.
  let trees: [ObjectID?]
  let places: [Place]
}

/// Goes through the branches and finds what each has touched.
///
/// A branch whose commits are all in what is checked out says nothing. For any other only what differs
/// between its end and the common ancestor is looked at, so that the cost follows the changes. What
/// the last survey found of a branch, or judged of a ticket, is taken from it where all that it
/// follows from is as it was.
struct BranchSurveying {
  private let graph: BranchGraph
  private let tips: BranchTips
  private let memory: BranchMemory?
  private var touched: [TicketID: (paths: Set<String>, tips: Set<ObjectID>)] = [:]
  private var problems: [Problem] = []
  private var reported: Set<ObjectID> = []
  /// What is the same between the same trees.
  private var places: [[ObjectID?]: [BranchTouch.Place]] = [:]
  /// What each branch has touched, by its end.
  private(set) var touches: [ObjectID: BranchTouch] = [:]

  init(_ tips: BranchTips, graph: BranchGraph, memory: BranchMemory?) {
    self.tips = tips
    self.graph = graph
    self.memory = memory
    for touch in (memory?.touches ?? [:]).values { places[touch.trees] = touch.places }
    for row in memory?.survey.rows ?? [] {
      if let blob = row.committed?.blob { graph.texts.know(blob, is: row.candidate.id) }
    }
  }

  /// Finds what was touched and judges it as it is in the commit that is checked out.
  mutating func survey(_ judge: () throws -> TicketJudge) throws -> BranchSurvey {
    let branches = Dictionary(grouping: tips.branches, by: \.commit).sorted { $0.key < $1.key }
    let partings = try BranchPartings(tips, memory: memory, graph: graph)
    for (commit, branches) in branches {
      let touch = try touch(commit, partings[commit])
      touches[commit] = touch
      for place in touch.places { try take(place, of: commit, branches[0].name) }
    }
    let old = try memory.flatMap { try $0.isJudgedAlike(tips, graph) ? $0 : nil }
    let known = Dictionary(
      (old?.survey.rows ?? []).map { ($0.candidate.id, $0) },
      uniquingKeysWith: { first, _ in first })
    let rows = try touched.sorted { $0.key < $1.key }.map { id, places in
      let (candidate, committed) = try find(id, places.paths, places.tips)
      if let row = known[id], row.candidate == candidate, row.committed == committed,
        candidate.tips.allSatisfy({ old?.isSame($0, touches[$0], tips) == true })
      {
        return row
      }
      return try row(candidate, committed, judge())
    }
    return BranchSurvey(rows: rows, problems: problems.sorted())
  }

  private func find(
    _ id: TicketID, _ paths: Set<String>, _ ends: Set<ObjectID>
  ) throws -> (TicketCandidate, BranchSurvey.File?) {
    var paths = paths
    var committed: BranchSurvey.File?
    if let head = tips.head {
      var found = try graph.find(id, at: paths.sorted(), in: head)
      if found == .absent {
        // It may have been moved here, as by `snag shard`.
        let moved = try graph.paths(named: id, in: head)
        found = try graph.find(id, at: moved, in: head)
        paths.formUnion(moved)
      }
      if case .found(let path, let blob) = found {
        committed = BranchSurvey.File(path: path, blob: blob)
      }
    }
    return (TicketCandidate(id: id, paths: paths.sorted(), tips: ends.sorted()), committed)
  }

  private func row(
    _ candidate: TicketCandidate, _ committed: BranchSurvey.File?, _ judge: TicketJudge
  ) throws -> BranchSurvey.Row {
    let current = try committed.map {
      TicketVersion(path: $0.path, bytes: try graph.texts.text($0.blob))
    }
    let judgement = try judge.judge(candidate, current: current)
    return BranchSurvey.Row(
      candidate: candidate, committed: committed,
      judgement: try judgement.map { try SurveyedJudgement($0, graph.texts) })
  }

  // MARK: One branch

  private mutating func touch(
    _ tip: ObjectID, _ parting: BranchTouch.Parting
  ) throws -> BranchTouch {
    if let known = memory?.touches[tip], known.parting.bases == parting.bases {
      return BranchTouch(parting: parting, trees: known.trees, places: known.places)
    }
    guard parting.bases != [tip] else {
      return BranchTouch(parting: parting, trees: [], places: [])
    }
    // Without one ancestor every difference counts: too many places to look at do no harm.
    let starts =
      parting.bases.isEmpty ? [nil] : try parting.bases.map { try graph.tree(of: $0) }
    let trees = try starts + [graph.tree(of: tip)]
    if places[trees] == nil {
      places[trees] = try graph.git.differences(among: trees, prefix: "\(Workspace.folder)/")
        .filter { $0.path.isPlaceOfTicket && $0.path.isPlainName }.map(place)
    }
    return BranchTouch(parting: parting, trees: trees, places: places[trees] ?? [])
  }

  private func place(_ difference: TreeDifference) throws -> BranchTouch.Place {
    let files = difference.entries.map { $0.flatMap { $0.kind.isFile ? $0.id : nil } }
    var unreadable: ObjectID?
    if case let last?? = files.last, try problem(last, difference.path) != nil {
      unreadable = last
    }
    let ids = Set(try files.compactMap { $0 }.compactMap(graph.texts.id))
    return BranchTouch.Place(path: difference.path, ids: ids.sorted(), unreadable: unreadable)
  }

  private func problem(_ blob: ObjectID, _ path: String) throws -> Problem? {
    guard
      case .failure(let refusal) = readTicket(
        try graph.texts.text(blob), path: path, detail: .fields)
    else { return nil }
    return refusal.problem
  }

  private mutating func take(
    _ place: BranchTouch.Place, of tip: ObjectID, _ name: String
  ) throws {
    for id in place.ids {
      touched[id, default: ([], [])].paths.insert(place.path)
      touched[id, default: ([], [])].tips.insert(tip)
    }
    if let blob = place.unreadable, reported.insert(blob).inserted,
      let problem = try problem(blob, "\(name):\(place.path)")
    {
      problems.append(problem)
    }
  }
}
