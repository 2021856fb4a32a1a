import Testing
import TicketDesk
import TicketModel

@Suite struct ReportTests {
  private let hour: Int64 = 3_600

  private func times(_ scenes: [ReportScene], _ request: ReportRequest) throws -> [[Figure]] {
    try request.report(scenes).rows.map(\.figures)
  }

  // MARK: Times

  @Test func firstAndFullResolutionDifferByAReopening() throws {
    let scene = ReportScene(
      steps: [(4, "resolved"), (10, "working"), (20, "resolved"), (30, "closed")],
      comments: [(1, "customer", false), (2, "ben", true), (3, "ben", false), (5, "ben", false)])
    let rows = try times([scene], ReportRequest(.times, at: 100))
    #expect(
      rows == [
        [.text("first_response"), .count(1), .seconds(3 * hour), .seconds(3 * hour)],
        [.text("first_resolution"), .count(1), .seconds(4 * hour), .seconds(4 * hour)],
        [.text("full_resolution"), .count(1), .seconds(20 * hour), .seconds(20 * hour)],
      ])
  }

  @Test func asOfAnEarlierTimeWhatCameLaterHasNotHappened() throws {
    let scene = ReportScene(
      steps: [(4, "resolved"), (10, "working"), (20, "resolved")], comments: [(3, "ben", false)])
    func counts(_ at: Double) throws -> [Figure] {
      try times([scene], ReportRequest(.times, at: at)).map { $0[1] }
    }
    #expect(try counts(2) == [.count(0), .count(0), .count(0)])
    #expect(try counts(3) == [.count(1), .count(0), .count(0)])
    #expect(try counts(4) == [.count(1), .count(1), .count(1)])
    #expect(try counts(10) == [.count(1), .count(1), .count(0)])
    #expect(try counts(20) == [.count(1), .count(1), .count(1)])
  }

  @Test func aPeriodHoldsItsFirstMomentAndNotItsLast() throws {
    let scenes = [5.0, 6, 7].map { ReportScene(steps: [($0, "resolved")]) }
    let rows = try times(scenes, ReportRequest(.times, at: 100, from: 5, to: 7))
    #expect(
      rows[1] == [.text("first_resolution"), .count(2), .seconds(5 * hour), .seconds(6 * hour)])
  }

  @Test func whatWasCancelledWasNotResolved() throws {
    let scenes = [
      ReportScene(steps: [(4, "cancelled")]),
      ReportScene(steps: [(4, "resolved")], resolution: "Won't fix"),
      ReportScene(steps: [(4, "resolved"), (5, "closed")], resolution: "duplicate"),
      // The first ending was of work, whatever the last one was.
      ReportScene(steps: [(4, "resolved"), (5, "working"), (9, "cancelled")]),
    ]
    #expect(
      try times(scenes, ReportRequest(.times, at: 100)).map { $0[1] } == [
        .count(0), .count(1), .count(0),
      ])
    let reopen = try ReportRequest(.reopen, at: 100).report(scenes).first
    #expect(reopen == [.count(1), .count(1), .share(1, of: 1), .count(1)])
    let flow = try #require(try ReportRequest(.flow, at: 100).report(scenes).rows.last)
    #expect(flow.figures[4] == .count(4), "cancelled is done in the flow")
  }

  @Test func comingBackFromCancelledIsNoReopening() throws {
    let scene = ReportScene(steps: [(1, "cancelled"), (2, "working"), (3, "resolved")])
    #expect(
      try ReportRequest(.reopen, at: 9).report([scene]).first
        == [.count(1), .count(0), .share(0, of: 1), .count(0)])
  }

  @Test func percentilesAreNearestRank() {
    #expect(percentile(50, of: [1, 2]) == 1)
    #expect(percentile(50, of: [1, 2, 3]) == 2)
    #expect(percentile(90, of: Array(1...10)) == 9)
    #expect(percentile(90, of: Array(1...11)) == 10)
    #expect(percentile(100, of: [4]) == 4)
    #expect(percentile(50, of: [Int]()) == nil)
  }

  @Test func workingTimeIsBesideTheTimeOfTheCalendar() throws {
    var request = ReportRequest(.times, at: 100)
    request.workingSeconds = { ($1.seconds - $0.seconds) / 3 }
    let report = try request.report([ReportScene(steps: [(6, "resolved")])])
    #expect(report.columns.map(\.name).suffix(2) == ["median_working", "p90_working"])
    #expect(report.rows[1].figures.suffix(2) == [.seconds(2 * hour), .seconds(2 * hour)])
  }

  @Test func aHistoryThatGoesBackGivesNoNegativeTimes() throws {
    let scene = ReportScene(created: 10, steps: [(4, "working"), (3, "resolved")])
    let rows = try times([scene], ReportRequest(.times, at: 100))
    #expect(rows[1] == [.text("first_resolution"), .count(1), .seconds(0), .seconds(0)])
  }

  @Test func withoutAHistoryNobodyKnowsWhenItEnded() throws {
    let scene = ReportScene(status: "resolved", hasHistory: false)
    #expect(try times([scene], ReportRequest(.times, at: 100))[1][1] == .count(0))
    #expect(try ReportRequest(.backlog, at: 100).report([scene]).first[0] == .count(0))
  }

  // MARK: Backlog, flow, burndown, workload

  @Test func ageBandsHoldTheirLowerEnd() throws {
    let day = 24.0
    let created = [0.0, 1, 3, 7, 28, 90].map { 100 * day - $0 * day }
    let report = try ReportRequest(.backlog, at: 100 * day).report(
      created.map { ReportScene(created: $0) })
    #expect(report.first[0] == .count(6))
    #expect(Array(report.first[1...6]) == Array(repeating: Figure.count(1), count: 6))
    #expect(report.first[7...] == [.seconds(3 * 86_400), .seconds(90 * 86_400)])
  }

  @Test func aStatusByHandCountsFromTheLastLineOn() throws {
    let scene = ReportScene(steps: [(3, "working")], status: "resolved")
    #expect(try ReportRequest(.backlog, at: 9).report([scene]).first[0] == .count(0))
    #expect(try ReportRequest(.backlog, at: 2).report([scene]).first[0] == .count(1))
  }

  @Test func flowCountsCategoriesAtTheEndOfEachDay() throws {
    let scenes = [
      ReportScene(steps: [(5, "working"), (30, "resolved"), (50, "working"), (60, "resolved")]),
      ReportScene(created: 26, steps: [(50, "waiting")]),
      ReportScene(created: -100, steps: [(-50, "resolved")]),
    ]
    var request = ReportRequest(.flow, at: 71, from: 0)
    request.interval = .day
    let rows = try request.report(scenes).rows.map { $0.figures.dropFirst().map { $0.value ?? -1 } }
    #expect(
      rows == [
        [0, 1, 0, 1, 1, 0],
        [1, 0, 0, 2, 1, 1],
        [0, 0, 1, 2, 0, 1],
      ])
  }

  @Test func burndownTellsScopeFromWhatIsLeft() throws {
    let scenes = [
      ReportScene(steps: [(30, "resolved")], estimate: "3 points"),
      ReportScene(created: 25, estimate: "2.5 points"),
      ReportScene(created: 26, steps: [(30, "cancelled")], estimate: "4d"),
    ]
    var request = ReportRequest(.burndown, at: 47, from: 0)
    request.interval = .day
    let rows = try request.report(scenes).rows.map { $0.figures.dropFirst() }
    #expect(rows[0] == [.count(1), .count(1), .count(0), .count(1), .decimal(3)])
    #expect(rows[1] == [.count(3), .count(2), .count(2), .count(1), .decimal(2.5)])
  }

  @Test func workloadAddsUpEstimatesOfOneUnit() throws {
    let scenes = [
      ReportScene(steps: [(1, "working")], estimate: "3h"), ReportScene(estimate: "1.5h"),
      ReportScene(steps: [(1, "waiting")], estimate: "2d"), ReportScene(),
      ReportScene(steps: [(1, "resolved")], estimate: "9h"),
    ]
    #expect(
      try ReportRequest(.workload, at: 9).report(scenes).first
        == [.count(4), .count(1), .count(1), .decimal(4.5), .count(2)])
  }

  // MARK: Rates

  @Test func firstContactIsOneReplyAndNoReopening() throws {
    let reply: (Double, String, Bool) = (1, "ben", false)
    let scenes = [
      ReportScene(
        steps: [(4, "resolved")], comments: [reply, (2, "ben", true), (9, "customer", false)]),
      ReportScene(steps: [(4, "resolved")], comments: [reply, (2, "cem", false)]),
      ReportScene(steps: [(4, "resolved")]),
      ReportScene(steps: [(4, "resolved"), (5, "working"), (6, "resolved")], comments: [reply]),
      ReportScene(comments: [reply]),
    ]
    #expect(
      try ReportRequest(.fcr, at: 100).report(scenes).first
        == [.count(4), .count(1), .share(1, of: 4)])
  }

  @Test func satisfactionCountsRatingsOfWhatIsResolved() throws {
    var scenes = ["5", "4", "2", "", "9"].map { ReportScene(steps: [(4, "resolved")], rating: $0) }
    scenes.append(ReportScene(steps: [(4, "resolved"), (5, "working")], rating: "1"))
    let row = try ReportRequest(.csat, at: 100).report(scenes).first
    #expect(row[0...2] == [.count(5), .count(3), .share(3, of: 5)])
    #expect(row[3].value == 11.0 / 3)
    #expect(row[4] == .share(2, of: 3))
  }

  @Test(arguments: ReportKind.allCases) func noTicketsGiveNoFigures(_ kind: ReportKind) throws {
    let report = try ReportRequest(kind, at: 9).report([Ticket]())
    #expect(report.rows.allSatisfy { $0.figures.allSatisfy { ($0.value ?? 0) == 0 } })
    #expect(report.chart(subtitle: "").svg.contains("</svg>"))
  }

  @Test func groupsAreInNaturalOrderAndTogetherInTheTotal() throws {
    let queues = ["b10", "b9", "", "b9"]
    var request = ReportRequest(.backlog, at: 9)
    request.isGrouped = true
    let report = try request.report(queues.map { ReportScene(queue: $0) })
    #expect(report.rows.map(\.group) == ["b9", "b10", nil])
    #expect(report.rows.map { $0.figures[0] } == [.count(2), .count(1), .count(1)])
    #expect(report.total?.figures[0] == .count(4))
  }

  // MARK: Periods

  @Test(arguments: [
    (ReportInterval.day, "2026-01-05 2026-01-06"), (.week, "2026-01-05 2026-01-12"),
    (.month, "2026-01-05 2026-02-01"), (.year, "2026-01-05 2027-01-01"),
  ]) func partsBeginAtMidnight(_ interval: ReportInterval, _ expected: String) throws {
    let scale = try #require(
      ReportScale(from: ReportScene.start, to: ReportScene.time(24 * 800), every: interval))
    let starts = scale.parts.prefix(2).map(\.lowerBound.day.description)
    #expect(starts.joined(separator: " ") == expected)
    #expect(zip(scale.parts, scale.parts.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
    #expect(scale.place(of: ReportScene.start) == 0)
    #expect(scale.place(of: ReportScene.time(24 * 800)) == nil)
    for (place, part) in scale.parts.enumerated() {
      #expect(scale.place(of: part.lowerBound) == place)
      #expect(scale.place(of: part.upperBound.adding(seconds: -1)) == place)
    }
  }

  @Test func tooManyPartsAreRefused() {
    let end = ReportScene.time(24 * 6_000)
    #expect(ReportScale(from: ReportScene.start, to: end, every: .day) == nil)
    #expect(ReportScale(from: ReportScene.start, to: end)?.interval == .year)
  }
}
