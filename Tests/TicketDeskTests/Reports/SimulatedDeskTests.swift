import Testing
import TicketDesk
import TicketModel

/// Every report of a simulated year beside figures that are counted from the events alone, by code that shares
/// nothing with the reports'.
@Suite struct SimulatedDeskTests {
  // Without optimisation the whole year takes a minute.
  #if DEBUG
    private static let count = 1_000
  #else
    private static let count = 10_000
  #endif
  private static let desk = SimulatedDesk(tickets: count, seed: 20_260_105)
  private static let tickets = Result {
    try desk.cases.enumerated().map { try $1.scene.ticket($0) }
  }

  /// Within the period, after it, at the end of the year, and long after it.
  private static let moments: [Double] = [3_600, 4_800, 8_736, 17_760]

  private static let since = 91.0 * 24
  private static let until = 182.0 * 24

  /// What a case went through up to an hour, retold step by step.
  private struct Story {
    var status = "new"
    var endings: [(began: Double, isCancelled: Bool, cameBack: Double?)] = []
    var replies: [Double] = []
    let created: Double

    init(_ one: SimulatedDesk.Case, upTo hour: Double) {
      created = one.created
      for (time, event) in one.events where time <= hour {
        switch event {
        case .said(let author, let isInternal):
          if author != "customer", !isInternal { replies.append(time) }
        case .became(let new):
          let wasOver = Self.isOver(status)
          if Self.isOver(new) {
            if !wasOver { endings.append((time, false, nil)) }
            endings[endings.count - 1].isCancelled = new == "cancelled"
          } else if wasOver {
            endings[endings.count - 1].cameBack = time
          }
          status = new
        }
      }
      let isAllTold = one.events.allSatisfy { time, event in
        if case .became = event { time <= hour } else { true }
      }
      if isAllTold, Self.isOver(status), one.resolution == "duplicate" {
        endings[endings.count - 1].isCancelled = true
      }
    }

    static func isOver(_ status: String) -> Bool {
      status == "resolved" || status == "closed" || status == "cancelled"
    }

    var resolved: [Double] { endings.filter { !$0.isCancelled }.map(\.began) }
    var cameBack: [Double] { endings.filter { !$0.isCancelled }.compactMap(\.cameBack) }
    var lastResolved: Double? {
      guard let last = endings.last, !last.isCancelled, last.cameBack == nil else { return nil }
      return last.began
    }
  }

  private static func cases(
    _ queue: String?, asOf hour: Double
  ) -> [(one: SimulatedDesk.Case, story: Story)] {
    desk.cases.filter { $0.created <= hour && (queue == nil || $0.queue == queue) }
      .map { ($0, Story($0, upTo: hour)) }
  }

  private static func inPeriod(_ hour: Double) -> Bool { hour >= since && hour < until }

