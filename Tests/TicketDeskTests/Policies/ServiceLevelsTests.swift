import Testing
import TicketDesk
import TicketDocument
import TicketModel

@Suite struct ServiceLevelsTests {
  static let text = """
    calendars:
      office:
        timezone: Europe/Berlin
        hours: { mon-fri: [08:00-12:00, 13:00-17:00], sat: 10:00-12:00 }
        holidays: [01-01, 2026-04-03]
        special: { 2026-12-24: [08:00-12:00] }
        breaks: { 2026-11-24: [09:00-10:00] }
    policies:
      - name: standard
        when: "type:incident"
        calendar: office
        warn: 80%
        targets: { P1: { first_response: 15m, resolution: 4h }, any: { resolution: 8h } }
        escalate:
          - { clock: resolution, at: 100%, do: [ "assign lead", "labels+=escalated" ] }
          - { clock: resolution, at: +30m, when: "priority:P1", do: [ "notify boss: late" ] }
        pause: { update: [stalled] }
        enforce_from: 2026-01-01
      - { name: rest, targets: { P2: { resolution: 8h } } }
    matrix: { high: { high: P0, medium: P2, low: P3 }, medium: { high: P2, medium: P3, low: P4 }, low: { high: P3, medium: P4, low: P4 } }
    """

  @Test func everythingIsRead() throws {
    let levels = try ServiceLevels(parsing: Self.text, path: ".tickets/sla.yml")
    let office = try #require(levels.calendars["office"])
    let monday = try #require(CalendarDay("2026-11-23")).start
    let week = (0..<7).map { day in
      let start = monday.adding(seconds: Int64(day) * 86_400)
      return office.openSeconds(from: start, to: start.adding(seconds: 86_400)) / 3_600
    }
    #expect(week == [8, 7, 8, 8, 8, 2, 0])
    #expect(levels.policies.map(\.name) == ["standard", "rest"])
    let policy = try #require(levels.policy("standard"))
    #expect(policy.warn == 80)
    #expect(policy.targets(forPriority: "P1")[.firstResponse]?.description == "15m")
    #expect(policy.targets(forPriority: "p3")[.resolution]?.description == "8h")
    #expect(policy.targets(forPriority: "")[.firstResponse] == nil)
    #expect(levels.policies[1].targets(forPriority: "P1").isEmpty)
    #expect(policy.escalations.map(\.at.description) == ["100%", "+30m"])
    #expect(policy.escalations[0].actions.map(\.text) == ["assign lead", "labels+=escalated"])
    #expect(policy.pauses == .named([.update: ["stalled"]]))
    #expect(policy.enforcedFrom == Timestamp("2026-01-01T00:00:00Z"))
    #expect(levels.matrix.priority(impact: "high", urgency: "High")?.text == "P0")
    #expect(levels.warnings.isEmpty)
  }

  @Test func anEmptyFileSaysNothing() throws {
    let levels = try ServiceLevels(parsing: "", path: "sla.yml")
    #expect(levels.policies.isEmpty)
    #expect(levels.matrix == .standard)
  }

  @Test func escalationsAreCountedInWorkingSeconds() throws {
    let levels = try ServiceLevels(parsing: Self.text, path: "sla.yml")
    let policy = try #require(levels.policy("standard"))
    let target = WorkingDuration(seconds: 4 * 3_600)
    #expect(policy.escalations.map { $0.seconds(of: target) } == [14_400, 16_200])
  }

