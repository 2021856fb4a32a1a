import TestSupport
import Testing
import TicketModel

@Suite struct TimestampTests {
  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0),
      ("1969-12-31T23:59:59Z", -1),
      ("2026-11-20T09:15:00Z", 1_795_166_100),
      ("2000-02-29T12:00:00Z", 951_825_600),
      ("1900-03-01T00:00:00Z", -2_203_891_200),
      ("0000-01-01T00:00:00Z", -62_167_219_200),
      ("9999-12-31T23:59:59Z", 253_402_300_799),
    ] as [(String, Int64)])
  func secondsAreThoseOfPOSIX(text: String, seconds: Int64) {
    #expect(Timestamp(text)?.seconds == seconds)
    #expect(Timestamp(seconds: seconds).description == text)
  }

  @Test(arguments: [
    ("2026-11-20t09:15:00z", "2026-11-20T09:15:00Z"),
    ("2026-11-20 09:15:00Z", "2026-11-20T09:15:00Z"),
    ("2026-11-20T09:15:00.999Z", "2026-11-20T09:15:00Z"),
    ("2026-11-20T09:15:00+01:00", "2026-11-20T08:15:00Z"),
    ("2026-11-20T09:15:00-05:30", "2026-11-20T14:45:00Z"),
    ("2026-01-01T00:30:00+01:00", "2025-12-31T23:30:00Z"),
    ("2026-11-20T23:59:60Z", "2026-11-20T23:59:59Z"),
  ])
  func otherFormsOfRFC3339AreRead(text: String, canonical: String) {
    #expect(Timestamp(text)?.description == canonical)
  }

  @Test(arguments: [
    "", "2026-11-20", "2026-11-20T09:15Z", "2026-11-20T09:15:00", "2026-11-20T24:00:00Z",
    "2026-11-20T09:60:00Z", "2026-11-20T09:15:61Z", "2026-11-20T09:15:00.Z",
    "2026-11-20T09:15:00+24:00", "2026-11-20T09:15:00+0100", "2026-11-20T09:15:00Z ",
    " 2026-11-20T09:15:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
    "2026-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "2026-04-31T00:00:00Z",
    "2026-11-00T00:00:00Z", "２０２６-11-20T09:15:00Z", "+026-11-20T09:15:00Z",
    "10000-01-01T00:00:00Z",
    // These would be years -1 and 10000, which four digits cannot write.
    "0000-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00",
  ])
  func anythingElseIsRefused(text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test func everyMomentOfFourDigitYearsIsReadBack() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<20_000 {
      let moment = Timestamp(
        seconds: Int64.random(in: -62_167_219_200...253_402_300_799, using: &generator))
      #expect(Timestamp(moment.description) == moment)
    }
  }

  @Test func whatIsReadCanBeReadAgain() {
    var generator = SeededGenerator(seed: 2)
    let characters = Array("0123456789-:TZ+. ")
    for _ in 0..<5_000 {
      var text = Array("2026-11-20T09:15:00+01:00")
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        text[Int.random(in: text.indices, using: &generator)] =
          characters[Int.random(in: characters.indices, using: &generator)]
      }
      guard let moment = Timestamp(String(text)) else { continue }
      #expect(Timestamp(moment.description) == moment, "\(String(text))")
    }
  }

  @Test func daysFollowEachOtherOverFourCenturies() {
    // 400 years repeat; the naive calendar below knows only how long months are.
    var expected = (year: 1899, month: 1, day: 1)
    guard let first = CalendarDay("1899-01-01") else { Issue.record("no such day"); return }
    for offset in 0..<146_200 {
      let day = CalendarDay(daysSinceEpoch: first.daysSinceEpoch + Int64(offset))
      guard
        day
          == CalendarDay(
            year: Int64(expected.year), month: Int64(expected.month), day: Int64(expected.day)),
        CalendarDay(day.description) == day
      else {
        Issue.record("\(day) is not \(expected)")
        return
      }
      expected.day += 1
      if expected.day > Self.length(ofMonth: expected.month, year: expected.year) {
        expected = (expected.year, expected.month + 1, 1)
      }
      if expected.month > 12 { expected = (expected.year + 1, 1, 1) }
    }
  }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  @Test func aDayIsThatOfUTC() {
    #expect(Timestamp(seconds: -1).day.description == "1969-12-31")
    #expect(Timestamp(seconds: 86_399).day.description == "1970-01-01")
    #expect(Timestamp(seconds: 86_400).day.start.seconds == 86_400)
    #expect(
      time("2026-11-20T09:15:00Z").adding(seconds: -33_301).description == "2026-11-19T23:59:59Z")
  }

  @Test func laterIsGreater() {
    #expect(time("2026-11-20T09:15:00Z") < time("2026-11-20T09:15:01Z"))
    #expect(CalendarDay(daysSinceEpoch: -1) < CalendarDay(daysSinceEpoch: 0))
  }

  @Test(arguments: ["2026-11-20T00:00:00Z", "2026-1-1", "2026-11-31", "26-11-20", "2026-11-20 "])
  func onlyADayIsADay(text: String) {
    #expect(CalendarDay(text) == nil)
  }

  @Test func yearsThatNoFileHoldsAreWrittenAllTheSame() {
    #expect(CalendarDay(daysSinceEpoch: 2_932_897).description == "10000-01-01")
    #expect(CalendarDay(daysSinceEpoch: -719_529).description == "-0001-12-31")
    #expect(Timestamp(seconds: 253_402_300_800).description == "10000-01-01T00:00:00Z")
  }
}