  /// The figures of a report for all tickets and by queue, each with the cases it is about.
  private func compare(
    _ kind: ReportKind, asOf hour: Double, hasPeriod: Bool = true,
    _ expected: ([(one: SimulatedDesk.Case, story: Story)]) -> [[Figure]]
  ) throws {
    var request = ReportRequest(
      kind, at: hour, from: hasPeriod ? Self.since : nil, to: hasPeriod ? Self.until : nil)
    let all = try request.report(Self.tickets.get())
    #expect(all.rows.map(\.figures) == expected(Self.cases(nil, asOf: hour)))
    request.isGrouped = true
    let grouped = try request.report(Self.tickets.get())
    let queues = ["first", "network", "second", ""]
    #expect(
      grouped.rows.map(\.figures) == queues.flatMap { expected(Self.cases($0, asOf: hour)) })
  }

  private static func seconds(_ hours: Double?) -> Figure {
    hours.map { .seconds(Int64($0 * 3_600)) } ?? .none
  }

  /// The least value that so many in a hundred do not exceed, found by counting.
  private static func least(_ percent: Int, _ values: [Double]) -> Double? {
    var counts: [Double: Int] = [:]
    for value in values { counts[value, default: 0] += 1 }
    var sum = 0
    for (value, count) in counts.sorted(by: { $0.key < $1.key }) {
      sum += count
      if sum * 100 >= percent * values.count { return value }
    }
    return nil
  }

  @Test(arguments: moments)
  func times(_ asOf: Double) throws {
    try compare(.times, asOf: asOf) { cases in
      let ends: [(String, (Story) -> Double?)] = [
        ("first_response", { $0.replies.first }), ("first_resolution", { $0.resolved.first }),
        ("full_resolution", { $0.lastResolved }),
      ]
      return ends.map { name, end in
        let hours = cases.compactMap { one in
          end(one.story).flatMap { Self.inPeriod($0) ? $0 - one.one.created : nil }
        }
        return [
          .text(name), .count(hours.count), Self.seconds(Self.least(50, hours)),
          Self.seconds(Self.least(90, hours)),
        ]
      }
    }
  }

  @Test(arguments: moments) func backlog(_ asOf: Double) throws {
    try compare(.backlog, asOf: asOf, hasPeriod: false) { cases in
      let ages = cases.filter { !Story.isOver($0.story.status) }.map { asOf - $0.one.created }
      let bands: [Range<Double>] = [0..<24, 24..<72, 72..<168, 168..<672, 672..<2_160, 2_160..<1e9]
      return [
        [.count(ages.count)]
          + bands.map { band in .count(ages.filter { band.contains($0) }.count) }
          + [Self.seconds(Self.least(50, ages)), Self.seconds(ages.max())]
      ]
    }
  }

  @Test func reopen() throws {
    try compare(.reopen, asOf: 300 * 24) { cases in
      var (resolved, reopened, reopens) = (0, 0, 0)
      for (_, story) in cases {
        guard let first = story.resolved.first(where: Self.inPeriod) else { continue }
        resolved += 1
        let back = story.cameBack.filter { $0 >= first }.count
        reopens += back
        if back > 0 { reopened += 1 }
      }
      return [
        [.count(resolved), .count(reopened), .share(reopened, of: resolved), .count(reopens)]
      ]
    }
  }

  @Test func firstContact() throws {
    try compare(.fcr, asOf: 300 * 24) { cases in
      let resolved = cases.filter { $0.story.resolved.contains(where: Self.inPeriod) }
      let hits = resolved.filter { $0.story.replies.count == 1 && $0.story.cameBack.isEmpty }
      return [
        [.count(resolved.count), .count(hits.count), .share(hits.count, of: resolved.count)]
      ]
    }
  }

  @Test func satisfaction() throws {
    try compare(.csat, asOf: SimulatedDesk.hours + 9_000) { cases in
      let resolved = cases.filter { $0.story.lastResolved.map(Self.inPeriod) ?? false }
      let ratings = resolved.map(\.one.rating).filter { $0 > 0 }
      let happy = ratings.filter { $0 > 3 }.count
      return [
        [
          .count(resolved.count), .count(ratings.count),
          .share(ratings.count, of: resolved.count),
          .decimal(Double(ratings.reduce(0, +)) / Double(ratings.count)),
          .share(happy, of: ratings.count),
        ]
      ]
    }
  }

  @Test func workload() throws {
    try compare(.workload, asOf: 200 * 24, hasPeriod: false) { cases in
      let open = cases.filter { !Story.isOver($0.story.status) }
      let sizes = open.map(\.one.estimate).filter { $0 > 0 }
      return [
        [
          .count(open.count), .count(open.filter { $0.story.status == "working" }.count),
          .count(open.filter { $0.story.status == "waiting" }.count),
          .decimal(Double(sizes.reduce(0, +))), .count(open.count - sizes.count),
        ]
      ]
    }
  }

  /// Each day is looked at by itself.
  @Test(arguments: [ReportKind.flow, .burndown]) func overTime(_ kind: ReportKind) throws {
    try compare(kind, asOf: 200 * 24) { cases in
      let starts = stride(from: Self.since, to: Self.until, by: 168)
      return starts.map { start in
        let end = min(Self.until, start + 168)
        let then = cases.filter { $0.one.created < end }.map {
          (one: $0.one, story: Story($0.one, upTo: end - 0.001), whole: $0.story)
        }
        func count(_ statuses: String...) -> Int {
          then.filter { statuses.contains($0.story.status) }.count
        }
        let done = count("resolved", "closed", "cancelled")
        let created = then.filter { $0.one.created >= start }.count
        let day = Figure.day(ReportScene.time(start).day)
        guard kind == .flow else {
          let left = then.filter { !Story.isOver($0.story.status) }.map(\.one.estimate)
          return [
            day, .count(then.count), .count(created), .count(done), .count(then.count - done),
            .decimal(Double(left.reduce(0, +))),
          ]
        }
        let resolved = then.filter { one in
          one.whole.resolved.contains { $0 >= start && $0 < end }
        }.count
        return [day]
          + [
            count("new"), count("working"), count("waiting"), done, created, resolved,
          ].map(Figure.count)
      }
    }
  }
}
