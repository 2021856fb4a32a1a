import TestSupport
import Testing
import TicketStore

/// One process at a time begins work in a repository, whichever of its work trees it is in.
@Suite struct StartLockTests {
  @Test func whoComesSecondWaitsAndIsToldWhy() throws {
    let scene = try Scene.committed()
    let first = try scene.store().lockStarts()
    defer { first.release() }
    try scene.git("worktree", "add", "-q", "--detach", "other")
    var waited = 0
    var environment = try scene.store { $0.sleep = { waited += $0 } }.environment
    environment.variables["GIT_DIR"] = nil
    let other = try TicketRepository(
      around: "\(scene.directory)/other", environment: environment)

    #expect(throws: StartRefused.busy) { try other.lockStarts() }
    #expect(waited >= 30_000 && waited < 30_200)
  }

  @Test func aReleasedLockIsFree() throws {
    let scene = try Scene.committed()
    let first = try scene.store().lockStarts()
    var sleeps = 0
    let second = try scene.store { environment in
      environment.sleep = { _ in
        sleeps += 1
        first.release()
      }
    }.lockStarts()
    #expect(sleeps == 1)
    second.release()
    try scene.store { $0.sleep = { _ in sleeps += 1 } }.lockStarts().release()
    #expect(sleeps == 1)
  }
}
