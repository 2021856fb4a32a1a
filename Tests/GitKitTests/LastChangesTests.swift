import GitKit
import TestSupport
import Testing

@Suite struct LastChangesTests {
  private let repository: TestRepository
  private var seconds = 1_790_000_000

  init() throws { repository = try TestRepository() }

  private func changes(known: (ObjectID) -> LastChanges? = { _ in nil }) throws -> LastChanges {
    try repository.open().lastChanges(
      under: "t", at: try repository.revision("HEAD"),
      identity: { String($0.prefix { $0 != "-" }) }, known: known)
  }

  /// Commits all that was changed, a minute after the last commit.
  @discardableResult
  private mutating func commit() throws -> Int64 {
    seconds += 60
    try repository.git("add", "-A")
    try git("commit", "-q", "--allow-empty", "-m", "x")
    return Int64(seconds)
  }

  private func git(_ arguments: String...) throws {
    let times = ["GIT_AUTHOR_DATE=\(seconds) +0000", "GIT_COMMITTER_DATE=\(seconds) +0000"]
    let result = try run(["env"] + times + ["git"] + arguments, in: repository.path)
    if result.status != 0 { throw Unexpected("\(arguments): \(result.errors)") }
  }

  private func write(_ text: String, _ path: String) throws {
    try repository.scratch.write(text, to: path)
  }

  @Test mutating func addingAndMovingChangeNothing() throws {
    try write("one\n", "t/a-x")
    try write("two\n", "t/b-x")
    try write("three\n", "t/c-x")
    try commit()
    #expect(try changes() == [:])
    try write("two more\n", "t/b-x")
    let second = try commit()
    try repository.git("mv", "t/a-x", "t/a-y")
    try repository.scratch.write("", to: "t/k/keep")
    try repository.git("mv", "t/b-x", "t/k/b-x")
    try commit()
    #expect(try changes() == ["t/k/b-x": second])
    try repository.git("mv", "t/c-x", "t/c-z")
    try write("another title\n", "t/c-z")
    let fourth = try commit()
    #expect(try changes() == ["t/k/b-x": second, "t/c-z": fourth])
  }

  @Test mutating func aMergeIsNoChangeUnlessItMakesOne() throws {
    try write("1\n2\n3\n4\n5\n", "t/a")
    try write("b\n", "t/b")
    try write("c\n", "t/c")
    try commit()
    try repository.git("switch", "-q", "-c", "side")
    try write("1\n2\n3\n4\nside\n", "t/a")
    try write("b side\n", "t/b")
    let side = try commit()
    try repository.git("mv", "t/c", "t/d")
    try commit()
    try repository.git("switch", "-q", "main")
    try write("main\n2\n3\n4\n5\n", "t/a")
    try commit()
    seconds += 60
    try git("merge", "-q", "-m", "merge", "side")
    #expect(try changes() == ["t/a": Int64(seconds), "t/b": side])
  }

  @Test mutating func whatIsKnownIsNotLookedAtAgain() throws {
    try write("1\n", "t/a")
    try write("1\n", "t/b")
    try commit()
    try write("2\n", "t/a")
    let second = try commit()
    let known = try repository.revision("HEAD")
    let before = try changes()
    #expect(before == ["t/a": second])
    try write("2\n", "t/b")
    let third = try commit()
    var asked: [ObjectID] = []
    let after = try changes { commit in
      asked.append(commit)
      return commit == known ? before : nil
    }
    #expect(after == ["t/a": second, "t/b": third])
    #expect(asked.count == 3, "the tip twice, and what is known: \(asked)")
  }

  /// Files are edited, deleted and brought back on branches that are merged at random.
  @Test(arguments: [11, 12, 13]) mutating func gitSaysTheSame(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let names = (0..<6).map { "t/f\($0)" }
    for name in names { try write("0\n", name) }
    try commit()
    try repository.git("branch", "side")
    var tables: [ObjectID: LastChanges] = [:]
    for step in 1...40 {
      try repository.git("switch", "-q", Bool.random(using: &generator) ? "side" : "main")
      if step % 7 == 0 {
        seconds += 60
        let other =
          try repository.git("branch", "--show-current").hasPrefix("main") ? "side" : "main"
        try git("merge", "-q", "-X", "ours", "-m", "merge", other)
      } else {
        let name = names[Int.random(in: 0..<6, using: &generator)]
        // Few texts, so that changes are taken back and made on both sides.
        try write("\(Int.random(in: 0...2, using: &generator))\n", name)
        try commit()
      }
      let head = try repository.revision("HEAD")
      let found = try changes()
      #expect(try changes { tables[$0] } == found, "with what is known, after \(step)")
      tables[head] = found
      for name in names {
        let line = try repository.git("log", "-1", "--format=%at %P", "--", name)
        let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
        let wanted = words.count > 1 ? Int64(words[0]) : nil
        #expect(found[name] == wanted, "\(name) after \(step)")
      }
    }
  }
}
