import Testing
import TicketDesk
import TicketModel

@Suite struct WorkingCalendarTests {
  private func hours(_ texts: String...) throws -> [OpeningHours] {
    try texts.map { try OpeningHours(parsing: $0) }
  }

  private func moment(_ text: String) throws -> Timestamp { try #require(Timestamp(text)) }

  @Test func hoursAreReadAndWritten() throws {
    #expect(try OpeningHours(parsing: "8:00-24:00").description == "08:00-24:00")
    for text in [
      "", "8-12", "08:00", "08:00-12:60", "08:00-24:01", "a:00-b:00", "08:00-12:00-13:00",
      "+8:00-12:00",
    ] {
      #expect(throws: OpeningHours.Refusal.malformed) { try OpeningHours(parsing: text) }
    }
    for text in ["12:00-08:00", "08:00-08:00"] {
      #expect(throws: OpeningHours.Refusal.endsBeforeStart) { try OpeningHours(parsing: text) }
    }
  }

  @Test func aZoneThatIsNotKnownIsNone() {
    #expect(Zone("Mars/Base") == nil)
    #expect(Zone("Europe/Berlin")?.name == "Europe/Berlin")
    #expect(Zone.knownNames.contains("Europe/Berlin"))
  }

  @Test func zonesWithoutSummerTimeChangeToo() throws {
    let moscow = try #require(Zone("Europe/Moscow"))
    #expect(moscow.offset(at: try moment("2014-10-25T00:00:00Z")) == 4 * 3_600)
    #expect(moscow.offset(at: try moment("2014-10-27T00:00:00Z")) == 3 * 3_600)
    let samoa = try #require(Zone("Pacific/Apia"))
    #expect(samoa.offset(at: try moment("2011-12-29T00:00:00Z")) == -10 * 3_600)
    #expect(samoa.offset(at: try moment("2011-12-31T00:00:00Z")) == 14 * 3_600)
  }

  @Test func aDayThatAZoneLeftOutHasNoHours() throws {
    let zone = try #require(Zone("Pacific/Apia"))
    let always = WorkingCalendar(
      CalendarRules(week: Array(repeating: try hours("00:00-24:00"), count: 7)), in: zone)
    let (start, end) = (try moment("2011-12-29T12:00:00Z"), try moment("2012-01-01T12:00:00Z"))
    #expect(always.openSeconds(from: start, to: end) == 3 * 86_400)
    #expect(always.adding(3 * 86_400, to: start) == end)
    #expect(always.nextClose(after: start) == nil)
  }

  @Test func hoursThatGoOnAfterMidnightAreOneOpenTime() throws {
    var week: [[OpeningHours]] = Array(repeating: [], count: 7)
    week[0] = try hours("20:00-24:00")
    week[1] = try hours("00:00-04:00", "09:00-10:00")
    let nights = WorkingCalendar(CalendarRules(week: week), in: .utc)
    let monday = try moment("2026-11-23T12:00:00Z")
    #expect(nights.nextOpen(atOrAfter: monday) == Timestamp("2026-11-23T20:00:00Z"))
    #expect(nights.nextClose(after: monday) == Timestamp("2026-11-24T04:00:00Z"))
  }

  @Test func aSpecialDayWinsOverAHolidayAndABreakOverBoth() throws {
    var rules = CalendarRules(week: Array(repeating: try hours("08:00-16:00"), count: 7))
    let eve = try #require(CalendarDay("2026-12-24"))
    rules.yearlyHolidays = [try #require(CalendarRules.YearlyDay(month: 12, day: 24))]
    rules.special[eve] = try hours("08:00-12:00")
    rules.breaks[eve] = try hours("09:00-09:30", "09:15-10:00")
    let calendar = WorkingCalendar(rules, in: .utc)
    let (start, end) = (eve.start, eve.start.adding(seconds: 86_400))
    #expect(calendar.openSeconds(from: start, to: end) == 3 * 3_600)
    let nextYear = try #require(CalendarDay("2027-12-24")).start
    #expect(calendar.openSeconds(from: nextYear, to: nextYear.adding(seconds: 86_400)) == 0)
  }

  @Test func aCalendarThatNeverOpensAnswersNothing() throws {
    let closed = WorkingCalendar(CalendarRules(week: Array(repeating: [], count: 7)), in: .utc)
    let now = try moment("2026-11-23T12:00:00Z")
    #expect(closed.nextOpen(atOrAfter: now) == nil)
    #expect(closed.previousOpen(atOrBefore: now) == nil)
    #expect(closed.adding(1, to: now) == nil)
    #expect(closed.subtracting(1, from: now) == nil)
    #expect(closed.firstClosure(ofDays: 400)?.description == "1970-01-01")
  }

  @Test func timesFarAwayAreClosed() throws {
    let always = WorkingCalendar(
      CalendarRules(week: Array(repeating: try hours("00:00-24:00"), count: 7)), in: .utc)
    #expect(always.firstClosure(ofDays: 1) == nil)
    for text in ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"] {
      #expect(!always.isOpen(at: try moment(text)))
    }
    #expect(always.adding(.max, to: try moment("2026-01-01T00:00:00Z")) == nil)
    #expect(always.subtracting(.max, from: try moment("2026-01-01T00:00:00Z")) == nil)
  }
}
