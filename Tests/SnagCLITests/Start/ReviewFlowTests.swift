import Foundation
import TestSupport
import Testing

/// From `start` to `done` on a branch: submit, a pull request's text, approvals and the merge.
@Suite struct ReviewFlowTests {
  private let both: SyncWorld
  private let ada: SyncWorld.Clone
  private let bob: SyncWorld.Clone
  private let id: String

  init() throws {
    both = try SyncWorld.withBranches()
    ada = both.ada
    bob = both.bob
    id = try both.sharedBug()
  }

  private var branchName: String { "bug/\(id)-login-crashes" }

  /// A bug in review, with its branch on the remote and checked out by both.
  private func submit() throws {
    ada.ok("start", id)
    try ada.commit("fix\n", to: "fix.txt")
    ada.ok("submit")
    try ada.git("push", "-q", "-u", "origin", "HEAD")
    try bob.git("fetch", "-q")
    try bob.git("switch", "-q", branchName)
  }

  private func shown(_ clone: SyncWorld.Clone) -> String { clone.snag("show", id).output }

  @Test func anApprovalIsOfTheWorkThatItSaw() throws {
    try submit()
    let work = try bob.id("\(branchName)~1").prefix(12)
    #expect(ada.snag("approve").status == 4)
    bob.ok("approve")
    // The commit that records it changes tickets alone, and so is no newer work.
    #expect(shown(bob).contains("approvals   bob \(work)\n"))
    try bob.git("push", "-q")
    try ada.git("pull", "-q")
    ada.ok("comment", "-m", "Thanks.")
    #expect(ada.snag("done", "resolution=fixed", "--dry-run").status == 0)

    try ada.commit("more\n", to: "fix.txt")
    #expect(shown(ada).contains("approvals   bob \(work) (stale)\n"))
    let refused = ada.snag("done", "resolution=fixed")
    #expect(refused.status == 4)
    #expect(refused.errors.contains("bob approved an older commit"))

    try ada.git("push", "-q")
    try bob.git("pull", "-q")
    bob.ok("approve")
    #expect(!shown(bob).contains("stale"))
    try bob.git("push", "-q")
    try ada.git("pull", "-q")
    ada.ok("done", "resolution=fixed")
    #expect(ada.snag("check").status == 0)
  }

  @Test func mergingTheDefaultBranchIsNoWorkOfOnesOwn() throws {
    ada.ok("start", id)
    try bob.commit("other\n", to: "other.txt")
    try bob.git("push", "-q")
    try ada.git("fetch", "-q")
    try ada.git("merge", "-q", "--no-edit", "origin/main")
    let refused = ada.snag("submit")
    #expect(refused.status == 4)
    #expect(refused.errors.contains("guard branch-has-commits refuses submit"))
  }

  @Test func newerWorkOnTheRemoteIsSeenFromAnOlderBranchHere() throws {
    try submit()
    bob.ok("approve")
    try bob.git("push", "-q")
    try ada.git("pull", "-q")
    try ada.commit("more\n", to: "fix.txt")
    try ada.git("push", "-q")
    // Bob looks from elsewhere, with an older branch of his own.
    try bob.git("fetch", "-q")
    try bob.git("switch", "-q", "--detach", branchName)
    #expect(shown(bob).contains("(stale)"))
  }

  @Test(arguments: ["--no-ff", "--squash"])
  func doneBeforeTheWorkHasArrivedIsAWarning(way: String) throws {
    try submit()
    bob.ok("approve")
    // Only the ticket comes to main.
    let path = bob.path(of: id)
    try bob.git("switch", "-q", "main")
    try bob.git("checkout", "-q", branchName, "--", path)
    try bob.git("commit", "-q", "-m", "the ticket alone")
    let early = bob.snag("done", id, "resolution=fixed")
    #expect(early.status == 0)
    #expect(
      early.errors.contains(
        "warning: the work on \(branchName) is not on main yet: git merge \(branchName)\n"))

    try bob.git("reset", "-q", "--hard", "origin/main")
    try bob.git("merge", "-q", way, branchName)
    if way == "--squash" { try bob.git("commit", "-q", "-m", "squashed") }
    let late = bob.snag("done", id, "resolution=fixed")
    #expect(late.status == 0, "\(late.errors)")
    #expect(!late.errors.contains("warning"))
    // Whether its branch is still there makes no difference any more.
    try bob.git("branch", "-q", "-D", branchName)
    bob.ok("reopen", id, "-m", "It is back.")
    bob.ok("start", id, "--take")
    #expect(try bob.branch == "\(branchName)-2")
  }

  // MARK: Pull requests

  @Test func thePullRequestSaysWhatTheTicketAndTheBranchSay() throws {
    let other = ada.ok("new", "Export <b>", "-t", "task", "-q")
    ada.ok("edit", id, "related+=\(other)")
    ada.ok("start", id)
    let path = ada.path(of: id)
    let written = try #require(ada.read(path))
    let head = written.components(separatedBy: "\n---\n")[0]
    try ada.write(
      "\(head)\n---\n\n## What happens\n\nSeen by @carol, fixes #12.\n\n- [x] a test\n- [ ] docs\n\n"
        + "```\n@carol in code\n```\n", to: path)
    try ada.git("commit", "-q", "-a", "-m", "text")
    try ada.commit("fix\n", to: "fix.txt")
    let joiner = "\u{2060}"
    let outcome = ada.snag("show", "--format=pr")
    let text = outcome.output.replacing(id, with: "ID").replacing(other, with: "OTHER")
      .replacing(joiner, with: "·")
    let expected = """
      Login crashes (ID)

      ## What happens

      Seen by @·carol, fixes #·12.

      - [x] a test
      - [ ] docs

      ```
      @carol in code
      ```

      ## Linked tickets

      - related to OTHER: Export \\<b> (new)

      ## Tickets changed

      ### ID: Login crashes

      - **status**: new -> in-progress (ada, 2026-11-21)

      """
    expectSnapshot(String(text.prefix(expected.count)), expected)
    #expect(text.hasSuffix("\n\nCloses: ID\n"))
    let json = try ada.snag("show", id, "--format=pr", "--json").json()
    #expect(json["title"] as? String == "Login crashes (\(id))")
    #expect((json["body"] as? String)?.hasSuffix("\n\nCloses: \(id)") == true)
    #expect(ada.snag("show", id, other, "--format=pr").status == 2)
  }

  // MARK: The id may be left out

  @Test func onATicketsBranchItsIDMayBeLeftOut() throws {
    ada.ok("start", id)
    ada.ok("edit", "labels+=ui")
    ada.ok("comment", "-m", "Here.")
    #expect(ada.ok("show", "--json=id,labels").contains("\"labels\":[\"ui\"]"))
    try ada.git("switch", "-q", "main")
    for arguments in [
      ["edit", "labels+=x"], ["comment", "-m", "x"], ["show"], ["submit"], ["start"],
      ["show", "--format=pr"],
    ] {
      let refused = ada.snag(arguments)
      #expect(refused.status == 2, "\(arguments)")
      #expect(refused.errors.contains("the current branch main is not named after one"))
    }
    let other = try both.sharedBug("Other")
    try ada.git("switch", "-q", "-c", "\(id)-and-\(other)")
    let refused = ada.snag("show")
    #expect(refused.status == 2)
    #expect(refused.errors.contains("stands for 2 tickets\n  "))
  }
}
