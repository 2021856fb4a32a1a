import TicketModel
import TicketStore

extension Setup {
  /// Takes back what is still as `init` made it, as one commit; tickets stay.
  ///
  /// - Parameters:
  ///   - asked: the kinds of team to take back; none for all of them. The rest of the set-up stays as
  ///     long as a workflow does.
  ///   - writing: how to write.
  /// - Throws: when a file cannot be read or written.
  func undo(_ asked: [Team], _ writing: WriterOptions) throws {
    let repository = try session.repository()
    let current = (try? session.settings())?.configuration.prefix ?? prefix
    let teams = asked.isEmpty ? Team.allCases : asked
    let isAll = try asked.isEmpty || !hasOtherWorkflows(than: teams)
    if !asked.isEmpty { try refuseUsed(asked) }
    var (changes, kept) = try removals(of: teams.flatMap(\.files))
    var lines = SetupLines(session: session)
    var hasDriver = false
    if isAll {
      changes = try configRemoval(&kept) + changes
      try lines.remove(.showing)
      try lines.remove(.merging)
      hasDriver = try repository.takeBackMergeDriver(isDryRun: true)
    }
    changes += lines.committed
    for path in kept { session.say("\(path) was changed since and is kept") }
    let what = isAll ? "the set-up of tickets" : "workflows (\(asked.text))"
    if changes.isEmpty, !hasDriver {
      session.say("nothing of init's is here\(isAll ? "" : " for \(asked.text)")")
    }
    let outcome = try commit(changes, "take back \(what)", writing)
    try lines.changeOwn(writing)
    if hasDriver { try takeBackDriver(writing) }
    printJSON(outcome, current)
  }

  /// Refuses to take workflows away from under tickets.
  private func refuseUsed(_ teams: [Team]) throws {
    let settings = try session.repository().settings()
    // What was changed stays, so that it is taken from nobody.
    let files = teams.flatMap(\.files)
    let paths = Set(files.map(\.path)).subtracting(try removals(of: files).kept)
    let types = Set(
      settings.workflows.workflows.filter { paths.contains($0.path) }.flatMap(\.types))
    let ids = try session.repository().load(detail: .fields).tickets.map(\.ticket)
      .filter { types.contains($0.type) }.map(\.id.text).sorted()
    guard !ids.isEmpty else { return }
    throw CommandError(
      "\(plural(ids.count, "ticket")) of \(teams.text) would be left without a workflow",
      code: "in-use",
      hint: "give each a type that stays (snag edit \(ids[0]) type=TYPE), or keep the workflows",
      candidates: Array(ids.prefix(5)), status: .refused)
  }

  private func takeBackDriver(_ writing: WriterOptions) throws {
    _ = try session.repository().takeBackMergeDriver(isDryRun: writing.dryRun)
    session.say(
      writing.dryRun
        ? "dry run: would take \(MergeDriver.commandKey) out of this clone's configuration"
        : "git no longer merges tickets with snag in this clone")
  }

  /// Plans the deletion of files that are as they were written; the paths of others are kept.
  private func removals(of files: [TeamFile]) throws -> (changes: [FileChange], kept: [String]) {
    var result: (changes: [FileChange], kept: [String]) = ([], [])
    for file in files {
      guard let bytes = try session.repository().read(file.path, from: .workTree) else { continue }
      if bytes == Array(file.text.utf8) {
        result.changes.append(.delete(path: file.path))
      } else {
        result.kept.append(file.path)
      }
    }
    return result
  }

  /// The configuration is as `init` wrote it when some kind of team, with the prefix and layout that
  /// it has now, would give the same text.
  private func configRemoval(_ kept: inout [String]) throws -> [FileChange] {
    guard let bytes = try session.repository().read(Self.configPath, from: .workTree) else {
      return []
    }
    let configuration = (try? session.settings())?.configuration
    let texts = Team.allCases.map { team in
      Setup(
        teams: [team], prefix: configuration?.prefix ?? prefix,
        layout: configuration?.layout ?? layout, session: session
      ).configText
    }
    if texts.contains(where: { Array($0.utf8) == bytes }) {
      return [.delete(path: Self.configPath)]
    }
    kept.insert(Self.configPath, at: 0)
    return []
  }

  /// Whether a workflow would stay without these kinds of team.
  private func hasOtherWorkflows(than teams: [Team]) throws -> Bool {
    let own = Set(try teams.flatMap { try $0.workflows() }.flatMap(\.workflow.types))
    let here = try session.repository().settings().workflows.types
    return here.contains { !own.contains($0) }
  }
}
