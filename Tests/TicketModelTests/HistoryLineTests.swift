import TestSupport
import Testing
import TicketModel

@Suite struct HistoryLineTests {
  @Test func aLineIsTimeActorStatus() throws {
    let line = try #require(HistoryLine("2026-11-23T08:02:11Z ada in-progress"))
    #expect(line.time == time("2026-11-23T08:02:11Z"))
    #expect(line.actor == "ada")
    #expect(line.status == "in-progress")
    #expect(line.description == "2026-11-23T08:02:11Z ada in-progress")
  }

  @Test func moreBlanksAndOtherTimesAreRead() {
    #expect(
      HistoryLine("  2026-11-23T09:02:11+01:00   ada  done ")?.description
        == "2026-11-23T08:02:11Z ada done")
  }

  @Test(arguments: [
    "", "2026-11-23T08:02:11Z", "2026-11-23T08:02:11Z ada", "2026-11-23 ada done",
    "ada 2026-11-23T08:02:11Z done", "2026-11-23T08:02:11Z ada done now",
    "2026-11-23T08:02:11Z\tada\tdone",
  ])
  func anythingElseIsNoLine(text: String) {
    #expect(HistoryLine(text) == nil)
  }

  @Test func everyLineIsReadBack() {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<2_000 {
      let line = HistoryLine(
        time: Timestamp(seconds: Int64.random(in: 0...4_000_000_000, using: &generator)),
        actor: ["ada", "josé", "a@b.org"].randomElement(using: &generator) ?? "",
        status: ["new", "in-progress", "fertig"].randomElement(using: &generator) ?? "")
      #expect(HistoryLine(line.description) == line)
    }
  }
}
