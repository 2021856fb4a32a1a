import Foundation
import GitKit
import TestSupport
import Testing

struct LockTests {
  @Test func excludesGitAndIsExcludedByIt() throws {
    let repository = try TestRepository()
    try repository.commit("a", "1")
    let lock = try IndexLock.acquire(in: try repository.open(), sleep: noSleep)
    #expect(try run(["git", "rm", "-q", "a"], in: repository.path).status != 0)
    lock.release()
    try repository.git("rm", "-q", "a")
    #expect(!repository.scratch.exists(".git/index.lock"))
  }

  @Test(arguments: ["", "foreign", "snag locked", "snag lock"])
  func neverDeletesAForeignLock(contents: String) throws {
    let repository = try TestRepository()
    try repository.scratch.write(contents, to: ".git/index.lock")
    let path = repository.scratch.path(".git/index.lock")
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_000)], ofItemAtPath: path)
    let opened = try repository.open()
    var slept = 0
    do {
      _ = try IndexLock.acquire(in: opened, patience: 0.5) { slept += $0 }
      Issue.record("acquired")
    } catch {
      #expect(error.code == .locked)
      #expect(error.heldLock == HeldLock(path: path, changedAt: 1_000))
    }
    #expect(slept == 500)
    #expect(try repository.scratch.text(".git/index.lock") == contents)
  }

  @Test func waitsForALockToGoAway() throws {
    let repository = try TestRepository()
    try repository.scratch.write("", to: ".git/index.lock")
    var naps = 0
    let lock = try IndexLock.acquire(in: try repository.open()) { _ in
      naps += 1
      if naps == 3 {
        try? FileManager.default.removeItem(atPath: repository.scratch.path(".git/index.lock"))
      }
    }
    #expect(naps == 3)
    lock.release()
  }

  @Test func takesOverTheLockOfADeadOwner() throws {
    let repository = try TestRepository()
    try repository.commit("a", "1")
    try repository.scratch.write("snag lock\n", to: ".git/index.lock")
    let opened = try repository.open()
    let lock = try IndexLock.acquire(in: opened, patience: 0, sleep: noSleep)
    try lock.stage([.upsert(path: "b", blob: try opened.makeBlob([]), statOf: nil)])
    try lock.install()
    #expect(try repository.git("ls-files") == "a\nb\n")
    #expect(repository.scratch.exists(".git/index.lock"))
    lock.release()
    #expect(!repository.scratch.exists(".git/index.lock"))
    #expect(!repository.scratch.exists(".git/index.snag"))
  }

  @Test func aLivingOwnerIsNotTakenOver() throws {
    let repository = try TestRepository()
    let first = try repository.open()
    let lock = try IndexLock.acquire(in: first, sleep: noSleep)
    #expect(try repository.scratch.text(".git/index.lock") == "snag lock\n")
    let second = try repository.open()
    #expect(
      code { () throws(GitError) in
        try IndexLock.acquire(in: second, patience: 0, sleep: noSleep)
      } == .locked)
    lock.release()
    try IndexLock.acquire(in: second, patience: 0, sleep: noSleep).release()
  }

  @Test func releaseLeavesALockThatIsNoLongerOurs() throws {
    let repository = try TestRepository()
    let lock = try IndexLock.acquire(in: try repository.open(), sleep: noSleep)
    let path = repository.scratch.path(".git/index.lock")
    try FileManager.default.removeItem(atPath: path)
    try repository.scratch.write("foreign", to: ".git/index.lock")
    lock.release()
    #expect(try repository.scratch.text(".git/index.lock") == "foreign")
  }

  @Test func goesAwayWithItsValue() throws {
    let repository = try TestRepository()
    do { _ = try IndexLock.acquire(in: try repository.open(), sleep: noSleep) }
    #expect(!repository.scratch.exists(".git/index.lock"))
  }

  @Test func noEditIsLostAmongRacingWriters() async throws {
    let repository = try TestRepository()
    try repository.scratch.write("snag lock\n", to: ".git/index.lock")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<6 {
        group.addTask {
          let opened = try repository.open()
          for round in 0..<5 {
            let lock = try IndexLock.acquire(in: opened, patience: 60) { usleep(UInt32($0) * 100) }
            let blob = try opened.makeBlob(Array("\(writer)".utf8))
            try lock.stage([.upsert(path: "\(writer)/\(round)", blob: blob, statOf: nil)])
            try lock.install()
            lock.release()
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try repository.git("ls-files").split(separator: "\n").count == 30)
  }
}
