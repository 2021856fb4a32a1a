import Foundation
@testable import GitKit
import TestSupport
import Testing

struct IndexTests {
  @Test func leavesWhatOthersStagedAlone() throws {
    let repository = try TestRepository()
    try repository.commit("ticket", "old\n")
    try repository.commit("code", "one\n")
    try repository.scratch.write("two\n", to: "code")
    try repository.scratch.write("new\n", to: "added")
    try repository.git("add", ".")
    try repository.scratch.write("three\n", to: "code")
    let before = try repository.git("ls-files", "-s", "code", "added")

    let blob = try stage("ticket", "edited\n", in: repository)
    #expect(try repository.git("ls-files", "-s", "code", "added") == before)
    #expect(try repository.git("ls-files", "-s", "ticket") == "100644 \(blob) 0\tticket\n")
    #expect(try repository.git("status", "--porcelain") == "A  added\nMM code\nM  ticket\n")
    #expect(!repository.scratch.exists(".git/index.lock"))
    #expect(!repository.scratch.exists(".git/index.snag"))
    try repository.git("fsck", "--strict")
  }

  @Test(arguments: ["2", "3", "4"])
  func keepsTheVersionAndAllFlags(version: String) throws {
    let repository = try TestRepository()
    for name in ["a", "a-b", "a/b", "deep/er/file", "skipped", "assumed"] {
      if name != "a" { try repository.commit(name, "\(name)\n") }
    }
    try repository.git("update-index", "--index-version", version)
    try repository.git("update-index", "--skip-worktree", "skipped")
    try repository.git("update-index", "--assume-unchanged", "assumed")
    try repository.scratch.write("later\n", to: "intended")
    try repository.git("add", "-N", "intended")
    let before = try repository.git("ls-files", "-s", "-v", "--", ":!deep")
    let size = version == "4" ? 4 : 3

    try stage("deep/er/file", "edited\n", in: repository)
    #expect(try repository.git("ls-files", "-s", "-v", "--", ":!deep") == before)
    #expect(try repository.scratch.read(".git/index")[7] == UInt8(size))
    let index = try repository.open().readIndex()
    #expect(index.entry("skipped")?.isSkippedInWorkTree == true)
    #expect(index.entry("assumed")?.isAssumedUnchanged == true)
    #expect(index.entry("intended")?.isIntentToAdd == true)
    #expect(index.entry("a/b")?.isIntentToAdd == false)
    #expect(index.entry("nowhere") == nil)
    #expect(index.paths(under: "deep") == ["deep/er/file"])
    #expect(index.paths(under: "a") == ["a/b"])
    #expect(
      index.paths(under: "").joined(separator: "\n") + "\n" == (try repository.git("ls-files")))
  }

  @Test func addsAndRemoves() throws {
    let repository = try TestRepository()
    try repository.commit("old", "x")
    let opened = try repository.open()
    let blob = try opened.makeBlob(Array("x".utf8))
    let lock = try IndexLock.acquire(in: opened, sleep: noSleep)
    try lock.stage([
      .remove(path: "old"), .remove(path: "never/there"),
      .upsert(path: "new/one", blob: blob, statOf: nil),
    ])
    try lock.install()
    #expect(try repository.git("ls-files", "-s") == "100644 \(blob) 0\tnew/one\n")
  }

  @Test func makesTheIndexOfAFreshRepository() throws {
    let repository = try TestRepository()
    #expect(!repository.scratch.exists(".git/index"))
    try stage("a/b", "x", in: repository)
    #expect(try repository.git("status", "--porcelain") == "A  a/b\n")
  }

  @Test func keepsTheExecutableMode() throws {
    let repository = try TestRepository()
    try repository.commit("run", "x")
    try repository.git("update-index", "--chmod=+x", "run")
    let blob = try stage("run", "y", in: repository)
    #expect(try repository.git("ls-files", "-s") == "100755 \(blob) 0\trun\n")
  }

  @Test func tellsGitTheFileIsUpToDateOnlyIfItIs() throws {
    let repository = try TestRepository()
    try repository.commit("same", "old\n")
    try repository.commit("other", "old\n")
    let opened = try repository.open()
    let blob = try opened.makeBlob(Array("new\n".utf8))
    try repository.scratch.write("new\n", to: "same")
    try repository.scratch.write("own\n", to: "other")
    let lock = try IndexLock.acquire(in: opened, sleep: noSleep)
    try lock.stage(
      ["same", "other"].map {
        .upsert(path: $0, blob: blob, statOf: repository.scratch.path($0))
      })
    try lock.install()
    func size(_ path: String) throws -> String? {
      try repository.git("ls-files", "--debug", path).split(separator: "\n")
        .first { $0.contains("size:") }.map { $0.split(separator: "\t")[0].trimmingPrefix("  ") }
        .map(String.init)
    }
    #expect(try size("same") == "size: 4")
    #expect(try size("other") == "size: 0")
    #expect(try repository.git("status", "--porcelain") == "MM other\nM  same\n")
  }

  /// A file changed, at equal size and within a second of `git add`, must still count as changed.
  @Test func keepsRacyEntriesSuspect() throws {
    let repository = try TestRepository()
    try repository.commit("ticket", "x")
    try repository.commit("racy", "one")
    let index = repository.scratch.path(".git/index")
    let file = repository.scratch.path("racy")
    // The same second for the file at the time of `git add`, for the index, and for the change.
    try touch(file, 1_700_000_000)
    try repository.git("update-index", "--refresh")
    try repository.scratch.write("two", to: "racy")
    try touch(file, 1_700_000_000)
    try touch(index, 1_700_000_000)
    try repository.git("config", "core.trustctime", "false")
    try repository.git("config", "core.checkStat", "minimal")
    #expect(try repository.git("diff", "--name-only") == "racy\n")

    try stage("ticket", "edited", in: repository)
    #expect(try repository.git("diff", "--name-only") == "racy\n")
  }

  @Test func leavesOtherConflictsAndRefusesItsOwn() throws {
    let repository = try TestRepository()
    try repository.commit("ticket", "base\n")
    try repository.commit("conflict", "base\n")
    try repository.git("checkout", "-q", "-b", "side")
    try repository.commit("conflict", "theirs\n")
    try repository.git("checkout", "-q", "main")
    try repository.commit("conflict", "ours\n")
    _ = try run(["git", "merge", "-q", "side"], in: repository.path)
    let before = try repository.git("ls-files", "-s", "conflict")
    #expect(before.split(separator: "\n").count == 3)

    let opened = try repository.open()
    #expect(opened.operationInProgress() == .merge)
    let lock = try IndexLock.acquire(in: opened, sleep: noSleep)
    #expect(lock.entry("conflict") == nil)
    #expect(lock.conflicts(at: "conflict").map(\.stage) == [1, 2, 3])
    let blob = try opened.makeBlob([])
    #expect(
      code { () throws(GitError) in
        try lock.stage([.upsert(path: "conflict", blob: blob, statOf: nil)])
      } == .unmerged)
    try lock.stage([.upsert(path: "ticket", blob: blob, statOf: nil)])
    try lock.install()
    #expect(try repository.git("ls-files", "-s", "conflict") == before)
    #expect(try repository.git("ls-files", "-u", "ticket").isEmpty)
  }

  @Test(arguments: [false, true]) func endsAConflictAsGitAddDoes(isSplit: Bool) throws {
    let repository = try TestRepository()
    for name in ["a", "both", "gone", "z"] { try repository.commit(name, "base \(name)\n") }
    try repository.git("checkout", "-q", "-b", "side")
    try repository.commit("both", "theirs\n")
    try repository.commit("gone", "theirs\n")
    try repository.git("checkout", "-q", "main")
    try repository.commit("both", "ours\n")
    try repository.git("rm", "-q", "gone")
    try repository.git("commit", "-q", "-m", "remove")
    if isSplit { try repository.git("update-index", "--split-index") }
    _ = try run(
      ["git", "merge", "-q", "side"], in: repository.path, environment: repository.environment)
    let opened = try repository.open()
    let conflicts = try opened.readIndex().conflicts(under: "")
    #expect(conflicts["both"]?.map(\.stage) == [1, 2, 3])
    #expect(conflicts["gone"]?.map(\.stage) == [1, 3])
    #expect(conflicts.count == 2)
    #expect(try opened.readIndex().conflicts(under: "nowhere").isEmpty)

    try repository.scratch.write("settled\n", to: "both")
    let blob = try opened.makeBlob(Array("settled\n".utf8))
    let lock = try IndexLock.acquire(in: opened, sleep: noSleep)
    try lock.stage([
      .resolve(path: "both", blob: blob, statOf: repository.scratch.path("both")),
      .resolve(path: "gone", blob: nil, statOf: nil),
    ])
    try lock.install()
    lock.release()
    #expect(try repository.git("ls-files", "-u") == "")
    #expect(try repository.git("ls-files", "-s", "both") == "100644 \(blob) 0\tboth\n")
    #expect(try repository.git("ls-files") == "a\nboth\nz\n")
    // What git noted brings the conflict back.
    try repository.git("checkout", "-m", "--", "both")
    #expect(try repository.git("ls-files", "-u", "both").split(separator: "\n").count == 3)
  }

  @Test func honoursTheIndexOfTheEnvironment() throws {
    let repository = try TestRepository()
    try repository.commit("a", "1")
    let before = try repository.scratch.read(".git/index")
    let opened = try repository.open(["GIT_INDEX_FILE": ".git/other"])
    let lock = try IndexLock.acquire(in: opened, sleep: noSleep)
    #expect(repository.scratch.exists(".git/other.lock"))
    try lock.stage([.upsert(path: "b", blob: try opened.makeBlob([]), statOf: nil)])
    try lock.install()
    #expect(try repository.scratch.read(".git/index") == before)
    let environment = repository.environment.merging(["GIT_INDEX_FILE": ".git/other"]) { $1 }
    #expect(
      try run(["git", "ls-files"], in: repository.path, environment: environment).output == "b\n")
  }

  @Test(arguments: ["split", "sparse", "untracked cache"])
  func leavesForeignExtensionsToGit(kind: String) throws {
    let repository = try TestRepository()
    for name in ["ticket", "in/file", "out/of/cone", "conflicting"] {
      try repository.commit(name, "\(name)\n")
    }
    let mark: String
    switch kind {
    case "split":
      try repository.git("update-index", "--split-index")
      mark = "link"
    case "sparse":
      try repository.git("sparse-checkout", "init", "--cone", "--sparse-index")
      try repository.git("sparse-checkout", "set", "in")
      mark = "sdir"
    default:
      try repository.git("update-index", "--force-untracked-cache")
      try repository.git("status")
      mark = "UNTR"
    }
    try repository.scratch.write("later", to: "intended")
    try repository.git("add", "-N", "intended")
    let hasMark = { try repository.scratch.read(".git/index").contains(Array(mark.utf8)) }
    try #require(try hasMark())
    let before = try repository.git("ls-files", "-s", "--", ":!ticket")

    let opened = try repository.open()
    #expect(try opened.readIndex().entry("out/of/cone") != nil)
    #expect(try opened.readIndex().entry("intended")?.isIntentToAdd == true)
    #expect(try opened.readIndex().entry("ticket")?.isIntentToAdd == false)
    #expect(try opened.readIndex().paths(under: "in") == ["in/file"])
    let blob = try stage("ticket", "edited\n", in: repository)
    try stage("removed", nil, in: repository)
    #expect(try repository.git("ls-files", "-s", "--", ":!ticket") == before)
    #expect(try repository.git("ls-files", "-s", "ticket") == "100644 \(blob) 0\tticket\n")
    #expect(try repository.git("status", "--porcelain") == " A intended\nM  ticket\n")
    #expect(try hasMark())
  }

  @Test func reportsADamagedIndexAndUnlocks() throws {
    let repository = try TestRepository()
    try repository.commit("a", "1")
    var bytes = try repository.scratch.read(".git/index")
    bytes[bytes.count - 25] ^= 0xFF
    try repository.scratch.write(bytes, to: ".git/index")
    let opened = try repository.open()
    #expect(
      code { () throws(GitError) in try IndexLock.acquire(in: opened, sleep: noSleep) } != nil)
    #expect(!repository.scratch.exists(".git/index.lock"))
    #expect(try repository.scratch.read(".git/index") == bytes)
  }
}

