import TicketDocument
import Testing
import TicketModel

/// What a change of a file may do, judged as if it had been done by verbs.
@Suite struct ChangeCheckTests {
  private static let workflowText = """
    name: bug
    statuses:
      new:      { category: new }
      doing:    { category: active }
      review:   { category: active }
      done:     { category: done, requires: [resolution] }
      released: { category: done }
    transitions:
      start:   { from: new, to: doing, guards: [assigned] }
      submit:  { from: doing, to: review, guards: [branch-has-commits, checklist-complete] }
      approve: { from: review, guards: [not-assignee, not-requester], effects: [record-approval] }
      done:    { from: review, to: done, guards: [approved, blockers-done, children-done] }
      drop:    { from: [new, doing], to: done, requires: [cause] }
      release: { from: done, to: released, guards: [merged] }
      reopen:  { from: [done, released], to: doing, requires: [comment] }

    """

  private static let created = "created: 2026-11-20T09:00:00Z"
  private static let history = [
    "2026-11-20T09:00:00Z bob new", "2026-11-20T10:00:00Z ada doing",
    "2026-11-20T11:00:00Z ada review", "2026-11-20T12:00:00Z ada done",
    "2026-11-20T13:00:00Z ada released",
  ]

  /// A ticket with the first lines of the history above.
  private func text(
    _ status: String, lines: Int, _ fields: [String] = [], body: String = ""
  ) -> String {
    let front =
      ["id: sn-abc", "title: t", "type: bug", "status: \(status)"]
      + (fields.contains { $0.hasPrefix("created") } ? [] : [Self.created])
      + fields + ["history:"] + Self.history.prefix(lines).map { "- \($0)" }
    return "---\n" + front.map { "\($0)\n" }.joined() + "---\n\(body)"
  }

  private func read(_ text: String?, path: String) throws -> ReadTicket? {
    try text.map { ReadTicket(ticket: try ticket($0, path: path), document: try document($0)) }
  }

