import Foundation
import SnagCLI
import TestSupport
import Testing
import TicketModel

/// Backlog.md's own tracker is taken over with a workflow of its statuses, and a week of its history is
/// replayed as transitions.
@Suite(.enabled(if: SharedData.isPresent))
struct BacklogWeekTests {
  /// Backlog.md's guidelines have a task in progress before it is done; its people mostly leave that
  /// out, so that the workflow has something to refuse.
  private static let text = """
    # Backlog.md's statuses under names of one word.
    name: backlog
    types: [task, bug, feature, chore]
    statuses:
      to-do:       { category: new }
      draft:       { category: new }
      in-progress: { category: active }
      done:        { category: done }
      wont-do:     { category: done }
    transitions:
      demote:  { from: to-do, to: draft }
      promote: { from: draft, to: to-do }
      start:   { from: to-do, to: in-progress, effects: [assign-me] }
      stop:    { from: in-progress, to: to-do, effects: [unassign] }
      finish:  { from: in-progress, to: done }
      drop:    { from: [to-do, draft, in-progress], to: wont-do, requires: [resolution] }
      reopen:  { from: [done, wont-do], to: to-do, requires: [comment] }

    """

  private static let hasHistory: Bool = {
    let isHere = FileManager.default.fileExists(atPath: SharedData.path(BacklogWeek.historyFile))
    if !isHere { print("no \(BacklogWeek.historyFile): steps by the dates of the files") }
    return isHere
  }()

  @Test func aWeekIsReplayed() throws {
    let week = try BacklogWeek(fromHistory: Self.hasHistory)
    #expect(week.events.count > 50, "\(week.events.count)")
    let workflow = try Workflow(parsing: Self.text, path: "backlog.yml")
    let world = try worldWithWorkflow()
    for (path, bytes) in week.rest {
      try world.write(String(decoding: bytes, as: UTF8.self), to: "backlog/\(path)")
    }
    for (task, status) in week.atFirst { try write(task, status, to: "backlog", in: world) }
    world.ok("import", "backlog-md", "backlog")
    try expectStatuses(week.atFirst.map { ($0.task.id, $0.status) }, in: world)
    expectClean(world)

    let refused = try replay(week.events, workflow, in: world)
    // All steps that leave out being in progress, and no others.
    let jumps = week.events.filter { $0.from == "To Do" && $0.to == "Done" }.count
    #expect(jumps > 20, "\(jumps)")
    #expect(refused == jumps)
    var last: [String: String] = [:]
    for event in week.events { last[event.task.id] = event.to }
    try expectStatuses(last.map { ($0.key, $0.value) }, in: world)
    try expectAgreement(week, last)
    expectClean(world)
  }

  /// What its folder does not end keeps its status by name.
  @Test func everyStatusIsKept() throws {
    let world = try worldWithWorkflow()
    let folder = SharedData.path("trackers/backlog-md/backlog")
    world.ok("import", "backlog-md", folder)
    var counts: [String: Int] = [:]
    for path in try SharedData.files(in: "trackers/backlog-md/backlog/tasks", suffix: ".md") {
      let task = BacklogWeek.Task(
        id: "", path: "", text: String(decoding: try SharedData.bytes(path), as: UTF8.self))
      guard !task.value("id").isEmpty else { continue }
      counts[BacklogWeek.name(task.value("status")), default: 0] += 1
    }
    for (status, count) in counts where status != "done" {
      let listed = world.ok("list", "status:\(status)", "-label:draft")
      #expect(listed.split(separator: "\n").count >= count, "\(status): \(count)")
    }
    expectClean(world)
  }

  /// What nobody touched after the week stands as the files of the tracker have it.
  private func expectAgreement(_ week: BacklogWeek, _ last: [String: String]) throws {
    let untouched = week.events.map(\.task).filter { task in
      let changed = task.value("updated_date")
      return changed.isEmpty || changed.prefix(10) <= BacklogWeek.last
    }
    #expect(Set(untouched.map(\.id)).count > 30)
    for task in untouched { #expect(last[task.id] == task.value("status"), "\(task.id)") }
  }

  // MARK: Replaying

  /// Returns how many steps were refused; those go on by the verbs that lead there.
  private func replay(
    _ events: [BacklogWeek.Event], _ workflow: Workflow, in world: CommandLineWorld
  ) throws -> Int {
    var refused = 0
    for event in events {
      world.nextTime = event.time
      world.variables["SNAG_ACTOR"] = event.actor
      guard let from = event.from else {
        let folder = "new/\(event.task.id)"
        try write(event.task, event.to, to: folder, in: world)
        try expectOneCommit(["import", "backlog-md", folder], in: world)
        continue
      }
      let move = ["move", event.task.id, BacklogWeek.name(event.to)]
      if workflow.transitions(from: BacklogWeek.name(from))
        .contains(where: { $0.to == BacklogWeek.name(event.to) && $0.requires.isEmpty })
      {
        try expectOneCommit(move, in: world)
        continue
      }
      let head = try world.git("rev-parse", "HEAD")
      let outcome = world.snag(move)
      #expect(outcome.status == 4 && outcome.errors.contains("hint: "), "\(outcome.errors)")
      #expect(try world.git("rev-parse", "HEAD") == head)
      refused += 1
      let way = workflow.path(from: BacklogWeek.name(from)) { $0 == BacklogWeek.name(event.to) }
      for edge in try #require(way) {
        let needs = workflow.transition(edge.verb)?.requires ?? []
        let words = needs.contains(.comment) ? ["-m", "Again."] : []
        try expectOneCommit([edge.verb, event.task.id] + words, in: world)
      }
    }
    return refused
  }

  private func expectOneCommit(_ arguments: [String], in world: CommandLineWorld) throws {
    let head = try world.git("rev-parse", "HEAD")
    let outcome = world.snag(arguments)
    #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
    #expect(try world.git("rev-parse", "HEAD^") == head, "\(arguments)")
  }

  // MARK: World

  private func worldWithWorkflow() throws -> CommandLineWorld {
    let world = try CommandLineWorld()
    try world.git("rm", "-q", "-r", ".tickets/workflows")
    try world.write(Self.text, to: ".tickets/workflows/backlog.yml")
    try world.git("add", ".tickets")
    try world.git("commit", "-qm", "the workflow of Backlog.md")
    return world
  }

  private func write(
    _ task: BacklogWeek.Task, _ status: String, to folder: String, in world: CommandLineWorld
  ) throws {
    let name = task.path.split(separator: "/").last ?? ""
    try world.write(task.text(status: status), to: "\(folder)/tasks/\(name)")
  }

  private func expectStatuses(
    _ statuses: [(id: String, status: String)], in world: CommandLineWorld
  ) throws {
    let json = try world.snag(
      "list", "--json=id,status", "status:to-do,in-progress,done,wont-do,draft"
    )
    .json()
    let tickets = json["tickets"] as? [[String: Any]] ?? []
    let here = Dictionary(
      tickets.map { ($0["id"] as? String ?? "", $0["status"] as? String ?? "") },
      uniquingKeysWith: { first, _ in first })
    for (id, status) in statuses { #expect(here[id] == BacklogWeek.name(status), "\(id)") }
  }

  private func expectClean(_ world: CommandLineWorld) {
    let check = world.snag("check")
    #expect(check.status == 0 && check.output.isEmpty, "\(check.output.prefix(2000))")
  }
}
