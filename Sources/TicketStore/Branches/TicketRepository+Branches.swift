import GitKit
import TicketModel

extension TicketRepository {
  /// Reads the tickets as all branches together have them; writes nothing but its cache.
  ///
  /// What is here, committed or not, and the end of every local and remote-tracking branch are merged by
  /// meaning. ``TicketJudge`` says what counts.
  ///
  /// - Parameters:
  ///   - detail: whether texts are kept.
  ///   - usesCache: whether an answer may be taken from the cache, and is kept in it.
  /// - Returns: every ticket, with what other branches say of it.
  /// - Throws: ``NoTickets`` when no branch has any, `GitError`, ``FolderRefused`` or `FileError`.
  package func branchView(
    detail: LoadDetail = .fields, usesCache: Bool = true
  ) throws -> BranchView {
    let git = try git()
    let tips = try BranchTips(git)
    let graph = BranchGraph(git)
    lazy var judge = Result { try makeJudge(tips, graph) }
    let cache = usesCache ? BranchCache(git) : nil
    let kept = cache?.survey(for: tips.key)
    let survey: BranchSurvey
    if let kept {
      survey = kept
    } else {
      var surveying = BranchSurveying(tips, graph: graph)
      survey = try surveying.survey(judge.get())
      cache?.keep(survey, for: tips.key)
    }
    var assembly = BranchAssembly(
      tips: tips, survey: survey, loaded: try hereOrNothing(survey, detail), detail: detail)
    try assembly.run(
      text: { path in try self.read(path, from: .workTree) },
      judge: { candidate, current in try judge.get().judge(candidate, current: current) })
    return assembly.view
  }

  /// A branch without any tickets still hears what the others have.
  private func hereOrNothing(
    _ survey: BranchSurvey, _ detail: LoadDetail
  ) throws -> LoadedTickets {
    // To see whether they were changed, the texts of those that others have touched are needed.
    let touched = Set(survey.rows.compactMap { $0.committed?.path })
    do {
      return try load(detail: detail == .documents ? detail : .documentsAt(touched))
    } catch let error as NoTickets {
      guard survey.rows.contains(where: { $0.judgement != nil }) else { throw error }
    } catch let error as RevisionMissing {
      // A bare repository whose HEAD has no commit.
      guard survey.rows.contains(where: { $0.judgement != nil }) else { throw error }
    }
    return LoadedTickets(tickets: [], problems: [])
  }

  private func makeJudge(_ tips: BranchTips, _ graph: BranchGraph) throws -> TicketJudge {
    let workflows =
      try tips.head.map { try readSettings(from: .revision($0.hex)).workflows } ?? WorkflowSet([])
    return TicketJudge(
      graph: graph, workflows: workflows, head: tips.head, defaults: Set(tips.defaults))
  }
}
