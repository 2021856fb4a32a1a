import Testing
import TicketDesk
import TicketDocument
import TicketModel

@Suite struct AssigneeChoiceTests {
  private let people = People([
    .init(handle: "ada", skills: ["db", "auth"], queues: ["core"], capacity: 2),
    .init(handle: "bob", skills: ["db"], queues: ["core", "web"]),
    .init(handle: "cy", queues: ["web"]),
    .init(
      handle: "dot", skills: ["db"], queues: ["core"],
      absences: [.init(from: CalendarDay(daysSinceEpoch: 10), to: CalendarDay(daysSinceEpoch: 12))]),
  ])

  private func choice(
    _ lines: String..., day: Int64 = 1, open: [String: Int] = [:], last: [String: Int64] = [:]
  ) throws -> AssigneeChoice {
    let text = "---\nid: sn-abc\ntype: bug\n" + lines.map { "\($0)\n" }.joined() + "---\n"
    let ticket = try Ticket(
      TicketDocument(parsing: Array(text.utf8)), path: ".tickets/sn-abc.md")
    return AssigneeChoice(
      of: ticket, among: people, on: CalendarDay(daysSinceEpoch: day)
    ) { handle in
      .init(open: open[handle] ?? 0, lastAssigned: last[handle].map(Timestamp.init(seconds:)))
    }
  }

  @Test func skillComesBeforeLoadAndLoadBeforeIdleTime() throws {
    #expect(try choice("labels: [db, auth]", open: ["ada": 1]).chosen?.person.handle == "ada")
    let loads = ["ada": 1, "bob": 1, "dot": 2]
    #expect(try choice("labels: [db]", open: loads).chosen?.person.handle == "ada")
    let idle = try choice("labels: [db]", open: loads, last: ["ada": 90, "bob": 80])
    #expect(idle.chosen?.person.handle == "bob")
    #expect(idle.candidates.map(\.person.handle) == ["bob", "ada", "dot", "cy"])
    #expect(
      try choice("labels: []", last: ["ada": 1, "bob": 2, "dot": 3]).chosen?.person.handle == "cy")
  }

  @Test func whoIsPassedOverIsToldWhy() throws {
    let some = try choice("queue: core", "labels: [DB]", day: 11, open: ["ada": 2])
    let refusals = Dictionary(
      uniqueKeysWithValues: some.candidates.map { ($0.person.handle, $0.refusal) })
    #expect(some.chosen?.person.handle == "bob")
    #expect(refusals["ada"] == .full(capacity: 2))
    #expect(refusals["cy"] == .queue("core"))
    #expect(refusals["dot"] == .absent(until: CalendarDay(daysSinceEpoch: 12)))
    #expect(try choice("labels: [auth]", open: ["ada": 2]).chosen == nil)
    #expect(try choice("labels: [auth]").candidates.last?.refusal == .skills(["auth"]))
  }

  @Test func aQueueThatNobodyTakesFromAndALabelThatIsNobodysSkillDecideNothing() throws {
    let open = try choice("queue: print", "labels: [paper]", open: ["ada": 1, "bob": 1, "cy": 1])
    #expect(open.candidates.allSatisfy { $0.refusal == nil })
    #expect(open.chosen?.person.handle == "dot")
  }
}
