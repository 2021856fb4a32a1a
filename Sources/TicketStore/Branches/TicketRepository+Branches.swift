import GitKit
import TicketDocument
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
    let survey = try survey(tips, graph, usesCache: usesCache) { try judge.get() }

    let touched = Set(survey.rows.compactMap { $0.committed?.path })
    var compared = usesCache ? root.map { ComparedFiles(git, root: $0) } : nil
    let files = WantedFiles(paths: touched, known: compared?.identities ?? [:])
    let loaded = try hereOrNothing(survey, detail == .documents ? detail : .documentsAt(files))
    var assembly = BranchAssembly(tips: tips, survey: survey, loaded: loaded, detail: detail)
    try assembly.run(
      BranchAssembly.Source(
        blob: { ticket in
          let path = ticket.ticket.path
          if ticket.document == nil, touched.contains(path), let known = compared?.blob(at: path) {
            return known
          }
          guard let text = try self.textHere(ticket) else { return nil }
          let blob = try graph.texts.keep(text)
          if let identity = loaded.provenFiles[path] { compared?.take(blob, at: path, identity) }
          return blob
        },
        text: { try graph.texts.text($0) },
        judge: { candidate, ticket in
          let version = try ticket.flatMap { ticket in
            try self.textHere(ticket).map { TicketVersion(path: ticket.ticket.path, bytes: $0) }
          }
          let judgement = try judge.get().judge(candidate, current: version)
          return try judgement.map { try SurveyedJudgement($0, graph.texts) }
        }))
    compared?.keep(only: touched)
    return assembly.view
  }

  /// Finds what the branches have touched, or knows it.
  private func survey(
    _ tips: BranchTips, _ graph: BranchGraph, usesCache: Bool, _ judge: () throws -> TicketJudge
  ) throws -> BranchSurvey {
    let cache = usesCache ? BranchCache(graph.git, tips) : nil
    let kept = cache?.read(for: tips)
    if let kept, kept.isAnswer { return kept.survey }
    var surveying = BranchSurveying(tips, graph: graph, memory: kept?.memory)
    let survey = try surveying.survey(judge)
    if let cache {
      let memory = BranchMemory(
        head: tips.head, defaults: Set(tips.defaults),
        rules: try BranchMemory.rules(of: tips.head, graph), touches: surveying.touches,
        survey: survey)
      cache.keep(memory, for: tips)
    }
    return survey
  }

  /// The text of a ticket that is here.
  private func textHere(_ ticket: LoadedTicket) throws -> [UInt8]? {
    try ticket.document?.bytes ?? read(ticket.ticket.path, from: .workTree)
  }

  /// A branch without any tickets still hears what the others have.
  private func hereOrNothing(
    _ survey: BranchSurvey, _ detail: LoadDetail
  ) throws -> LoadedTickets {
    do {
      var loaded = try load(detail: detail)
      // git has its own order of paths.
      if root == nil { loaded.tickets = loaded.tickets.sortedByPath }
      return loaded
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
