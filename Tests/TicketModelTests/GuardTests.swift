import Testing
import TicketModel

/// Each guard where it refuses and where it lets pass.
@Suite struct GuardTests {
  private static let branch = "1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d"

  /// A workflow with one edge `go` behind a guard, and one that approves.
  private func workflow(_ guardText: String) throws -> Workflow {
    try Workflow(
      parsing: """
        statuses: { review: { category: active }, done: { category: done } }
        transitions:
          go: { from: review, to: done, guards: [\(guardText)] }
          vouch: { from: review, effects: [record-approval] }
        """, path: "w.yml")
  }

  /// What the guard says to `eve`; nil when she may.
  private func failure(
    _ guardText: String, _ lines: [String] = [], given: [TicketEdit] = [],
    when facts: TransitionFacts = .none
  ) throws -> GuardFailure? {
    let workflow = try workflow(guardText)
    let edge = try #require(workflow.transition("go"))
    let text = (["id: sn-abc", "status: review"] + lines).map { "\($0)\n" }.joined()
    let ticket = try ticket("---\n\(text)---\n")
    let move = Workflow.Move(
      actor: "eve", time: time("2026-11-23T10:00:00Z"), edits: given, comment: nil)
    do {
      let edits = try workflow.edits(taking: edge, of: ticket, move, facts: facts)
      #expect(edits.count == given.count + 1)
      return nil
    } catch TransitionRefused.guarded(let failures, let refused) {
      #expect(refused == edge)
      #expect(failures.count == 1)
      #expect(failures.first?.guardName == guardText.filter { !"{}".contains($0) }.trimmed)
      return failures.first
    }
  }

  private func facts(
    blockers: [OpenTicket] = [], children: [OpenTicket] = [], items: [String] = [],
    branch: WorkBranch? = nil, place: WorkPlace = .unknown
  ) -> TransitionFacts {
    TransitionFacts(
      openBlockers: { blockers }, openChildren: { children }, openItems: { items },
      branch: { branch }, workPlace: { place })
  }

  private func branch(hasWork: Bool = true) -> WorkBranch {
    WorkBranch(
      name: "bug/sn-abc", tip: Self.branch, hasWork: hasWork,
      defaultBranch: "main")
  }

  @Test func everyGuardIsTriedHereAndExplained() {
    #expect(
      Workflow.Guard.rules.map(\.name) == [
        "assigned", "not-assignee", "not-requester", "checklist-complete", "blockers-done",
        "children-done", "branch-has-commits", "approved", "merged",
      ])
    for rule in Workflow.Guard.rules { #expect(!rule.summary.isEmpty) }
  }

  @Test func assigned() throws {
    let refusal = try failure("assigned")
    #expect(refusal?.reason == "nobody is assigned")
    #expect(refusal?.next == "snag go sn-abc assignee=NAME")
    #expect(try failure("assigned", ["assignee: ada"]) == nil)
    #expect(try failure("assigned", given: [.set(.assignee, "bob")]) == nil)
    #expect(try failure("assigned", ["assignee: ada"], given: [.set(.assignee, "")]) != nil)
  }

