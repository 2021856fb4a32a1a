import Testing
import TicketDesk
import TicketModel
import TicketQuery

@Suite struct TicketClocksTests {
  private func clock(
    _ kind: ClockKind, _ scene: ClockScene, at minute: Int64, _ policy: ServicePolicy
  ) throws -> TicketClock {
    try #require(try scene.clocks(at: minute, policy).current.first { $0.kind == kind })
  }

  @Test func aClockGoesFromFineToAtRiskToBreached() throws {
    let policy = try ClockScene.policy("targets: {P1: {resolution: 4h}}")
    let scene = ClockScene()
    let standings = try [0, 179, 180, 240, 241].map {
      try clock(.resolution, scene, at: $0, policy).standing
    }
    #expect(standings == [.ok, .ok, .atRisk, .atRisk, .breached])
    let late = try clock(.resolution, scene, at: 250, policy)
    #expect(late.remaining == -600)
    #expect(late.due == ClockScene.time(240))
    #expect(late.elapsed == 250 * 60)
  }

  @Test func theWarningIsThePolicys() throws {
    let policy = try ClockScene.policy("warn: 50%, targets: {P1: {resolution: 4h}}")
    #expect(try clock(.resolution, ClockScene(), at: 120, policy).standing == .atRisk)
  }

  @Test func aBudgetThatEndsAtClosingIsDueAtClosing() throws {
    let policy = try ClockScene.policy("calendar: office, targets: {P1: {resolution: 9h}}")
    let scene = ClockScene()
    let closing = try clock(.resolution, scene, at: 540, policy)
    #expect(closing.due == ClockScene.time(540))
    #expect(closing.standing == .atRisk)
    let evening = try clock(.resolution, scene, at: 541, policy)
    #expect(evening.standing == .breached)
    #expect(evening.remaining == 0)
  }

  @Test func waitingShiftsWhatIsDueAndHidesIt() throws {
    let policy = try ClockScene.policy("calendar: office, targets: {P1: {resolution: 8h}}")
    var scene = ClockScene(history: [(60, "open"), (120, "stalled")])
    let paused = try clock(.resolution, scene, at: 10_000, policy)
    #expect(paused.standing == .paused)
    #expect(paused.due == nil)
    #expect(paused.elapsed == 7_200)
    // Until Tuesday 10:00: the hours that were open meanwhile are 7 and 2.
    scene.history.append((1_560, "open"))
    let running = try clock(.resolution, scene, at: 1_600, policy)
    #expect(running.due == ClockScene.time(1_560 + 360))
    #expect(running.elapsed == (120 + 40) * 60)
  }

  @Test func aBreachStaysWhileTheTicketWaits() throws {
    let policy = try ClockScene.policy("targets: {P1: {resolution: 1h}}")
    let scene = ClockScene(history: [(90, "stalled")])
    let clock = try clock(.resolution, scene, at: 500, policy)
    #expect(clock.standing == .breached)
    #expect(clock.due == ClockScene.time(60))
    #expect(clock.elapsed == 5_400)
  }

  @Test func whatIsDoneEndsAndWhatIsReopenedGoesOn() throws {
    let policy = try ClockScene.policy("targets: {P1: {resolution: 4h}}")
    var scene = ClockScene(history: [(60, "done")])
    let done = try clock(.resolution, scene, at: 600, policy)
    #expect(done.standing == .met)
    #expect(done.stopped == ClockScene.time(60))
    #expect(done.due == nil)
    scene.history.append((1_000, "open"))
    let open = try clock(.resolution, scene, at: 1_030, policy)
    #expect(open.standing == .ok)
    #expect(open.elapsed == 90 * 60)
    #expect(open.due == ClockScene.time(1_180))
    #expect(open.cycle == 1)
    scene.history.append((1_300, "done"))
    let late = try clock(.resolution, scene, at: 2_000, policy)
    #expect(late.standing == .missed)
    #expect(late.due == ClockScene.time(1_180))
    #expect(late.remaining == -120 * 60)
  }

  @Test func theFirstPublicAnswerEndsTheFirstClock() throws {
    let policy = try ClockScene.policy("targets: {P1: {first_response: 30m}}")
    var scene = ClockScene(comments: [(5, "customer", false), (10, "ada", true)])
    #expect(try clock(.firstResponse, scene, at: 20, policy).standing == .ok)
    scene.comments.append((29, "ada", false))
    let met = try clock(.firstResponse, scene, at: 500, policy)
    #expect(met.standing == .met)
    #expect(met.stopped == ClockScene.time(29))
    scene.comments[2].minute = 31
    #expect(try clock(.firstResponse, scene, at: 500, policy).standing == .missed)
  }

  @Test func eachQuestionHasAClockOfItsOwn() throws {
    let policy = try ClockScene.policy("targets: {P1: {next_response: 1h}}")
    let scene = ClockScene(comments: [
      (10, "ada", false), (20, "customer", false), (40, "customer", false), (90, "ada", false),
      (100, "customer", false),
    ])
    let clocks = try scene.clocks(at: 130, policy).all
    #expect(clocks.map(\.cycle) == [1, 2, 3])
    #expect(clocks.map(\.standing) == [.met, .missed, .ok])
    #expect(clocks.map(\.started) == [0, 20, 100].map(ClockScene.time))
    #expect(clocks.map(\.due) == [nil, ClockScene.time(80), ClockScene.time(160)])
  }