  private func problems(
    from old: String?, to new: String?, isLinear: Bool = true,
    when change: (inout TransitionFacts) -> Void = { _ in }
  ) throws -> [Problem] {
    var facts = TransitionFacts.none
    change(&facts)
    let known = facts
    let workflow = try Workflow(parsing: Self.workflowText, path: "bug.yml")
    let path = ".tickets/sn-abc.md"
    let change = try #require(
      TicketChange(from: read(old, path: path), to: read(new, path: path)))
    return try ChangeCheck(
      workflows: WorkflowSet([workflow]), course: { _ in ChangeCourse(isLinear: isLinear) }
    ) { _ in known }.problems(in: [change])
  }

  /// Rule, line and message of what is found.
  private func found(
    from old: String?, to new: String?, isLinear: Bool = true,
    when change: (inout TransitionFacts) -> Void = { _ in }
  ) throws -> [String] {
    try problems(from: old, to: new, isLinear: isLinear, when: change)
      .map { "\($0.position.line) \($0.rule): \($0.message)" }
  }

  // MARK: Steps

  @Test func aStepByAVerbIsFine() throws {
    #expect(
      try found(
        from: text("new", lines: 1), to: text("doing", lines: 2, ["assignee: ada"])) == [])
  }

  @Test func aStepThatNoTransitionDoesIsAtItsLine() throws {
    #expect(
      try found(
        from: text("new", lines: 1),
        to: text("review", lines: 3).replacing("ada doing", with: "ada new"))
        == [
          "10 illegal-transition: no transition of workflow bug leads from new to review"
        ])
    // Set by hand, without a line.
    #expect(
      try found(from: text("new", lines: 1), to: text("review", lines: 1))
        == ["5 illegal-transition: no transition of workflow bug leads from new to review"])
  }

  @Test func guardsAreJudgedByTheTextThatIsThere() throws {
    let old = text("review", lines: 3, ["assignee: ada"])
    #expect(
      try found(from: old, to: text("done", lines: 4, ["assignee: ada", "resolution: fixed"]))
        == ["13 guard: guard approved refuses done: 0 of 1 approval"])
    #expect(
      try found(
        from: old,
        to: text("done", lines: 4, ["assignee: ada", "approvals: [bob]", "resolution: fixed"]))
        == [])
    #expect(try found(from: text("new", lines: 1), to: text("doing", lines: 2)).count == 1)
    #expect(
      try found(
        from: text("doing", lines: 2), to: text("review", lines: 3, body: "\n- [ ] test\n")
      ) {
        $0.openItems = { ["test"] }
      } == ["10 guard: guard checklist-complete refuses submit: \"test\" is not ticked"])
    let open = [OpenTicket(id: id("sn-xyz"), status: "new")]
    #expect(
      try found(
        from: old,
        to: text("done", lines: 4, ["assignee: ada", "approvals: [bob]", "resolution: fixed"])
      ) {
        $0.openBlockers = { open }
        $0.openChildren = { open }
      }.count == 2)
  }

  @Test func aHandWithoutALineIsJudgedLikeAVerb() throws {
    #expect(
      try found(
        from: text("review", lines: 3), to: text("done", lines: 3, ["resolution: fixed"]))
        == ["5 guard: guard approved refuses done: 0 of 1 approval"])
  }

  @Test func anOlderApprovalIsStale() throws {
    let branch = WorkBranch(
      name: "bug/sn-abc", tip: "aaaaaaaaaaaaaaaaaaaa", hasWork: true,
      defaultBranch: "main")
    #expect(
      try found(
        from: text("review", lines: 3),
        to: text("done", lines: 4, ["approvals: [bob 1a2b3c4d5e6f]", "resolution: fixed"])
      ) {
        $0.branch = { branch }
      } == [
        "13 guard: guard approved refuses done: 0 of 1 approval; bob approved an older commit"
      ])
  }

  @Test func whatATransitionRequiresIsMissed() throws {
    #expect(
      try found(from: text("new", lines: 1), to: text("done", lines: 1, ["resolution: fixed"]))
        == ["5 missing-requirement: drop needs cause"])
    #expect(
      try found(
        from: text("new", lines: 1),
        to: text("done", lines: 1, ["resolution: fixed", "cause: x"])) == [])
    let old = text("done", lines: 4, ["resolution: fixed"])
    let back = old.replacing("status: done", with: "status: doing")
    #expect(try found(from: old, to: back) == ["5 missing-requirement: reopen needs a comment"])
    #expect(
      try found(
        from: old,
        to: "\(back)\n## Comments\n\n### ada, 2026-11-21T09:00:00Z, c-aaaa\n\nAgain.\n") == [])
  }

  @Test func severalStepsAreJudgedSinceTheLastWayBack() throws {
    // `done` is behind `released`, and its guard holds all the same.
    #expect(
      try found(
        from: text("review", lines: 3), to: text("released", lines: 5, ["resolution: fixed"]))
        == ["12 guard: guard approved refuses done: 0 of 1 approval"])
    let again = text("doing", lines: 5, ["assignee: ada"])
      .replacing("ada released", with: "ada doing")
    #expect(
      try found(from: text("review", lines: 3), to: again)
        == ["13 missing-requirement: reopen needs a comment"])
  }

  @Test func afterAMergeEachStepIsJudged() throws {
    let old = text("new", lines: 1)
    let new = text("done", lines: 4, ["resolution: fixed"])
    #expect(
      try found(from: old, to: new, isLinear: false) == [
        "10 guard: guard assigned refuses start: nobody is assigned",
        "12 guard: guard approved refuses done: 0 of 1 approval",
      ])
    // What came after it does not hide a step.
    #expect(
      try found(
        from: old, to: text("released", lines: 5, ["assignee: ada", "resolution: fixed"]),
        isLinear: false) == ["13 guard: guard approved refuses done: 0 of 1 approval"])
    #expect(
      try found(from: old, to: text("review", lines: 1), isLinear: false) == [])
    #expect(
      try found(from: old, to: text("new", lines: 2, ["assignee: ada"]), isLinear: false) == [])
  }

  @Test func afterAMergeAStepIsFromTheLineAboveIt() throws {
    // From the second line there is a way round the review.
    let new = text("done", lines: 4, ["assignee: ada", "resolution: fixed", "cause: x"])
    #expect(
      try found(from: text("new", lines: 1), to: new, isLinear: false)
        == ["14 guard: guard approved refuses done: 0 of 1 approval"])
  }

  @Test func stepsTakenSideBySideAndRebasedAreNoForgery() throws {
    let old = text("doing", lines: 2, ["assignee: ada"])
    let new = old.replacing(
      "- 2026-11-20T10", with: "- 2026-11-20T09:30:00Z eve doing\n- 2026-11-20T10")
    #expect(try found(from: old, to: new) == [])
  }

  // MARK: New and gone

  @Test func aNewTicketBeginsAtTheBeginning() throws {
    #expect(try found(from: nil, to: text("new", lines: 1)) == [])
    #expect(try found(from: nil, to: text("doing", lines: 2, ["assignee: ada"])) == [])
    let done = text("done", lines: 1, ["resolution: fixed"])
      .replacing("bob new", with: "bob done")
    #expect(
      try found(from: nil, to: done)
        == ["9 illegal-transition: a new ticket begins in new, not in done"])
    #expect(
      try found(from: nil, to: done.replacing("title: t", with: "title: t\nimported_from: tk"))
        == [])
    // An id that nobody had is no excuse.
    #expect(
      try found(from: nil, to: done.replacing("title: t", with: "title: t\nformerly: sn-xyz")).count
        == 1)
  }

  @Test func aTicketThatIsGoneIsAWarning() throws {
    let gone = try problems(from: text("new", lines: 1), to: nil)
    #expect(gone.map(\.rule) == ["removed"])
    #expect(gone.map(\.severity) == [.warning])
  }

  // MARK: What stays

  @Test(
    arguments: [
      ("2026-11-20T09:00:00Z bob new", "2026-11-20T09:00:01Z bob new"),
      ("2026-11-20T10:00:00Z ada doing", "2026-11-20T10:00:00Z eve doing"),
    ])
  func aLineOfThePastThatWasRewrittenIsReported(line: String, other: String) throws {
    for isLinear in [true, false] {
      #expect(
        try found(
          from: text("doing", lines: 2),
          to: text("doing", lines: 2).replacing("- \(line)", with: "- \(other)"),
          isLinear: isLinear) == ["8 history-rewritten: \"\(line)\" of the past is gone"])
    }
  }

  @Test func aLineThatWasTakenOutIsReported() throws {
    #expect(
      try found(from: text("review", lines: 3), to: text("doing", lines: 2))
        == ["8 history-rewritten: \"2026-11-20T11:00:00Z ada review\" of the past is gone"])
  }

  @Test func aLineThatWasPutIntoThePastIsReportedWhereNothingWasMerged() throws {
    let forged = "- 2026-11-20T09:30:00Z eve doing\n- 2026-11-20T09:40:00Z eve new\n- 2026-11-20T10"
    let old = text("doing", lines: 2, ["assignee: ada"])
    let new = old.replacing("- 2026-11-20T10", with: forged)
    #expect(
      try found(from: old, to: new).map { $0.prefix(21) } == [
        "10 history-rewritten:", "11 history-rewritten:",
      ])
    #expect(try found(from: old, to: new, isLinear: false) == [])
  }

  @Test func aLineThatIsOnlyWrittenOtherwiseIsTheSame() throws {
    let old = text("doing", lines: 2)
    #expect(
      try found(
        from: old,
        to: old.replacing(
          "- 2026-11-20T10:00:00Z ada doing", with: "- \"2026-11-20T10:00:00Z  ada doing\"")) == [])
  }

  @Test func keysThatNeverChangeDoNot() throws {
    let old = text("new", lines: 1, ["reporter: bob"])
    #expect(
      try found(
        from: old, to: old.replacing("bob\n", with: "eve\n").replacing("bob new", with: "bob new")
      )
      .contains("7 immutable: reporter never changes; it was bob"))
    #expect(
      try found(from: old, to: old.replacing("created: 2026-11-20", with: "created: 2026-11-19"))
        == ["6 immutable: created never changes; it was 2026-11-20T09:00:00Z"])
    // What was never said may be said.
    #expect(
      try found(
        from: text("new", lines: 1, ["reporter:"]), to: text("new", lines: 1, ["reporter: eve"]))
        == [])
  }

  @Test func ofAnImportOnlyWhereItStoodIsExcused() throws {
    func imported(_ status: String, lines: [Int]) -> String {
      let history = lines.map { "- \(Self.history[$0])\n" }.joined()
      let whole = text(status, lines: 5, ["imported_from: tk", "resolution: fixed"])
      return whole.replacing(Self.history.map { "- \($0)\n" }.joined(), with: history)
    }
    #expect(try found(from: nil, to: imported("done", lines: [0, 3])) == [])
    #expect(
      try found(from: nil, to: imported("done", lines: [0, 2, 3]))
        == ["12 guard: guard approved refuses done: 0 of 1 approval"])
    #expect(
      try found(from: nil, to: imported("done", lines: [0, 2, 3]), isLinear: false).count == 1)
  }

  /// Messages about an exchange of versions; a path and text each.
  private func found(
    _ changes: [(old: String?, new: String?)], of paths: [String]
  ) throws -> [String] {
    let changes = try zip(changes, paths).compactMap { change, path in
      TicketChange(from: try read(change.old, path: path), to: try read(change.new, path: path))
    }
    return try ChangeCheck(
      workflows: WorkflowSet([Workflow(parsing: Self.workflowText, path: "bug.yml")]),
      course: { _ in ChangeCourse() }
    ) { _ in .none }.problems(in: changes).map(\.message)
  }

  @Test func anIdNeverChangesUnlessACollisionWasSettled() throws {
    let old = text("new", lines: 1)
    let new = old.replacing("id: sn-abc", with: "id: sn-xyz")
    let path = ".tickets/sn-abc.md"
    func found(_ text: String) throws -> [String] {
      try self.found([(old, nil), (nil, text)], of: [path, path])
    }
    #expect(try found(new) == ["the id never changes; it was sn-abc"])
    #expect(try found(new.replacing("title: t", with: "title: t\nformerly: sn-abc")) == [])
  }

  @Test func anotherIdIsNoWayRoundTheRules() throws {
    let old = text("review", lines: 3)
    let forged = text("done", lines: 4, ["formerly: sn-abc", "resolution: fixed"])
      .replacing("id: sn-abc", with: "id: sn-xyz")
    let paths = [".tickets/sn-abc.md", ".tickets/sn-xyz.md"]
    let refused = "guard approved refuses done: 0 of 1 approval"
    #expect(try found([(old, nil), (nil, forged)], of: paths) == [refused])
    #expect(
      try found([(old, nil), (nil, forged)], of: [paths[0], paths[0]]) == [refused])
    // Nor may it lose its past.
    let short = forged.replacing("- \(Self.history[1])\n", with: "")
    #expect(
      try found([(old, nil), (nil, short)], of: paths)
        == ["\"\(Self.history[1])\" of the past is gone"])
    // Without the name of the old one it is a new ticket.
    let nameless = forged.replacing("formerly: sn-abc\n", with: "")
    #expect(
      try found([(old, nil), (nil, nameless)], of: paths).contains {
        $0.hasPrefix("guard assigned")
      })
  }

  @Test func twoTicketsOfOneIdMayChangePlaces() throws {
    let here = text("review", lines: 3)
    let other = text("new", lines: 1, ["created: 2026-11-20T09:00:05Z"])
      .replacing("09:00:00Z bob new", with: "09:00:05Z eve new")
    let moved = here.replacing("id: sn-abc", with: "id: sn-xyz")
      .replacing("title: t", with: "title: t\nformerly: sn-abc")
    let paths = [".tickets/sn-abc.md", ".tickets/sn-xyz.md"]
    #expect(try found([(here, other), (nil, moved)], of: paths) == [])
  }

  @Test func anotherTypeIsNoWayRoundTheRules() throws {
    let loose = """
      name: task
      types: [task]
      statuses:
        new:  { category: new }
        done: { category: done }
      transitions:
        done: { from: new, to: done }

      """
    let old = text("new", lines: 1)
    let new = text("done", lines: 1, ["resolution: fixed"]).replacing(
      "type: bug", with: "type: task")
    let path = ".tickets/sn-abc.md"
    let change = try #require(
      TicketChange(from: read(old, path: path), to: read(new, path: path)))
    func found(isTypeFirst: Bool) throws -> [String] {
      var course = ChangeCourse()
      course.isTypeChangedFirst = { isTypeFirst }
      let known = course
      return try ChangeCheck(
        workflows: WorkflowSet([
          Workflow(parsing: Self.workflowText, path: "bug.yml"),
          Workflow(parsing: loose, path: "task.yml"),
        ]), course: { _ in known }
      ) { _ in .none }.problems(in: [change]).map(\.message)
    }
    #expect(try found(isTypeFirst: false) == ["as bug, which it was: drop needs cause"])
    #expect(try found(isTypeFirst: true) == [])
  }

  @Test func aStepThatWaitsForAnApprovalHasAWayBack() throws {
    let path = ".tickets/sn-abc.md"
    let change = try #require(
      TicketChange(
        from: read(text("review", lines: 3), path: path),
        to: read(text("done", lines: 4, ["resolution: fixed"]), path: path)))
    let problems = try ChangeCheck(
      workflows: WorkflowSet([Workflow(parsing: Self.workflowText, path: "bug.yml")]),
      course: { _ in ChangeCourse(before: "main") }
    ) { _ in .none }.problems(in: [change])
    #expect(
      problems.map(\.fix) == [
        "set it back to review (git checkout main -- \(path), or snag reopen sn-abc), "
          + "then ask somebody else to run: snag approve sn-abc"
      ])
  }

  // MARK: Approvals

  @Test(
    arguments: [
      ("bob", []),
      ("ada", ["7 guard: guard not-assignee refuses the approval: ada is the assignee"]),
      ("eve", ["7 guard: guard not-requester refuses the approval: it is the request of eve"]),
    ] as [(String, [String])])
  func anApprovalCountsOnlyFromThoseWhoMayGiveIt(handle: String, problems: [String]) throws {
    let fields = ["assignee: ada", "reporter: eve"]
    let found = try found(
      from: text("review", lines: 3, fields),
      to: text("review", lines: 3, ["approvals: [\(handle)]"] + fields))
    #expect(found == problems)
    // One that was there before is not reported again.
    let there = text("review", lines: 3, ["approvals: [\(handle)]"] + fields)
    #expect(try self.found(from: there, to: "\(there)More.\n") == [])
  }
}
