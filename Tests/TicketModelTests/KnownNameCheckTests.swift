import TicketDocument
import Testing
import TicketModel

@Suite struct KnownNameCheckTests {
  private func found(_ config: String, _ lines: String...) throws -> [String] {
    let prefix = try #require(IDPrefix("sn"))
    let configuration = try Configuration(
      parsing: config, path: "config.yml", fallbackPrefix: prefix)
    let text = "---\nid: sn-abc\ntype: bug\n" + lines.map { "\($0)\n" }.joined() + "---\n"
    return try KnownNameCheck(configuration, workflows: WorkflowSet([bugWorkflow()]))
      .problems(in: ticket(text), document(text))
      .map { "\($0.position.line):\($0.position.column) \($0.rule) \($0.message); \($0.fix ?? "")" }
  }

  @Test func withoutListsEveryNameWillDo() throws {
    #expect(try found("prefix: sn", "status: new", "labels: [x]", "assignee: eve") == [])
  }

  @Test func anUnknownLabelIsAtItsPlace() throws {
    #expect(
      try found("labels: [auth, ui]", "status: done", "labels:", "- auth", "- atuh")
        == ["7:3 unknown-label labels names the unknown label atuh; did you mean auth?"])
    #expect(
      try found("labels: []", "labels: [zebra]")
        == [
          "4:10 unknown-label labels names the unknown label zebra; "
            + "add it to labels in .tickets/config.yml"
        ])
  }

  @Test func unknownPeopleAreReportedUntilTheTicketIsDone() throws {
    let lines = ["assignee: eve", "reviewers: [ada, zoe]", "queue: storage"]
    #expect(
      try found(
        "people: [ada, bob]", "status: new", lines[0], lines[1], lines[2],
        "approvals: [\"bob 1a2b3c4\", carl]"
      ).map { $0.prefix(60) }.map(String.init)
        == [
          "5:11 unknown-person assignee names the unknown person eve; a",
          "6:18 unknown-person reviewers names the unknown person zoe; ",
          "8:28 unknown-person approvals names the unknown person carl;",
        ])
    #expect(try found("people: [ada]", "status: done", lines[0], lines[1], lines[2]) == [])
  }
}
