import TicketDocument
import Testing

@testable import TicketModel

@Suite struct TicketCheckTests {
  private func problems(
    _ text: String, path: String = ".tickets/sn-k7m3qx-login.md"
  ) throws -> [String] {
    let document = try document(text)
    let check = TicketCheck(workflows: WorkflowSet([try bugWorkflow()]))
    return try check.problems(in: Ticket(document, path: path), document).map {
      "\($0.position.line):\($0.position.column): \($0.severity): \($0.message) [\($0.rule)]"
    }
  }

  @Test func theExampleOfTheFormatIsClean() throws {
    #expect(try problems(exampleText) == [])
  }

  /// One change of the example, and what it brings.
  @Test(
    arguments: [
      ("assignee: ada\n", "", ["2:5: error: assignee is missing [missing-key]"]),
      (
        "priority: P2", "priority: high",
        ["9:11: error: priority high is not P0 (most urgent) to P4 [bad-value]"]
      ),
      (
        "priority: P2", "priority: P2\ndue: soon",
        ["10:6: error: due soon is not a day such as 2026-11-20 [bad-value]"]
      ),
      ("title: Login crashes on an empty password", "title:", ["3:7: error: no title [bad-value]"]),
      (
        "created: 2026-11-20T09:15:00Z", "created: yesterday",
        ["6:10: error: yesterday is not a time [bad-value]"]
      ),
      (
        "created: 2026-11-20T09:15:00Z", "created:", ["6:9: error: no time of creation [bad-value]"]
      ),
      ("type: bug", "type: bgu", ["4:7: error: no workflow governs type bgu [unknown-type]"]),
      ("type: bug", "type:", ["4:6: error: no type [unknown-type]"]),
      (
        "status: in-progress", "status: doing",
        [
          "5:9: error: status is doing but the last history line says in-progress, and no transition leads from there [illegal-transition]",
          "5:9: error: workflow bug has no status doing [unknown-status]",
        ]
      ),
      (
        "status: in-progress", "status: triaged",
        [
          "5:9: error: status is triaged but the last history line says in-progress, and no transition leads from there [illegal-transition]"
        ]
      ),
      (
        "status: in-progress", "status: done\nresolution: fixed",
        [
          "5:9: error: status is done but the last history line says in-progress [history-missing]"
        ]
      ),
      ("ada in-progress", "ada waiting\n- 2026-11-24T00:00:00Z ada in-progress", []),
      (
        "ada in-progress",
        "ada triaged\n- 2026-11-24T00:00:00Z ada triaged\n"
          + "- 2026-11-24T00:00:00Z ada in-progress", []
      ),
      (
        "ada in-progress", "ada done\n- 2026-11-24T00:00:00Z ada in-progress",
        [
          "17:3: error: at 2026-11-23T08:02:11Z it went from new to done, which no transition of workflow bug does [illegal-transition]",
          "18:3: error: at 2026-11-24T00:00:00Z it went from done to in-progress, which no transition of workflow bug does [illegal-transition]",
        ]
      ),
      (
        "ada in-progress", "ada doing\n- 2026-11-24T00:00:00Z ada in-progress",
        [
          "16:1: warning: history has the status doing, which workflow bug does not know [unknown-status]"
        ]
      ),
      (
        "2026-11-23T08:02:11Z ada", "2026-11-19T08:02:11Z ada",
        ["16:1: error: history is not in time order [history-order]"]
      ),
      (
        "- 2026-11-20T09:15:00Z bob new", "- long ago",
        ["16:3: error: history line \"long ago\" is not time, actor, status [history]"]
      ),
      (
        "\n- 2026-11-20T09:15:00Z bob new\n- 2026-11-23T08:02:11Z ada in-progress", "",
        ["15:9: error: no history line [history-missing]"]
      ),
      (
        "- sn-z4n8dp", "- not an id",
        ["14:1: error: blocked_by not an id is not an id such as sn-k7m3qx [bad-value]"]
      ),
      (
        "id: sn-k7m3qx", "id: sn-other",
        ["2:5: warning: the file's name does not begin with the id sn-other [file-name]"]
      ),
    ] as [(String, String, [String])])
  func eachMistakeIsFoundWhereItIs(old: String, new: String, expected: [String]) throws {
    let range = try #require(exampleText.firstRange(of: old))
    var text = exampleText
    text.replaceSubrange(range, with: new)
    #expect(try problems(text) == expected)
  }

