import TestSupport
import Testing
import TicketDesk
import TicketModel

/// Figures of other projects' libraries for working time, each through the calendar's own questions.
@Suite(.enabled(if: SharedData.isPresent)) struct WorkingTimeTests {
  /// What is expected of a case whose sources disagree, and why.
  private static let decided: [String: (expect: WorkingTimeCases.Expectation, reason: String)] = [
    "biz-periods-gap": (
      .periods([["2006-04-02T03:00:00-07:00", "2006-04-02T03:15:00-07:00"]]),
      "a time that clocks leap over is the end of the leap, so 02:30-03:15 is 03:00-03:15"
    ),
    "wh-between-10": (
      .seconds(25 * 3_600), "elapsed time is real seconds: that Sunday has 25 hours"
    ),
  ]

  @Test(arguments: ["biz", "business_time", "misc", "otobo", "working_hours"])
  func everyCaseIsAsExpected(file: String) throws {
    let data = try WorkingTimeCases.read(file)
    let calendars = data.calendars.compactMapValues(\.calendar)
    #expect(calendars.count == data.calendars.count)
    #expect(!data.cases.isEmpty)
    for item in data.cases {
      #expect((item.diverges != nil) == (Self.decided[item.id] != nil), "\(item.id)")
      let calendar = try #require(calendars[item.calendar])
      try check(item, Self.decided[item.id]?.expect ?? item.expect, with: calendar)
    }
  }

  private func check(
    _ item: WorkingTimeCases.Case, _ expected: WorkingTimeCases.Expectation,
    with calendar: WorkingCalendar
  ) throws {
    let start = try #require(Timestamp(item.start))
    switch expected {
    case .truth(let truth):
      #expect(item.op == "open")
      #expect(calendar.isOpen(at: start) == truth, "\(item.id)")
    case .seconds(let seconds):
      #expect(item.op == "between")
      let end = try #require(item.end.flatMap { Timestamp($0) })
      let open = calendar.openSeconds(from: start, to: end)
      #expect(abs(open - seconds) <= item.tolerance_seconds ?? 0, "\(item.id): \(open)")
    case .moment(let text):
      let moment = try #require(Timestamp(text))
      let found = try answer(to: item, from: start, with: calendar)
      #expect(found == moment, "\(item.id)")
    case .periods(let texts):
      #expect(item.op == "periods")
      let periods = calendar.periods(after: start, count: texts.count)
      let wanted = texts.map { $0.compactMap { Timestamp($0) } }
      #expect(periods.map { [$0.lowerBound, $0.upperBound] } == wanted, "\(item.id)")
    }
  }

  private func answer(
    to item: WorkingTimeCases.Case, from start: Timestamp, with calendar: WorkingCalendar
  ) throws -> Timestamp? {
    switch item.op {
    case "add": calendar.adding(try #require(item.seconds), to: start)
    case "sub": calendar.subtracting(try #require(item.seconds), from: start)
    case "next_open": calendar.nextOpen(atOrAfter: start)
    case "prev_open": calendar.previousOpen(atOrBefore: start)
    case "next_close": calendar.nextClose(after: start)
    default: throw UnknownQuestion(name: item.op)
    }
  }

  private struct UnknownQuestion: Error {
    let name: String
  }
}
