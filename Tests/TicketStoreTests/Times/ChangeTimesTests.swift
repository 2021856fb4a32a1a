import Foundation
import TestSupport
import Testing
import TicketModel
import TicketStore

/// When tickets were changed, as git and the file system know it.
@Suite struct ChangeTimesTests {
  private let scratch: ScratchDirectory
  private let directory: String
  private static let file = ".tickets/sn-k7m3qx-login.md"

  init() throws {
    scratch = try ScratchDirectory()
    directory = scratch.path("repository")
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: false)
    try git("init", "-q", "-b", "main", "--template=")
    try write("one", to: Self.file)
    try write("other", to: ".tickets/sn-z4n8dp-other.md")
    try commit("2026-11-01T00:00:00Z")
  }

  private func git(_ arguments: String..., at time: String = "2026-11-01T00:00:00Z") throws {
    let dates = ["GIT_AUTHOR_DATE=\(time)", "GIT_COMMITTER_DATE=\(time)"]
    let result = try run(["env"] + dates + ["git"] + arguments, in: directory)
    try #require(result.status == 0, "\(arguments): \(result.errors)")
  }

  private func commit(_ time: String) throws {
    try git("add", "-A")
    try git("commit", "-q", "-m", "x", at: time)
  }

  private func write(_ body: String, to path: String) throws {
    let id = path.split(separator: "/").last.map { $0.prefix(9) } ?? ""
    let url = URL(fileURLWithPath: "\(directory)/\(path)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data("---\nid: \(id)\n---\n\n\(body)\n".utf8).write(to: url)
  }

  private func times(
    _ source: TicketSource = .workTree
  ) throws -> [String: String] {
    try repository().changeTimes(in: source).mapValues(\.description)
  }

  private func repository() throws -> TicketRepository {
    try TicketRepository(
      around: directory,
      environment: StoreEnvironment(
        variables: isolatedEnvironment, now: { Timestamp(seconds: 1_800_000_000) },
        random: SeededGenerator(seed: 1), sleep: { _ in }))
  }

  @Test func anEditIsSeenWithoutALineOfHistory() throws {
    #expect(try times() == [:])
    try write("two", to: Self.file)
    try commit("2026-11-02T00:00:00Z")
    #expect(try times() == [Self.file: "2026-11-02T00:00:00Z"])
    #expect(try times(.revision("HEAD~1")) == [:])
    try git("mv", Self.file, ".tickets/sn-k7m3qx-log-in.md")
    try commit("2026-11-03T00:00:00Z")
    #expect(try times() == [".tickets/sn-k7m3qx-log-in.md": "2026-11-02T00:00:00Z"])
  }

  @Test func anUncommittedEditIsAsOldAsItsFile() throws {
    try write("two", to: Self.file)
    let date = Date(timeIntervalSince1970: 1_795_000_000)
    try FileManager.default.setAttributes(
      [.modificationDate: date], ofItemAtPath: "\(directory)/\(Self.file)")
    #expect(try times() == [Self.file: Timestamp(seconds: 1_795_000_000).description])
    #expect(try times(.revision("HEAD")) == [:])
    // The same text again, in another file.
    try write("one", to: Self.file)
    #expect(try times() == [:])
  }

  @Test func branchesKeepTheirOwnAnswers() throws {
    try git("branch", "side")
    try write("two", to: Self.file)
    try commit("2026-11-02T00:00:00Z")
    let main = try times()
    try git("switch", "-q", "side")
    #expect(try times() == [:])
    try git("merge", "-q", "main", at: "2026-11-05T00:00:00Z")
    #expect(try times() == main)
    try git("switch", "-q", "main")
    #expect(try times() == main)
  }

  @Test func damageIsNoAnswer() throws {
    try write("two", to: Self.file)
    try commit("2026-11-02T00:00:00Z")
    let right = try times()
    let folder = "\(directory)/.git/snag"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    let path = try "\(folder)/" + #require(names.first { $0.hasPrefix("changes-") })
    let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<60 {
      var damaged = bytes
      if Bool.random(using: &generator) {
        damaged.removeLast(Int.random(in: 1...bytes.count, using: &generator))
      } else {
        let place = Int.random(in: bytes.indices, using: &generator)
        damaged[place] ^= UInt8.random(in: 1...255, using: &generator)
      }
      try Data(damaged).write(to: URL(fileURLWithPath: path))
      #expect(try times() == right)
      #expect(try [UInt8](Data(contentsOf: URL(fileURLWithPath: path))) == bytes, "made anew")
    }
  }

  @Test func thereIsAFileForEachOfAFewBranches() throws {
    for number in 1...20 {
      try git("switch", "-q", "-c", "b\(number)")
      try write("text \(number)", to: Self.file)
      try commit("2026-11-02T00:00:\(10 + number)Z")
      #expect(try times() == [Self.file: "2026-11-02T00:00:\(10 + number)Z"])
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(directory)/.git/snag")
    #expect(names.count <= 8, "\(names)")
  }

  @Test func thereMayBeNoCommit() throws {
    try FileManager.default.removeItem(atPath: "\(directory)/.git")
    try git("init", "-q", "-b", "main", "--template=")
    #expect(try Set(times().keys) == [Self.file, ".tickets/sn-z4n8dp-other.md"])
  }
}
