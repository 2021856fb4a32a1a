import Foundation
import TestSupport
import Testing
import TicketModel
import TicketStore

/// One commit, of one path, wherever the repository and its parts are.
@Suite struct CommitPlaceTests {
  /// Commits a change as in a plain repository and lets git judge.
  private func expectCommit(
    _ scene: Scene, _ location: SourceLocation = #_sourceLocation
  ) throws {
    let old = try scene.id("HEAD")
    let status = try scene.status
    try scene.commit(.change(.transition))
    try scene.expectOneCommit(since: old, location)
    #expect(try scene.status == status, sourceLocation: location)
    #expect(
      try scene.git("diff", "HEAD", "--", ":/").isEmpty, "clean", sourceLocation: location)
  }

  @Test(arguments: Change.allCases)
  func plainRepository(_ change: Change) throws {
    let scene = try Scene.committed()
    let old = try scene.id("HEAD")
    let outcome = try scene.commit(.change(change))
    try scene.expectOneCommit(since: old)
    #expect(try scene.status.isEmpty)
    let report = try #require(outcome.report)
    #expect(try report.id == scene.id("main"))
    #expect(report.branch == "main")
    #expect(report.repairs.isEmpty)
    #expect(
      try scene.git("show", "-s", "--format=%B")
        == "sn-k7m3qx: \(change)\n\nLogin crashes\n\nTicket: sn-k7m3qx\n\n")
    #expect(
      try scene.git("interpret-trailers", "--parse", input: scene.git("show", "-s", "--format=%B"))
        == "Ticket: sn-k7m3qx\n")
    #expect(
      try scene.git("reflog", "-1", "--format=%gs") == "commit: sn-k7m3qx: \(change)\n")
    let added = try scene.git("show", "--format=", "-U0").split(separator: "\n")
      .filter { $0.hasPrefix("+") && !$0.hasPrefix("+++") }.map { String($0.dropFirst()) }
    #expect(
      added.filter { !$0.isEmpty } == change.addedLines.filter { !$0.isEmpty }
        || Set(added) == Set(change.addedLines))
  }

  @Test func creatingAndMovingAndDeleting() throws {
    let scene = try Scene.committed()
    var old = try scene.id("HEAD")
    try scene.commit(.create())
    try scene.expectOneCommit(
      since: old, paths: [".tickets/sn-c3p8rw-new-one.md"], ticket: "sn-c3p8rw")
    #expect(try scene.status.isEmpty)

    old = try scene.id("HEAD")
    try scene.commit(.move(to: ".tickets/k/7/sn-k7m3qx.md"))
    try scene.expectOneCommit(
      since: old, paths: [Scene.ticket, ".tickets/k/7/sn-k7m3qx.md"], ticket: nil)
    #expect(try scene.status.isEmpty)
    #expect(try scene.text(".tickets/k/7/sn-k7m3qx.md") == Scene.text)

    old = try scene.id("HEAD")
    try scene.commit(
      CommitPlan(
        changes: [.delete(path: ".tickets/k/7/sn-k7m3qx.md")], subject: "snag: gone",
        tickets: []))
    try scene.expectOneCommit(since: old, paths: [".tickets/k/7/sn-k7m3qx.md"], ticket: nil)
    #expect(try scene.status.isEmpty)
  }

  @Test func aMovedTicketStaysExecutable() throws {
    let scene = try Scene.committed()
    try scene.git("update-index", "--chmod=+x", Scene.ticket)
    chmod("\(scene.directory)/\(Scene.ticket)", 0o755)
    try scene.git("commit", "-q", "-m", "executable")
    try scene.commit(.change(.field))
    #expect(try scene.status.isEmpty)
    #expect(try scene.git("ls-files", "-s", Scene.ticket).hasPrefix("100755"))
    #expect(try scene.git("ls-tree", "HEAD", Scene.ticket).hasPrefix("100755"))
  }

  @Test func wantedAlreadyMakesNoCommit() throws {
    let scene = try Scene.committed()
    let before = try scene.everything()
    let plan = CommitPlan(
      changes: [.edit(path: Scene.ticket, [.set(.priority, "P2")])], subject: "x", tickets: [])
    #expect(try scene.commit(plan) == .unchanged)
    #expect(try scene.everything() == before)
  }

  @Test(arguments: [CommitTarget.head, .workTreeOnly, .branch("side")])
  func aDryRunChangesNothing(_ target: CommitTarget) throws {
    let scene = try Scene.committed()
    try scene.git("branch", "side")
    let before = try scene.everything()
    let outcome = try scene.store().commit(.change(.field), to: target, isDryRun: true)
    #expect(outcome == .planned(subject: "sn-k7m3qx: field", paths: [Scene.ticket]))
    #expect(try scene.everything() == before)
  }

  @Test func unbornHead() throws {
    let scene = try Scene.unborn()
    try scene.write("code\n", to: "code.txt")
    try scene.write("staged\n", to: "staged.txt")
    try scene.git("add", "staged.txt")
    try scene.commit(.create())
    try scene.expectOneCommit(
      since: "", paths: [".tickets/sn-c3p8rw-new-one.md"], ticket: "sn-c3p8rw")
    #expect(try scene.status == "A  staged.txt\n?? code.txt\n")
  }

  @Test func detachedHead() throws {
    let scene = try Scene.committed()
    try scene.git("checkout", "-q", "--detach")
    let main = try scene.id("main")
    let outcome = try scene.commit(.change(.transition))
    try scene.expectOneCommit(since: main)
    #expect(try scene.status.isEmpty)
    #expect(try scene.id("main") == main)
    #expect(try scene.gitResult(["symbolic-ref", "-q", "HEAD"]).status == 1)
    let report = try #require(outcome.report)
    #expect(report.branch == nil)
  }

  @Test func linkedWorktree() throws {
    let scene = try Scene.committed()
    let main = try scene.id("main")
    try scene.git("worktree", "add", "-q", "-b", "side", "linked")
    let linked = scene.from("\(scene.directory)/linked")
    try expectCommit(linked)
    #expect(try scene.id("main") == main)
    #expect(try scene.text(Scene.ticket) == Scene.text)
  }

  @Test func submodule() throws {
    let scene = try Scene.committed()
    let outer = try Scene.unborn()
    try outer.git(
      "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", scene.directory, "inner")
    try outer.git("commit", "-q", "-m", "outer")
    let inner = outer.from("\(outer.directory)/inner")
    try expectCommit(inner)
    #expect(try outer.status == " M inner\n")
  }

  @Test func bareRepository() throws {
    let scene = try Scene.committed()
    try scene.git("clone", "-q", "--bare", ".", "bare.git")
    let bare = scene.from("\(scene.directory)/bare.git")
    let old = try bare.id("HEAD")
    let outcome = try bare.commit(.change(.transition))
    try bare.expectOneCommit(since: old)
    #expect(!bare.exists("index"))
    let report = try #require(outcome.report)
    #expect(report.branch == "main")
    #expect(throws: CommitRefused.noWorkTree) {
      try bare.commit(.change(.field), to: .workTreeOnly)
    }
  }

  @Test func bareRepositoryWithoutCommits() throws {
    let scene = Scene(try ScratchDirectory())
    try scene.git("init", "-q", "--bare", "-b", "main")
    try scene.commit(.create())
    try scene.expectOneCommit(
      since: "", on: "main", paths: [".tickets/sn-c3p8rw-new-one.md"], ticket: "sn-c3p8rw")
  }

  @Test func aBareRepositorysBranchMayBeCheckedOutElsewhere() throws {
    let scene = try Scene.committed()
    try scene.git("clone", "-q", "--bare", ".", "bare.git")
    let bare = scene.from("\(scene.directory)/bare.git")
    try bare.git("worktree", "add", "-q", "../tree", "main")
    let tree = scene.from("\(scene.directory)/tree")
    let refusal = CommitRefused.checkedOut(branch: "main", at: tree.directory)
    #expect(throws: refusal) { try bare.commit(.change(.transition)) }
    #expect(throws: refusal) { try bare.commit(.change(.transition), to: .branch("main")) }
    #expect(try tree.status.isEmpty)
  }

  @Test func aBareRepositorysHeadIsNoCheckout() throws {
    let scene = try Scene.committed()
    try scene.git("clone", "-q", "--bare", ".", "bare.git")
    let bare = scene.from("\(scene.directory)/bare.git")
    try bare.git("worktree", "add", "-q", "-b", "side", "../tree")
    let tree = scene.from("\(scene.directory)/tree")
    let old = try tree.id("main")
    try tree.commit(.change(.transition), to: .branch("main"))
    try tree.expectOneCommit(since: old, on: "main")
    #expect(try tree.status.isEmpty)
  }

  @Test func aBranchThatIsNotCheckedOut() throws {
    let scene = try Scene.committed()
    try scene.git("branch", "side")
    try scene.edit("code.txt", "two", "2")
    let old = try scene.id("HEAD")
    let before = try scene.everything().filter {
      $0.key.contains("index") || !$0.key.hasPrefix(".git")
    }
    try scene.commit(.change(.transition), to: .branch("side"))
    try scene.expectOneCommit(since: old, on: "side")
    #expect(try scene.id("HEAD") == old)
    let after = try scene.everything().filter {
      $0.key.contains("index") || !$0.key.hasPrefix(".git")
    }
    #expect(after == before)
    #expect(throws: CommitRefused.noBranch("nowhere")) {
      try scene.commit(.change(.field), to: .branch("nowhere"))
    }
    #expect(throws: CommitRefused.missing(path: ".tickets/no.md")) {
      try scene.commit(.change(.field, ".tickets/no.md"), to: .branch("side"))
    }
  }

  @Test func theBranchThatIsCheckedOutHere() throws {
    let scene = try Scene.committed()
    let old = try scene.id("HEAD")
    try scene.commit(.change(.transition), to: .branch("main"))
    try scene.expectOneCommit(since: old)
    #expect(try scene.status.isEmpty)
  }

  @Test func aBranchThatIsCheckedOutElsewhere() throws {
    let scene = try Scene.committed()
    try scene.git("worktree", "add", "-q", "-b", "side", "linked")
    let linked = scene.from("\(scene.directory)/linked")
    let before = try scene.everything()
    #expect(throws: CommitRefused.checkedOut(branch: "side", at: linked.directory)) {
      try scene.commit(.change(.field), to: .branch("side"))
    }
    #expect(throws: CommitRefused.checkedOut(branch: "main", at: scene.directory)) {
      try linked.commit(.change(.field), to: .branch("main"))
    }
    #expect(try scene.everything() == before)
  }

  @Test(arguments: [true, false])
  func aBranchInTheMiddleOfARebase(isElsewhere: Bool) throws {
    let scene = try Scene.committed()
    try scene.git("branch", "side")
    try scene.edit("code.txt", "two", "main")
    try scene.git("commit", "-q", "-a", "-m", "main")
    let place = isElsewhere ? scene.from("\(scene.directory)/linked") : scene
    if isElsewhere {
      try scene.git("worktree", "add", "-q", "linked", "side")
    } else {
      try scene.git("checkout", "-q", "side")
    }
    try place.edit("code.txt", "two", "side")
    try place.git("commit", "-q", "-a", "-m", "side")
    #expect(try place.gitResult(["rebase", "-q", "main"]).status != 0)
    let before = try scene.everything()
    #expect(throws: CommitRefused.self) {
      try scene.commit(.change(.transition), to: .branch("side"))
    }
    #expect(try scene.everything() == before)
    try scene.commit(.change(.transition), to: .branch("main"))
  }

  @Test func packedObjectsAndRefs() throws {
    let scene = try Scene.committed()
    try scene.git("branch", "side")
    try scene.git("gc", "-q")
    try expectCommit(scene)
    let old = try scene.id("side")
    try scene.commit(.change(.transition), to: .branch("side"))
    try scene.expectOneCommit(since: old, on: "side")
  }

  @Test func aShallowClone() throws {
    let scene = try Scene.committed()
    try scene.commit(.change(.label))
    try scene.git("clone", "-q", "--depth=1", "file://\(scene.directory)", "shallow")
    try expectCommit(scene.from("\(scene.directory)/shallow"))
  }

  @Test func aPartialClone() throws {
    let scene = try Scene.committed()
    try scene.git("config", "uploadpack.allowFilter", "true")
    try scene.git("config", "uploadpack.allowAnySHA1InWant", "true")
    try scene.git("checkout", "-q", "-b", "side")
    try scene.commit(.change(.label))
    try scene.git("checkout", "-q", "main")
    try scene.git("clone", "-q", "--filter=blob:none", "file://\(scene.directory)", "partial")
    let partial = scene.from("\(scene.directory)/partial")
    try expectCommit(partial)
    try partial.git("branch", "-q", "side", "origin/side")
    let old = try partial.id("side")
    try partial.commit(.change(.transition), to: .branch("side"))
    try partial.expectOneCommit(since: old, on: "side")
  }

  @Test func anAlternateObjectDirectory() throws {
    let scene = try Scene.committed()
    try scene.git("clone", "-q", "--shared", ".", "borrower")
    try expectCommit(scene.from("\(scene.directory)/borrower"))
  }

  @Test func aSubdirectory() throws {
    let scene = try Scene.committed()
    try scene.write("deep\n", to: "a/b/c.txt")
    try expectCommit(scene.from("\(scene.directory)/a/b"))
  }

  @Test func gitDirectoryAndWorkTreeFromTheEnvironment() throws {
    let scene = try Scene.committed()
    let elsewhere = try ScratchDirectory()
    let outside = scene.from(
      elsewhere.path,
      ["GIT_DIR": "\(scene.directory)/.git", "GIT_WORK_TREE": scene.directory])
    try expectCommit(outside)
    #expect(try scene.status.isEmpty)
  }

  @Test func relativeGitDirectoryFromTheEnvironment() throws {
    let scene = try Scene.committed()
    try expectCommit(scene.from(scene.directory, ["GIT_DIR": ".git"]))
  }

  @Test func configuredWorkTree() throws {
    let scene = try Scene.committed()
    try FileManager.default.moveItem(
      atPath: "\(scene.directory)/.git", toPath: "\(scene.directory)/store.git")
    let outside = scene.from("\(scene.directory)/store.git")
    try outside.git("config", "core.bare", "false")
    try outside.git("config", "core.worktree", "..")
    try outside.write("store.git\n", to: "info/exclude")
    let old = try outside.id("HEAD")
    try outside.commit(.change(.transition))
    try outside.expectOneCommit(since: old)
    let inside = scene.from(scene.directory, ["GIT_DIR": "store.git"])
    #expect(try inside.status.isEmpty)
    #expect(try inside.text(Scene.ticket).contains("status: in-progress"))
  }

  @Test func anIndexFileFromTheEnvironment() throws {
    let scene = try Scene.committed()
    try FileManager.default.copyItem(
      atPath: "\(scene.directory)/.git/index", toPath: "\(scene.directory)/.git/other")
    let before = try scene.everything()[".git/index"]
    try expectCommit(
      scene.from(scene.directory, ["GIT_INDEX_FILE": "\(scene.directory)/.git/other"]))
    #expect(try scene.everything()[".git/index"] == before)
  }
}