  @Test func aStatusThatRequiresAFieldSaysSo() throws {
    let text = exampleText.replacing("in-progress", with: "waiting")
    #expect(
      try problems(text) == [
        "5:9: error: status waiting requires waiting_for [missing-requirement]"
      ])
    #expect(
      try problems(text.replacing("history:", with: "waiting_for: bob\nhistory:")) == [])
  }

  @Test(arguments: [
    (".tickets/sn-k7m3qx.md", true), (".tickets/k/7/sn-k7m3qx-x.md", true),
    (".tickets/sn-k7m3qxx.md", false), (".tickets/login.md", false),
  ])
  func aFileIsNamedByItsID(path: String, isFine: Bool) throws {
    #expect(try problems(exampleText, path: path).isEmpty == isFine)
  }

  @Test func aFixIsOffered() throws {
    let document = try document(exampleText.replacing("type: bug", with: "type: bgu"))
    let check = TicketCheck(workflows: WorkflowSet([try bugWorkflow()]))
    let problems = try check.problems(in: Ticket(document, path: ".tickets/sn-k7m3qx.md"), document)
    #expect(problems.map(\.fix) == ["did you mean bug?"])
  }

  @Test(arguments: [
    ("title: Login crashes on an empty password", "title:", "`snag edit sn-k7m3qx title=\"…\"`"),
    ("priority: P2", "priority: high", "correct it, or leave priority empty"),
    ("created: 2026-11-20T09:15:00Z\n", "", "add a line such as created: 2026-11-20T09:15:00Z"),
    ("assignee: ada\n", "", "`snag check --fix` adds the line assignee:"),
  ])
  func everyMistakeHasItsFix(old: String, new: String, fix: String) throws {
    let document = try document(exampleText.replacing(old, with: new))
    let check = TicketCheck(workflows: WorkflowSet([try bugWorkflow()]))
    let problems = try check.problems(in: Ticket(document, path: ".tickets/sn-k7m3qx.md"), document)
    #expect(problems.contains { $0.fix == fix }, "\(problems)")
    #expect(problems.allSatisfy { $0.fix != nil })
  }

  @Test func theFirstStepOfAnImportedTicketIsItsTrackersToAllow() throws {
    let imported = exampleText.replacing("history:", with: "imported_from: tk-1\nhistory:")
    let first = imported.replacing(
      "bob new\n- 2026-11-23T08:02:11Z", with: "bob done\n- 2026-11-23T08:02:11Z")
    #expect(try problems(first) == [])
    let later = imported.replacing(
      "ada in-progress", with: "ada done\n- 2026-11-24T00:00:00Z ada in-progress")
    #expect(try problems(later).count == 1)
    #expect(try problems(later).allSatisfy { $0.contains("illegal-transition") })
  }

  @Test func withoutWorkflowsTheFixIsToMakeThem() throws {
    let document = try document(exampleText)
    let problems = try TicketCheck(workflows: WorkflowSet([])).problems(
      in: Ticket(document, path: ".tickets/sn-k7m3qx.md"), document)
    #expect(problems.map(\.fix) == ["`snag init` writes workflows"])
  }

  @Test func aCommentThatCutsAValueIsAWarning() throws {
    let text = exampleText.replacing("assignee: ada", with: "assignee: ada #1")
    #expect(try problems(text).count == 1)
    #expect(try problems(text).first?.contains("warning") == true)
  }

  @Test func problemsOfUnreadableFilesHaveTheirPlace() throws {
    let unreadable = Problem(
      TicketUnreadable(reason: .badID("x/y"), position: Position(line: 2, column: 5)), path: "a.md")
    #expect(unreadable.rule == "shape")
    #expect(unreadable.message == "x/y cannot be an id")
    #expect(unreadable.position == Position(line: 2, column: 5))
    do throws(DocumentError) {
      _ = try TicketDocument(parsing: Array("---\na: 1\na: 2\n---\n".utf8))
      Issue.record("accepted")
    } catch {
      #expect(Problem(error, path: "a.md").position == Position(line: 3, column: 1))
      #expect(Problem(error, path: "a.md").rule == "syntax")
    }
  }

  @Test func problemsAreOrderedByPathPlaceAndRule() {
    func problem(_ path: String, _ line: Int, _ rule: String) -> Problem {
      Problem(path: path, position: Position(line: line, column: 1), rule: rule, message: "")
    }
    let sorted = [
      problem("a", 1, "x"), problem("a", 1, "y"), problem("a", 2, "x"), problem("b", 1, "a"),
    ]
    #expect(Array(sorted.reversed()).sorted() == sorted)
  }

  @Test func whatAMergeCouldNotDecideIsAnError() throws {
    let text = exampleText.replacing(
      "history:", with: "conflicts:\n- assignee = carol\nhistory:"
    ).replacing(
      "Two tabs", with: "<<<<<<< one\nThree tabs\n||||||| base\n=======\n>>>>>>> other\nTwo tabs")
    #expect(
      try problems(text) == [
        "16:1: error: not decided: assignee = carol [conflicts]",
        "22:1: error: not decided: lines between conflict markers [conflicts]",
      ])
  }
}