  /// What is wrong stands between marks; the error begins at the first.
  @Test(arguments: [
    (
      "calendars: {a: {timezone: «Europe/Berlim», hours: {mon: 08:00-12:00}}}",
      "unknown timezone Europe/Berlim"
    ),
    (
      "calendars: {a: {timezone: UTC, hours: {mon: [08:00-12:00, «11:00-13:00»]}}}",
      "11:00-13:00 overlaps 08:00-12:00"
    ),
    (
      "calendars: {a: {timezone: UTC, hours: {mon: «22:00-06:00»}}}",
      "22:00-06:00 ends before it starts"
    ),
    ("calendars: {a: {timezone: UTC, hours: {mon: «8-12»}}}", "8-12 is no opening hours"),
    ("calendars: {a: {timezone: UTC, hours: {«mo»: 08:00-12:00}}}", "unknown weekday mo"),
    (
      "calendars: {a: {timezone: UTC, hours: {mon-fri: 08:00-12:00, «fri»: 08:00-10:00}}}",
      "fri is named twice"
    ),
    (
      "calendars: {«a»: {timezone: UTC, hours: {}}}",
      "calendar a is closed for 400 days from 1970-01-01 on"
    ),
    ("calendars: {«a»: {hours: {mon: 08:00-12:00}}}", "calendar a has no timezone"),
    ("calendars: {«a»: {timezone: UTC}}", "calendar a has no hours"),
    ("calendars: {a: {timezone: UTC, «hour»: {}}}", "unknown key hour"),
    (
      "calendars: {a: {timezone: UTC, hours: {mon: 08:00-12:00}, holidays: [«02-30»]}}",
      "02-30 is no holiday"
    ),
    (
      "calendars: {a: {timezone: UTC, hours: {mon: 08:00-12:00}, special: {«12-24»: []}}}",
      "12-24 is no date"
    ),
    ("policies: [{name: a, «target»: {}}]", "unknown key target"),
    ("policies: [«{targets: {}}»]", "a policy has no name"),
    ("policies: [{name: «none», targets: {}}]", "none cannot be a policy's name"),
    ("policies: [{name: «a»}]", "policy a has no targets"),
    ("policies: [{name: a, targets: {}}, «{name: a, targets: {}}»]", "two policies are named a"),
    ("policies: [{name: a, targets: {«P5»: {}}}]", "unknown priority P5"),
    ("policies: [{name: a, targets: {P1: {«resolutoin»: 4h}}}]", "unknown clock resolutoin"),
    (
      "policies: [{name: a, targets: {P1: {resolution: «1d»}}}]",
      "1d counts in days, and how long a day is depends on the calendar"
    ),
    ("policies: [{name: a, targets: {P1: {resolution: «4»}}}]", "4 is no working time"),
    (
      "policies: [{name: a, targets: {P1: {resolution: «0m»}}}]",
      "a target of no time cannot be met"
    ),
    ("policies: [{name: a, calendar: «office», targets: {}}]", "no calendar office in this file"),
    ("policies: [{name: a, warn: «120%», targets: {}}]", "a warning is a share of the target"),
    (
      "policies: [{name: a, when: «typ:incident», targets: {}}]",
      "this when: cannot be understood: unknown field typ"
    ),
    (
      "policies: [{name: a, when: «printer», targets: {}}]",
      "words are looked for in the text of tickets; a policy goes by their fields"
    ),
    (
      "policies: [{name: a, targets: {}, escalate: [«{clock: update, do: []}»]}]",
      "an escalation needs clock, at and do"
    ),
    (
      "policies: [{name: a, targets: {}, escalate: [{clock: update, at: «1h», do: []}]}]",
      "1h is no time of an escalation"
    ),
    ("policies: [{name: a, targets: {}, enforce_from: «soon»}]", "soon is no date"),
    ("matrix: {high: {high: «P7»}}", "unknown priority P7"),
    (
      "matrix: «{high: {high: P1, medium: P1, low: P1}}»",
      "the matrix says nothing of impact medium, urgency high"
    ),
  ])
  func whatIsWrongIsToldWithItsPlace(marked: String, message: String) throws {
    let column = try #require(marked.firstIndex(of: "«")).utf16Offset(in: marked) + 1
    let text = marked.filter { $0 != "«" && $0 != "»" }
    let error = #expect(throws: ConfigurationError.self) {
      try ServiceLevels(parsing: text, path: "sla.yml")
    }
    #expect(error?.message == message)
    #expect(error?.position.line == 1)
    #expect(error?.position.column == column)
  }

  @Test func theFixNamesWhatWasMeant() throws {
    let error = #expect(throws: ConfigurationError.self) {
      try ServiceLevels(
        parsing: "calendars: {a: {timezone: Berlin, hours: {}}}", path: "sla.yml")
    }
    #expect(error?.fix == "did you mean Europe/Berlin?")
  }

  @Test func aPolicyBehindOneForAllTicketsIsWarnedOf() throws {
    let levels = try ServiceLevels(
      parsing: """
        policies:
          - { name: all, targets: {} }
          - { name: late, when: "type:bug", targets: {} }
        """, path: "sla.yml")
    #expect(levels.warnings.map(\.position.line) == [3])
    #expect(levels.warnings.first?.severity == .warning)
    #expect(
      levels.warnings.first?.message
        == "policy late is never the first that fits: all before it is for all tickets")
  }
}
