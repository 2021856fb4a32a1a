import GitKit
import TestSupport
import Testing

struct HistoryTests {
  @Test func historyOfALinearBranch() throws {
    let repository = try TestRepository()
    for step in 0..<6 {
      try repository.commit(step % 2 == 0 ? "t/a" : "t/b", "\(step)")
    }
    try repository.git("rm", "-q", "t/a")
    try repository.git("commit", "-q", "-m", "gone")
    try repository.commit("t/a", "back")
    for path in ["t/a", "t/b", "t", "none"] { try expectGitsHistory(of: path, in: repository) }
    let opened = try repository.open()
    let head = try repository.revision("HEAD")
    #expect(try opened.history(of: "t/a", from: head, limit: 2).count == 2)
    #expect(try opened.history(of: "t/a", from: head, limit: 0).isEmpty)
  }

  /// Random histories with merges that take a side, keep both, or change the file once more.
  @Test(arguments: 1...6)
  func historyOfMergedBranches(seed: UInt64) throws {
    var repository = try TestRepository()
    var random = SeededGenerator(seed: seed)
    var time = 1_700_000_000
    var tips: [ObjectID] = []
    for step in 0..<40 {
      // Commit times repeat and sometimes run backwards.
      time += Int.random(in: -1...3, using: &random)
      repository.environment["GIT_COMMITTER_DATE"] = "\(time) +0000"
      let opened = try repository.open()
      var parents: [ObjectID] = []
      for tip in tips.shuffled(using: &random).prefix(Int.random(in: 1...2, using: &random)) {
        parents.append(tip)
      }
      let base = try parents.first.map { try opened.tree(of: $0) }
      let text = "\(Int.random(in: 0...3, using: &random))"
      let name = ["a", "b/c"][Int.random(in: 0...1, using: &random)]
      let keeps = Int.random(in: 0...2, using: &random) == 0
      let changes: [TreeChange] =
        keeps ? [] : [.upsert(path: name, blob: try opened.makeBlob(Array(text.utf8)))]
      let commit = try opened.writeCommit(
        CommitRequest(
          tree: try opened.updatedTree(from: base, changes: changes), parents: parents,
          author: ada,
          committer: try opened.signature(.committer, now: 0, offsetMinutes: 0),
          message: "\(step)"))
      tips = (tips + [commit]).suffix(4)
    }
    let last = try #require(tips.last)
    try repository.git("update-ref", "refs/heads/main", last.hex)
    for path in ["a", "b/c", "b"] { try expectGitsHistory(of: path, in: repository) }
    for hidden in [[], [tips[0]], [tips[0], tips[1]]] {
      try expectGitsWalk(from: [last], hiding: hidden, in: repository)
    }
  }

  @Test func walkStopsWhenTold() throws {
    let repository = try TestRepository()
    for step in 0..<4 { try repository.commit("a", "\(step)") }
    var count = 0
    try repository.open().walk(from: [try repository.revision("HEAD")], hiding: []) { _ in
      count += 1
      return count < 2
    }
    #expect(count == 2)
  }

  @Test func walkPassesErrorsOn() throws {
    let repository = try TestRepository()
    let commit = try repository.commit("a", "1")
    let opened = try repository.open()
    #expect(throws: Unexpected.self) {
      try opened.walk(from: [commit], hiding: []) { _ in throw Unexpected("stop") }
    }
    let absent = try #require(ObjectID(hex: String(repeating: "1", count: 40)))
    #expect(throws: GitError.self) {
      try opened.walk(from: [absent], hiding: []) { _ in true }
    }
  }

  @Test func shallowClonesEndAtTheirBorder() throws {
    let origin = try TestRepository()
    for step in 0..<4 { try origin.commit("a", "\(step)") }
    let scratch = try ScratchDirectory()
    try git("clone", "-q", "--depth=2", "file://\(origin.path)", "clone", in: scratch.path)
    let opened = try GitRepository.open(
      at: scratch.path("clone"), environment: isolatedEnvironment)
    let head = try #require(try opened.head().commit)
    let byGit = try git("log", "--format=%H", "--", "a", in: scratch.path("clone"))
    #expect(
      try opened.history(of: "a", from: head, limit: nil).map { "\($0.id)\n" }.joined() == byGit)
  }

  private func expectGitsHistory(of path: String, in repository: TestRepository) throws {
    let opened = try repository.open()
    let head = try repository.revision("main")
    let ours = try opened.history(of: path, from: head, limit: nil).map { "\($0.id)\n" }
    let theirs = try repository.git("log", "--format=%H", "main", "--", path)
    #expect(ours.joined() == theirs, "history of \(path)")
  }

  private func expectGitsWalk(
    from starts: [ObjectID], hiding: [ObjectID], in repository: TestRepository
  ) throws {
    var ours = ""
    try repository.open().walk(from: starts, hiding: hiding) { commit in
      ours += "\(commit.id)\n"
      return true
    }
    let arguments = ["rev-list"] + starts.map(\.hex) + ["--not"] + hiding.map(\.hex)
    let theirs = try run(["git"] + arguments, in: repository.path).output
    #expect(
      ours.split(separator: "\n").sorted() == theirs.split(separator: "\n").sorted(),
      "\(arguments)")
  }
}
