import Testing
import TicketModel

@Suite struct TimeInStatusTests {
  private let now = Timestamp("2026-11-30T00:00:00Z") ?? Timestamp(seconds: 0)

  private func times(_ lines: [String], isDone: Bool = false) throws -> [String] {
    let history = "history:\n" + lines.map { "- \($0)" }.joined(separator: "\n")
    return try ticket(id: "sn-aaa", history).timesInStatus(now: now, isDone: isDone)
      .map { "\($0.status) \($0.seconds)" }
  }

  @Test func timesOfOneStatusAreAddedUp() throws {
    let lines = [
      "2026-11-29T00:00:00Z ada new", "2026-11-29T00:00:10Z ada review",
      "2026-11-29T00:01:10Z ada new", "2026-11-29T23:59:00Z ada done",
    ]
    #expect(try times(lines) == ["new 86280", "review 60", "done 60"])
    #expect(try times(lines, isDone: true) == ["new 86280", "review 60"])
  }

  @Test func timesNeverRunBackwards() throws {
    let lines = [
      "2026-11-29T00:00:10Z ada new", "2026-11-29T00:00:00Z ada review",
      "2026-12-29T00:00:00Z ada done",
    ]
    #expect(try times(lines) == ["new 0", "review 2592000", "done 0"])
    #expect(try times([]) == [])
  }
}