/// Writes a work file and stages it; nil contents remove the path from the index.
@discardableResult
private func stage(
  _ path: String, _ text: String?, in repository: TestRepository
) throws -> ObjectID {
  let opened = try repository.open()
  let lock = try IndexLock.acquire(in: opened, sleep: noSleep)
  guard let text else {
    try lock.stage([.remove(path: path)])
    try lock.install()
    return try opened.makeBlob([])
  }
  try repository.scratch.write(text, to: path)
  let blob = try opened.makeBlob(Array(text.utf8))
  try lock.stage([.upsert(path: path, blob: blob, statOf: repository.scratch.path(path))])
  try lock.install()
  return blob
}

private func touch(_ path: String, _ seconds: Double) throws {
  try FileManager.default.setAttributes(
    [.modificationDate: Date(timeIntervalSince1970: seconds)], ofItemAtPath: path)
}

struct IndexSearchTests {
  @Test func aTextIsFoundWhereverItStands() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<2_000 {
      let bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
        UInt8.random(in: 97...99, using: &generator)
      }
      let text = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
        UInt8.random(in: 97...99, using: &generator)
      }
      let isThere = bytes.indices.contains { bytes[$0...].starts(with: text) }
      #expect(bytes.withUnsafeBytes { IndexFormat.contains(text, $0) } == isThere)
    }
  }

  @Test(arguments: [2, 4]) func stagedPathsMayBeMentioned(version: Int) throws {
    let repository = try TestRepository()
    try repository.commit("dir/sn-k7m3qx-login.md", "1")
    try repository.git("update-index", "--index-version", "\(version)")
    #expect(try repository.open().indexMayMention("sn-k7m3qx"))
    #expect(try repository.open().indexMayMention("sn-zzzzzz") == (version == 4))
  }
}
