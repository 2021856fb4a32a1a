import Testing
import TicketImport
import TicketModel

struct BacklogTests {
  private func text(_ id: String, _ rest: String = "") -> String {
    "---\nid: \(id)\ntitle: \(id)\nstatus: To Do\ncreated_date: '2026-01-01'\n\(rest)---\n\ntext\n"
  }

  @Test func aTaskReads() throws {
    let ticket = try task(
      """
      status: Done
      assignee: ['@Ada', bob, '@ci/bot']
      reporter: @Eve
      updated_date: '2026-01-03 04:05'
      priority: medium
      milestone: m-7
      ordinal: 24000
      references:
        - src/a.ts
        - README.md
      """, "\n## Acceptance Criteria\n<!-- AC:BEGIN -->\n- [x] #1 it works\n<!-- AC:END -->\n")
    #expect(
      ticket.text == """
        ---
        id: back-1
        title: one
        type: task
        status: done
        created: 2026-01-01T00:00:00Z
        assignee: ada
        reporter: eve
        priority: P2
        labels:
        blocked_by:
        milestone: m-7
        watchers:
        - bob
        - ci-bot
        imported_from: backlog-md:BACK-1
        imported_watchers:
        - "@ci/bot"
        ordinal: 24000
        references:
        - src/a.ts
        - README.md
        history:
        - 2026-01-01T00:00:00Z eve new
        - 2026-01-03T04:05:00Z ada done
        ---

        ## Acceptance Criteria
        <!-- AC:BEGIN -->
        - [x] #1 it works
        <!-- AC:END -->

        """)
    #expect(ticket.fileName == nil)
  }

  @Test func foldersSayWhatATaskIs() throws {
    let result = try imported(
      .backlogMD,
      [
        "b/tasks/1.md": text("BACK-1"), "b/completed/2.md": text("BACK-2"),
        "b/drafts/3.md": text("DRAFT-3"), "b/archive/tasks/4.md": text("BACK-4"),
        "b/milestones/m.md": text("m-1"), "b/docs/d.md": "x", "b/decisions/e.md": "x",
        "b/tasks/readme.md": "x", "b/archive/milestones/m.md": "x", "b/config.yml": "",
      ])
    #expect(
      result.tickets.map { "\($0.draft.id) \($0.status)" }
        == ["back-4 done", "back-2 done", "draft-3 new", "back-1 new"])
    #expect(try result.ticket("draft-3").list("labels") == ["draft"])
    let archived = try result.ticket("back-4")
    #expect(archived.scalar("resolution") == "archived")
    #expect(archived.scalar("archived") == "true")
    #expect(archived.scalar("imported_status") == "To Do")
    #expect(result.summary["files left out: milestones"] == 2)
    #expect(result.summary["files left out: readme"] == 1)
    #expect(result.summary["files left out: not a task"] == 1)
    #expect(try problems(in: result) == [])
  }

  @Test func ofTwoTasksWithOneIDTheOneInTasksIsKept() throws {
    let result = try imported(
      .backlogMD,
      [
        "b/archive/tasks/a.md": text("BACK-1"), "b/completed/b.md": text("BACK-1"),
        "b/tasks/c.md": text("back-1"),
      ])
    #expect(result.tickets.map(\.path) == ["b/tasks/c.md"])
    #expect(
      result.notes.filter { $0.severity == .error }.map(\.source)
        == ["b/archive/tasks/a.md", "b/completed/b.md"])
  }

  @Test func referencesMeanNumbers() throws {
    let result = try imported(
      .backlogMD,
      [
        "b/config.yml": "task_prefix: back", "b/tasks/1.md": text("BACK-1.02"),
        "b/drafts/2.md": text("DRAFT-1"),
        "b/tasks/3.md": text(
          "BACK-3", "dependencies: [task-1.2, BACK-1]\nparent_task_id: '1.02'\n"),
      ])
    let ticket = try result.ticket("back-3")
    #expect(ticket.list("blocked_by") == ["back-1.02"])
    #expect(ticket.list("imported_blocked_by") == ["BACK-1"])
    #expect(ticket.scalar("parent") == "back-1.02")
  }

  @Test func statusesOfTheConfigurationAreUnderstood() throws {
    let names = ["Idea", "Cooking", "Served"]
    let config = "statuses: [\"Idea\", \"Cooking\", \"Served\"]\n"
    for (name, expected) in zip(names, ["new", "in-progress", "done"]) {
      let task = text("BACK-1").replacing("To Do", with: name)
      let result = try imported(
        .backlogMD, ["b/config.yml": config, "b/tasks/1.md": task])
      #expect(try result.ticket("back-1").status == expected)
      #expect(try result.ticket("back-1").scalar("imported_status") == name)
    }
  }

  @Test func commentsAreTakenOutOfTheBody() throws {
    let ticket = try task(
      "status: To Do",
      """
      above

      ## Comments

      <!-- COMMENTS:BEGIN -->
      author: @Ada
      created: 2026-01-02 03:04
      ---
      first

      ---
      still first
      ---

      author: bob
      created: 2026-01-03 03:04
      ---
      second
      ---
      <!-- COMMENTS:END -->

      ## Final Summary

      below
      """)
    #expect(ticket.draft.body == "above\n\n## Final Summary\n\nbelow")
    #expect(ticket.draft.comments.map(\.author) == ["ada", "bob"])
    #expect(ticket.draft.comments.map(\.text) == ["first\n\n---\nstill first", "second"])
    #expect(ticket.draft.comments.first?.time.description == "2026-01-02T03:04:00Z")
  }

  @Test func commentsOfAnotherFormStayInTheBody() throws {
    let body = "## Comments\n\n<!-- COMMENTS:BEGIN -->\nhello\n<!-- COMMENTS:END -->"
    let ticket = try task("status: To Do", body)
    #expect(ticket.draft.comments.isEmpty)
    #expect(ticket.draft.body == body.replacing("## Comments", with: "## Comments (imported)"))
  }

  @Test func foldedAndNestedValuesAreRead() throws {
    let ticket = try task("status: To Do\nfolded: >-\n  one\n  two\ndeep:\n  a: [1]\n")
    #expect(ticket.scalar("folded") == "one two")
    #expect(ticket.scalar("deep") == #"{"a": [1]}"#)
  }
}