  @Test func notAssignee() throws {
    let refusal = try failure("not-assignee", ["assignee: eve"])
    #expect(refusal?.reason == "eve is the assignee")
    #expect(refusal?.next == "ask somebody else to run: snag go sn-abc")
    #expect(try failure("not-assignee", ["assignee: ada"]) == nil)
    #expect(try failure("not-assignee") == nil)
    // Giving it away in the same breath is no way around.
    #expect(
      try failure("not-assignee", ["assignee: eve"], given: [.set(.assignee, "bob")]) != nil)
  }

  @Test func notRequester() throws {
    let refusal = try failure("not-requester", ["reporter: eve"])
    #expect(refusal?.reason == "it is the request of eve")
    #expect(refusal?.next == "ask somebody else to run: snag go sn-abc")
    #expect(try failure("not-requester", ["reporter: bob", "requester: eve"]) != nil)
    #expect(try failure("not-requester", ["reporter: bob", "requester: carol"]) == nil)
    // Whoever only wrote it down for somebody is none of those who ask.
    #expect(try failure("not-requester", ["reporter: eve", "requester: carol"]) == nil)
  }

  @Test func checklistComplete() throws {
    let one = try failure("checklist-complete", when: facts(items: ["write it"]))
    #expect(one?.reason == "\"write it\" is not ticked")
    #expect(one?.next == "tick what is done: snag edit sn-abc")
    let two = try failure("checklist-complete", when: facts(items: ["write it", "try it"]))
    #expect(two?.reason == "2 items are not ticked, first \"write it\"")
    #expect(try failure("checklist-complete", when: facts()) == nil)
  }

  @Test func blockersDone() throws {
    let open = [OpenTicket(id: id("sn-xyz"), status: "new")]
    let refusal = try failure("blockers-done", when: facts(blockers: open))
    #expect(refusal?.reason == "sn-xyz (new) is not done")
    #expect(
      refusal?.next == "finish it (snag show sn-xyz), or: snag edit sn-abc blocked_by-=sn-xyz")
    #expect(try failure("blockers-done", when: facts(children: open)) == nil)
  }

  @Test func childrenDone() throws {
    let open = ["sn-a11", "sn-b22", "sn-c33", "sn-d44"].map {
      OpenTicket(id: id($0), status: "new")
    }
    let refusal = try failure("children-done", when: facts(children: open))
    #expect(
      refusal?.reason
        == "its children sn-a11 (new), sn-b22 (new), sn-c33 (new) and 1 more are not done")
    #expect(refusal?.next == "finish it (snag show sn-a11), or: snag edit sn-a11 parent=")
    #expect(try failure("children-done", when: facts(blockers: open)) == nil)
  }

  @Test func branchHasCommits() throws {
    let none = try failure("branch-has-commits", ["type: bug"])
    #expect(none?.reason == "no branch is named after it")
    #expect(none?.next == "commit the work on one: git switch -c bug/sn-abc")
    let empty = try failure("branch-has-commits", when: facts(branch: branch(hasWork: false)))
    #expect(empty?.reason == "branch bug/sn-abc has no work that is not on main")
    #expect(empty?.next == "commit the work there: git switch bug/sn-abc")
    #expect(try failure("branch-has-commits", when: facts(branch: branch())) == nil)
  }

  @Test func merged() throws {
    let refusal = try failure("merged", when: facts(branch: branch(), place: .branch))
    #expect(refusal?.reason == "its work on bug/sn-abc is not on main")
    #expect(refusal?.next == "git switch main; git merge bug/sn-abc")
    let reverted = try failure("merged", when: facts(place: .reverted))
    #expect(reverted?.reason == "its work was taken back")
    #expect(reverted?.next == "see what became of it: snag where sn-abc")
    #expect(try failure("merged", when: facts(branch: branch(), place: .defaultBranch)) == nil)
    let nothing = try failure("merged", when: facts(place: .none))
    #expect(nothing?.reason == "no commit on the default branch is known to be its work")
    #expect(
      nothing?.next == "say there that it is done: "
        + "git commit --allow-empty -m \"Work of sn-abc\" -m \"Closes: sn-abc\"")
    #expect(try failure("merged") == nil)
  }

  // MARK: Approvals

  @Test func approvedSaysWhoseWordIsMissing() throws {
    let nobody = try failure("approved")
    #expect(nobody?.reason == "0 of 1 approval")
    #expect(nobody?.next == "ask somebody else to run: snag vouch sn-abc")
    let lines = ["assignee: ada", "approvers: [bob, carol]", "approvals: [bob]"]
    let one = try failure("approved", lines)
    #expect(one?.reason == "1 of 2 approvals")
    #expect(one?.next == "ask carol to run: snag vouch sn-abc")
  }

  @Test(
    arguments: [
      ("approved", ["approvals: [bob]"], true),
      ("approved", ["approvals: [eve]"], true),
      ("approved", ["assignee: bob", "approvals: [bob]"], false),
      ("approved", ["requester: bob", "approvals: [bob]"], false),
      ("approved", ["reporter: bob", "approvals: [bob]"], true),
      ("{ approved: 2 }", ["approvals: [bob]"], false),
      ("{ approved: 2 }", ["approvals: [bob, \"bob 1a2b3c4d5e6f\"]"], false),
      ("{ approved: 2 }", ["approvals: [bob, carol]"], true),
      ("approved", ["approvers: [carol]", "approvals: [bob]"], false),
      ("approved", ["approvers: [bob, carol]", "approvals: [bob]"], false),
      ("approved", ["approvers: [bob, carol]", "approvals: [bob, carol]"], true),
      ("{ approved: 1 }", ["approvers: [bob, carol]", "approvals: [bob]"], true),
      // The assignee cannot be waited for.
      ("approved", ["assignee: ada", "approvers: [ada, bob]", "approvals: [bob]"], true),
      ("approved", ["assignee: ada", "approvers: [ada]", "approvals: [ada]"], false),
      ("approved", ["approvals: [\"bob 1a2b3c4d5e6f\"]"], true),
      ("approved", ["approvals: [a b c]"], false),
    ] as [(String, [String], Bool)])
  func approvalsThatCount(guardText: String, lines: [String], passes: Bool) throws {
    #expect((try failure(guardText, lines) == nil) == passes)
  }

  @Test(
    arguments: [
      ("bob", false), ("bob 1a2b3c4d5e6f", true), ("bob 1a2b3c4", true), ("bob 1a2b3c", false),
      ("bob 0a2b3c4d5e6f", false), ("bob main", false),
    ])
  func anApprovalOfAnOlderCommitIsStale(approval: String, passes: Bool) throws {
    let refusal = try failure(
      "approved", ["approvals: [\(approval)]"], when: facts(branch: branch()))
    #expect((refusal == nil) == passes)
    if !passes {
      #expect(refusal?.reason == "0 of 1 approval; bob approved an older commit")
    }
  }

  // MARK: Several

  @Test func allGuardsThatRefuseAreListedAndOnlyTheirFactsAsked() throws {
    let workflow = try workflow("assigned, approved, not-assignee")
    let edge = try #require(workflow.transition("go"))
    var facts = TransitionFacts.none
    facts.openBlockers = { throw Unasked() }
    facts.openItems = { throw Unasked() }
    let move = Workflow.Move(
      actor: "eve", time: time("2026-11-23T10:00:00Z"), edits: [], comment: nil)
    do {
      _ = try workflow.edits(
        taking: edge, of: ticket(id: "sn-abc", "status: review"), move, facts: facts)
      Issue.record("let pass")
    } catch TransitionRefused.guarded(let failures, _) {
      #expect(failures.map(\.guardName) == ["assigned", "approved"])
    }
  }

  private struct Unasked: Error {}
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
