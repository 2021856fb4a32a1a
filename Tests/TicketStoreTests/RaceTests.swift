import Foundation
import TestSupport
import Testing
import TicketModel
import TicketStore

/// Others who move the ref in the middle of a commit.
@Suite struct RaceTests {
  /// Commits a new version of a path to a ref with plain git, past index and work tree.
  private static func commitByGit(
    _ scene: Scene, ref: String, path: String, _ text: String
  ) throws {
    let blob = try scene.git("hash-object", "-w", "--stdin", input: text)
      .trimmingCharacters(in: .newlines)
    let other = scene.from(scene.directory, ["GIT_INDEX_FILE": "\(scene.scratch.path)/.git/tmp"])
    try other.git("read-tree", ref)
    try other.git("update-index", "--add", "--cacheinfo", "100644,\(blob),\(path)")
    let tree = try other.git("write-tree").trimmingCharacters(in: .newlines)
    let commit = try other.git("commit-tree", tree, "-p", ref, "-m", "theirs")
      .trimmingCharacters(in: .newlines)
    try other.git("update-ref", ref, commit)
    try scene.remove(".git/tmp")
  }

  @Test(arguments: [CommitStep.objectsWritten, .journalWritten, .workFilesWritten])
  func aRefThatMovedIsBuiltUpon(_ step: CommitStep) throws {
    let scene = try Scene.committed()
    let old = try scene.id("HEAD")
    var isFirst = true
    let theirs = Scene.text.replacingOccurrences(of: "Firefox", with: "Chromium")
    try scene.commit(.change(.transition)) { environment in
      environment.onStep = { reached in
        guard reached == step, isFirst else { return }
        isFirst = false
        try? Self.commitByGit(scene, ref: "refs/heads/main", path: Scene.ticket, theirs)
      }
    }
    #expect(try scene.git("log", "--format=%s", "\(old)..") == "sn-k7m3qx: transition\ntheirs\n")
    let committed = try scene.git("show", "HEAD:\(Scene.ticket)")
    #expect(committed.contains("status: in-progress"))
    #expect(committed.contains("Chromium"))
    #expect(!scene.exists(".git/snag/journal"))
    // Index and work tree were behind before, and are only that now.
    #expect(
      try scene.changedLines("--cached") == ["-It happens on Chromium.", "+It happens on Firefox."])
    #expect(try scene.changedLines() == [])
    try scene.expectSound()
  }

  @Test func aDetachedHeadThatMovedIsBuiltUpon() throws {
    let scene = try Scene.committed()
    try scene.git("checkout", "-q", "--detach")
    let old = try scene.id("HEAD")
    var isFirst = true
    try scene.commit(.change(.transition)) { environment in
      environment.onStep = { reached in
        guard reached == .journalWritten, isFirst else { return }
        isFirst = false
        try? Self.commitByGit(scene, ref: "HEAD", path: "theirs.txt", "theirs\n")
      }
    }
    #expect(try scene.git("log", "--format=%s", "\(old)..") == "sn-k7m3qx: transition\ntheirs\n")
    #expect(try scene.id("main") == old)
  }

  @Test func anUnbornBranchThatIsBornMeanwhile() throws {
    let scene = try Scene.unborn()
    var isFirst = true
    try scene.commit(.create()) { environment in
      environment.onStep = { reached in
        guard reached == .journalWritten, isFirst else { return }
        isFirst = false
        let tree = try? scene.git("hash-object", "-w", "-t", "tree", "--stdin")
        let commit = try? scene.git(
          "commit-tree", tree?.trimmingCharacters(in: .newlines) ?? "", "-m", "theirs")
        _ = try? scene.git(
          "update-ref", "refs/heads/main", commit?.trimmingCharacters(in: .newlines) ?? "")
      }
    }
    #expect(try scene.git("log", "--format=%s") == "sn-c3p8rw: new bug\ntheirs\n")
    #expect(try scene.status.isEmpty)
  }

  @Test func anEditThatNoLongerAppliesIsRefused() throws {
    let scene = try Scene.committed()
    let theirs = Scene.text.replacingOccurrences(of: "status: new", with: "status: done")
    var isFirst = true
    let error = #expect(throws: CommitRefused.self) {
      try scene.commit(.change(.transition)) { environment in
        environment.onStep = { reached in
          guard reached == .journalWritten, isFirst else { return }
          isFirst = false
          try? Self.commitByGit(scene, ref: "refs/heads/main", path: Scene.ticket, theirs)
        }
      }
    }
    #expect(error?.text == .committed)
    #expect(try scene.text(Scene.ticket) == Scene.text)
    #expect(try scene.git("log", "-1", "--format=%s") == "theirs\n")
    #expect(!scene.exists(".git/snag/journal"))
    #expect(!scene.exists(".git/index.lock"))
  }

  @Test(arguments: [CommitPlan.change(.transition), .create()].indices)
  func tenLossesAreEnough(_ index: Int) throws {
    let scene = try Scene.committed()
    let plan = [CommitPlan.change(.transition), .create()][index]
    let files = try scene.everything().filter { !$0.key.hasPrefix(".git/") }
    let indexFile = try scene.everything()[".git/index"]
    var losses = 0
    #expect(throws: CommitRefused.contended(ref: "refs/heads/main", tries: 10)) {
      try scene.commit(plan) { environment in
        environment.onStep = { reached in
          guard reached == .workFilesWritten else { return }
          losses += 1
          try? Self.commitByGit(
            scene, ref: "refs/heads/main", path: "theirs.txt", "theirs \(losses)\n")
        }
      }
    }
    #expect(losses == 10)
    #expect(try scene.count() == 11)
    #expect(try scene.everything().filter { !$0.key.hasPrefix(".git/") } == files)
    #expect(try scene.everything()[".git/index"] == indexFile)
    #expect(!scene.exists(".git/snag/journal"))
    #expect(!scene.exists(".git/index.lock"))
    try scene.expectSound()
  }

  @Test func aRepairIsReportedThoughTheRaceIsLostOnce() throws {
    let scene = try Scene.committed()
    try scene.write("version: 1\nprefix: sn\n", to: ".tickets/config.yml")
    try scene.write(CrashTests.workflow, to: ".tickets/workflows/bug.yml")
    try scene.git("add", "-A")
    try scene.git("commit", "-q", "-m", "workflow")
    #expect(try scene.snag(["start", "sn-k7m3qx"], killedAt: .refMoved).status == 128 + 9)
    var isFirst = true
    let outcome = try scene.commit(.change(.label)) { environment in
      environment.onStep = { reached in
        guard reached == .workFilesWritten, isFirst else { return }
        isFirst = false
        try? Self.commitByGit(scene, ref: "refs/heads/main", path: "theirs.txt", "theirs\n")
      }
    }
    #expect(outcome.report?.repairs.count == 1)
    #expect(try scene.count() == 5)
  }
}
