import TicketDocument
import Testing
import TicketModel

@Suite struct PeopleTests {
  @Test func aPersonHasEveryPart() throws {
    let people = try People(
      parsing: """
        - handle: ada
          name: Ada Lovelace
          emails: [ada@example.org, lovelace@example.org]
          skills: [db]
          queues: storage
          capacity: 5
          away: { from: 2026-12-24, to: 2027-01-02 }
        - { handle: bob, away: [{ from: 2026-11-01, to: 2026-11-01 }] }
        """)
    #expect(people.all.map(\.handle) == ["ada", "bob"])
    let ada = try #require(people.person("Lovelace@Example.org"))
    #expect(ada.handle == "ada" && ada.name == "Ada Lovelace" && ada.capacity == 5)
    #expect(ada.skills == ["db"] && ada.queues == ["storage"])
    let away = ["2026-12-23", "2026-12-24", "2027-01-02", "2027-01-03"].map { day in
      CalendarDay(day).flatMap(ada.absence(on:)) != nil
    }
    #expect(away == [false, true, true, false])
    #expect(people.person("BOB")?.name == "bob" && people.person("eve") == nil)
    #expect(try People(parsing: "").all.isEmpty)
  }

  @Test(arguments: [
    ("people: [ada]", "1:1 a list of people belongs here"),
    ("- { name: Ada }", "1:3 a person needs a handle"),
    ("- { handle: ada b }", "1:13 a person's handle is one word without blanks"),
    ("- { handle: ada, skils: [x] }", "1:18 unknown key skils"),
    ("- { handle: ada }\n- { handle: ADA }", "2:13 ADA is ada's already"),
    ("- { handle: ada }\n- { handle: ada }", "2:13 ada is named twice"),
    (
      "- { handle: ada, emails: [a@x.org] }\n- { handle: bob, emails: [A@x.org] }",
      "2:27 A@x.org is ada's already"
    ),
    ("- { handle: ada, emails: [nobody] }", "1:27 nobody is no mail address"),
    ("- { handle: ada, capacity: -1 }", "1:28 a capacity is 0 or more tickets"),
    ("- { handle: ada, capacity: few }", "1:28 a whole number belongs here"),
    (
      "- handle: ada\n  away: { from: 2026-12-24, to: 2026-12-23 }",
      "2:33 the absence ends before it begins"
    ),
    (
      "- { handle: ada, away: { from: 2026-12-24 } }",
      "1:24 an absence needs its first and last day"
    ),
    ("- { handle: ada, away: { from: today, to: 2026-12-24 } }", "1:32 today is no day"),
  ])
  func whatIsWrongIsSaidAtItsPlace(text: String, expected: String) {
    do {
      _ = try People(parsing: text)
      Issue.record("accepted: \(text)")
    } catch {
      let said = "\(error.position.line):\(error.position.column) \(error.message)"
      #expect(said == expected)
      #expect(error.path == ".tickets/people.yml")
    }
  }
}
