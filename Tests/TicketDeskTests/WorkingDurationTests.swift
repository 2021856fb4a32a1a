import TicketDesk
import Testing

@Suite struct WorkingDurationTests {
  @Test(arguments: [("15m", 900), ("4h", 14_400), ("1h30m", 5_400), ("0m", 0), ("90m", 5_400)])
  func reads(text: String, seconds: Int64) throws {
    #expect(try WorkingDuration(parsing: text).seconds == seconds)
  }

  @Test(arguments: ["1d", "2w", "1d4h", "3D"]) func daysAreRefusedByName(text: String) {
    #expect(throws: WorkingDuration.Refusal.days) { try WorkingDuration(parsing: text) }
  }

  @Test(arguments: [
    "", "4", "h", "30m1h", "1h1h", "-1h", "1.5h", "1 h", "٣h", "99999999999999999999h",
  ])
  func anythingElseIsRefused(text: String) {
    #expect(throws: WorkingDuration.Refusal.malformed) { try WorkingDuration(parsing: text) }
  }

  @Test(arguments: ["15m", "4h", "1h30m", "0m"]) func isWrittenAsItIsRead(text: String) throws {
    #expect(try WorkingDuration(parsing: text).description == text)
  }
}
