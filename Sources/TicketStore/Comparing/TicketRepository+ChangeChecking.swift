import GitKit
import TicketDocument
package import TicketModel

/// What `check` found between two revisions.
package struct CheckedRange: Sendable {
  /// How many tickets are not as they were.
  package let changed: Int
  /// In order of path and line.
  package let problems: [Problem]
}

extension TicketRepository {
  /// Judges what became of tickets in a range, and what is wrong now and was not before.
  ///
  /// - Parameter range: two revisions, the older one first.
  /// - Returns: problems in files that changed, and new ones in others.
  /// - Throws: as ``compare(_:)`` does.
  package func check(_ range: TicketRange) throws -> CheckedRange {
    let comparison = try compare(range)
    let changes = try changeProblems(of: comparison)
    let now = try problemsNow(of: comparison)
    return CheckedRange(
      changed: comparison.changes.count, problems: changes.joined(with: now))
  }

  /// The range that tells what a revision did: where the older one is not among its ancestors, what
  /// happened there meanwhile is not its doing.
  ///
  /// - Parameter range: what was asked for.
  /// - Returns: the same range, or the one from the merge base.
  /// - Throws: `RevisionMissing`, `GitError`.
  package func judged(_ range: TicketRange) throws -> TicketRange {
    guard case .between(let old, let new) = range else { return range }
    let git = try git()
    guard let start = try git.resolve(old), let end = try git.resolve(new),
      try !git.isAncestor(start, of: end), try !git.mergeBases(of: end, and: [start]).isEmpty
    else { return range }
    return .branch(from: old, new)
  }

  /// Judges what a range does to tickets, and not what else may be wrong with them.
  ///
  /// - Throws: as ``compare(_:)`` does.
  package func changeProblems(in range: TicketRange) throws -> [Problem] {
    try changeProblems(of: compare(range))
  }

  /// Judges what the work tree does to the tickets of HEAD; nothing where there is no commit yet.
  package func changeProblems() throws -> [Problem] {
    guard root != nil, try git().head().commit != nil else { return [] }
    return try changeProblems(in: .since("HEAD"))
  }

  private func changeProblems(of comparison: TicketComparison) throws -> [Problem] {
    guard !comparison.changes.isEmpty else { return [] }
    let source = comparison.to.source ?? .workTree
    let others = OpenTickets(self, source)
    let settings = try readSettings(from: source)
    let course = RangeCourse(
      comparison, in: try git(), actor: try? actor(), people: settings.configuration.people ?? [],
      verbs: environment.verbs)
    return try ChangeCheck(workflows: settings.workflows, course: course.course) {
      self.transitionFacts(of: $0, among: others)
    }.problems(in: comparison.changes)
  }
}

extension [Problem] {
  /// Problems of changes and of states, without what both say of the same step.
  ///
  /// Of two the one that says what to do stays. A history that lost lines gets them back, not a new
  /// one.
  package func joined(with others: [Problem]) -> [Problem] {
    let rewritten = Set(filter { $0.rule == "history-rewritten" }.map(\.path))
    let steps = Set(filter(\.isStep).map(\.place))
    let better = others.filter { $0.isStep && ($0.fix != nil || $0.severity == .warning) }
    let kept = Set(better.map(\.place))
    let own = filter { !$0.isStep || !kept.contains($0.place) }
    let rest = others.filter { problem in
      !(problem.rule == "history-missing" && rewritten.contains(problem.path))
        && !(problem.isStep && steps.contains(problem.place) && !kept.contains(problem.place))
    }
    var seen: Set<Problem> = []
    return (own + rest).filter { seen.insert($0).inserted }.sorted()
  }
}

extension Problem {
  fileprivate var isStep: Bool { rule == "illegal-transition" }

  /// File and line; two findings about one step stand at the same ones.
  fileprivate var place: String { "\(path):\(position.line)" }
}
