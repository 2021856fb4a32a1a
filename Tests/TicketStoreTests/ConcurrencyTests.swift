import Foundation
import TestSupport
import Testing
import TicketModel
import TicketStore

/// Invariant I2: processes that change tickets at once lose no update.
@Suite struct ConcurrencyTests {
  private static let processes = 8
  private static let changes = 10

  private static func id(_ process: Int) -> String {
    "sn-b\(String(repeating: Character("\(process + 2)"), count: 5))"
  }

  private func scene() throws -> Scene {
    let scene = try Scene.committed()
    try scene.write("version: 1\nprefix: sn\n", to: ".tickets/config.yml")
    try scene.write(CrashTests.workflow, to: ".tickets/workflows/bug.yml")
    for process in 0..<Self.processes {
      let id = Self.id(process)
      try scene.write(Scene.ticketText(id, title: "Own \(process)"), to: ".tickets/\(id).md")
    }
    try scene.git("add", "-A")
    try scene.git("commit", "-q", "-m", "workflow")
    return scene
  }

  @Test func eightProcessesOnTheirOwnAndOnOneSharedTicket() throws {
    let scene = try scene()
    let start = try scene.count()
    let running = try (0..<Self.processes).map { process in
      var commands: [[String]] = []
      for change in 0..<Self.changes {
        commands.append(["edit", Self.id(process), "labels+=own-\(change)"])
        // The shared ticket gets a label from the even and a comment from the odd changes.
        commands.append(
          change.isMultiple(of: 2)
            ? ["edit", "sn-k7m3qx", "labels+=l-\(process)-\(change)"]
            : ["comment", "sn-k7m3qx", "-m", "c-\(process)-\(change)"])
      }
      return try scene.startSnag(Array(commands.joined(separator: ["--then"])))
    }
    let results = running.map { $0.wait() }

    var successes = 0
    let shared = try scene.git("show", "HEAD:\(Scene.ticket)")
    for (process, result) in results.enumerated() {
      let statuses = result.statuses
      #expect(statuses.count == 2 * Self.changes, "\(result.errors)")
      successes += statuses.count { $0 == 0 }
      // What failed says so.
      #expect(
        statuses.count { $0 != 0 }
          == result.errors.split(separator: "\n").count { $0.hasPrefix("error: ") })
      let own = try scene.git("show", "HEAD:.tickets/\(Self.id(process)).md")
      for (number, status) in statuses.enumerated() {
        let change = number / 2
        if number.isMultiple(of: 2) {
          #expect(own.contains("- own-\(change)\n") == (status == 0))
        } else {
          let name = change.isMultiple(of: 2) ? "- l-" : "c-"
          #expect(shared.contains("\(name)\(process)-\(change)\n") == (status == 0))
        }
      }
    }
    print("concurrent changes that landed: \(successes) of \(Self.processes * 2 * Self.changes)")
    #expect(successes > 0)
    #expect(try scene.count() - start == successes)
    #expect(try scene.status.isEmpty)
    #expect(try scene.store().load().problems.isEmpty)
    try scene.expectSound()
    #expect(!scene.exists(".git/index.lock"))
    #expect(!scene.exists(".git/snag/journal"))
  }

  @Test func newTicketsOfEightProcesses() throws {
    let scene = try scene()
    let start = try scene.count()
    let commands = Array(repeating: ["new", "At once", "-t", "bug"], count: 4)
    let running = try (0..<Self.processes).map { _ in
      try scene.startSnag(Array(commands.joined(separator: ["--then"])))
    }
    let results = running.map { $0.wait() }
    #expect(results.flatMap(\.statuses) == Array(repeating: 0, count: 32))
    let ids = results.flatMap { $0.output.split(separator: "\n") }.filter { $0.hasPrefix("stv-") }
    #expect(try scene.count() == start + 32)
    #expect(try scene.store().load().tickets.count == 2 + Self.processes + 32)
    #expect(Set(ids).count == ids.count)
    #expect(try scene.status.isEmpty)
    try scene.expectSound()
  }

  @Test func processesOnABareRepositoryHaveOnlyTheRefToMeetAt() throws {
    let scene = try scene()
    try scene.git("clone", "-q", "--bare", ".", "bare.git")
    let bare = scene.from("\(scene.directory)/bare.git")
    let start = try bare.count()
    let running = try (0..<4).map { process in
      let commands = (0..<5).map { ["edit", "sn-k7m3qx", "labels+=l-\(process)-\($0)"] }
      return try bare.startSnag(Array(commands.joined(separator: ["--then"])))
    }
    let results = running.map { $0.wait() }
    let text = try bare.git("show", "HEAD:\(Scene.ticket)")
    var successes = 0
    for (process, result) in results.enumerated() {
      #expect(result.statuses.count == 5)
      for (number, status) in result.statuses.enumerated() {
        #expect(status == 0 || status == 4, "\(result.errors)")
        #expect(text.contains("- l-\(process)-\(number)\n") == (status == 0))
        if status == 0 { successes += 1 }
      }
    }
    print("concurrent changes of a bare repository that landed: \(successes) of 20")
    #expect(try bare.count() == start + successes)
    try bare.expectSound()
  }

  @Test func ofTwoEqualTransitionsAtOnceOneWins() throws {
    let scene = try scene()
    let start = try scene.count()
    let running = try (0..<4).map { _ in try scene.startSnag(["start", "sn-k7m3qx"]) }
    let results = running.map { $0.wait() }
    for result in results {
      let isSecond = result.statuses == [4] || result.errors.contains("already")
      #expect(result.statuses == [0] || isSecond, "\(result.errors)")
    }
    #expect(try scene.count() == start + 1)
    let text = try scene.text(Scene.ticket)
    #expect(text.components(separatedBy: "in-progress").count == 3, "one status, one line")
    #expect(try scene.status.isEmpty)
  }

  @Test func commitsOfGitItselfInBetween() throws {
    let scene = try scene()
    let start = try scene.count()
    let commands = (0..<10).map { ["edit", "sn-k7m3qx", "labels+=l-\($0)"] }
    let running = try scene.startSnag(Array(commands.joined(separator: ["--then"])))
    var landed = 0
    for number in 0..<10 {
      try scene.write("\(number)\n", to: "code.txt")
      // git does not wait for index.lock; whoever does not get it tries again.
      while try scene.gitResult(["add", "code.txt"]).status != 0 {}
      while try scene.gitResult(["commit", "-q", "-m", "mine"]).status != 0 {}
      landed += 1
    }
    #expect(running.wait().statuses == Array(repeating: 0, count: 10))
    #expect(try scene.count() == start + 10 + landed)
    #expect(try scene.status.isEmpty)
    let labels = try scene.git("show", "HEAD:\(Scene.ticket)").components(separatedBy: "\n- l-")
    #expect(labels.count == 11)
    try scene.expectSound()
  }
}