  @Test func doneEndsWhatIsUnansweredUntilItIsReopened() throws {
    let policy = try ClockScene.policy("targets: {P1: {first_response: 1h}}")
    var scene = ClockScene(history: [(30, "done")])
    #expect(try clock(.firstResponse, scene, at: 100, policy).standing == .met)
    scene.history.append((200, "open"))
    let open = try clock(.firstResponse, scene, at: 210, policy)
    #expect(open.standing == .ok)
    #expect(open.elapsed == 40 * 60)
  }

  @Test func whatIsSaidOnADoneTicketWaits() throws {
    let policy = try ClockScene.policy("targets: {P1: {next_response: 1h}}")
    let scene = ClockScene(
      history: [(30, "done")], comments: [(10, "ada", false), (50, "customer", false)])
    let clock = try clock(.nextResponse, scene, at: 500, policy)
    #expect(clock.standing == .paused)
    #expect(clock.elapsed == 0)
  }

  @Test func aPriorityOfLaterCountsFromTheBeginning() throws {
    let policy = try ClockScene.policy("targets: {P1: {resolution: 1h}, P3: {resolution: 8h}}")
    var scene = ClockScene(priority: "P3")
    #expect(try clock(.resolution, scene, at: 90, policy).standing == .ok)
    scene.priority = "P1"
    #expect(try clock(.resolution, scene, at: 90, policy).standing == .breached)
    scene.priority = "P2"
    #expect(try scene.clocks(at: 90, policy).all.isEmpty)
  }

  @Test func aHistoryThatRunsBackwardsIsNeverNegative() throws {
    let policy = try ClockScene.policy("targets: {P1: {resolution: 1h, first_response: 1h}}")
    let scene = ClockScene(
      history: [(50, "stalled"), (20, "open"), (-500, "done")], comments: [(-90, "ada", false)])
    for minute in [-10, 0, 10, 60, 100] as [Int64] {
      for clock in try scene.clocks(at: minute, policy).all {
        #expect(clock.elapsed >= 0)
        #expect(clock.stopped.map { $0 >= clock.started } ?? true)
      }
    }
    #expect(try clock(.resolution, scene, at: 100, policy).elapsed == 3_000)
  }

  @Test func earlierNowsSeeNothingOfWhatComesLater() throws {
    let policy = try ClockScene.policy("targets: {P1: {resolution: 4h, first_response: 1h}}")
    let scene = ClockScene(history: [(60, "done")], comments: [(30, "ada", false)])
    let clocks = try scene.clocks(at: 20, policy)
    #expect(clocks.current.map(\.standing) == [.ok, .ok])
    #expect(clocks.nearest?.kind == .firstResponse)
    #expect(try scene.clocks(at: -1, policy).all.isEmpty)
  }

  @Test func theNearestIsWhatIsDueFirst() throws {
    let policy = try ClockScene.policy(
      "targets: {P1: {first_response: 3h, resolution: 2h}}, pause: {resolution: [stalled]}")
    var scene = ClockScene()
    #expect(try scene.clocks(at: 5, policy).nearest?.kind == .resolution)
    scene.history = [(10, "stalled")]
    #expect(try scene.clocks(at: 20, policy).nearest?.kind == .firstResponse)
    scene.comments = [(20, "ada", false)]
    let last = try scene.clocks(at: 30, policy).nearest
    #expect(last?.kind == .resolution)
    #expect(last?.standing == .paused)
    scene.history.append((40, "done"))
    #expect(try scene.clocks(at: 50, policy).nearest == nil)
  }

  @Test func theTicketsOwnPolicyComesFirstThenTheFirstThatFits() throws {
    let levels = try ServiceLevels(
      parsing: """
        policies:
          - { name: gold, when: "priority:P0", targets: {} }
          - { name: new, enforce_from: 2026-12-01, targets: {} }
          - { name: cases, when: "type:case", targets: {} }
        """, path: "sla.yml")
    let choice = try PolicyChoice(levels, in: Self.world(ClockScene().ticket()))
    func policy(_ scene: ClockScene) throws -> String? {
      choice.policy(for: try scene.ticket())?.name
    }
    #expect(try policy(ClockScene()) == "cases")
    #expect(try policy(ClockScene(history: [(9, "done")])) == "cases")
    #expect(try policy(ClockScene(policy: "gold")) == "gold")
    #expect(try policy(ClockScene(policy: "none")) == nil)
    #expect(try policy(ClockScene(policy: "new")) == nil)
    #expect(try policy(ClockScene(policy: "gone")) == "cases")
  }

  private static func world(_ ticket: Ticket) -> QueryWorld {
    QueryWorld(
      tickets: [ticket], workflows: ClockScene.workflows, actor: "ada", now: ClockScene.created)
  }
}
