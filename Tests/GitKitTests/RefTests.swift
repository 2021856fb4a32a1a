import GitKit
import TestSupport
import Testing

struct RefTests {
  @Test func headInItsThreeForms() throws {
    let repository = try TestRepository()
    #expect(try repository.open().head() == .unborn(.branch("main")))
    let commit = try repository.commit("a", "a")
    #expect(try repository.open().head() == .branch(.branch("main"), commit))
    try repository.git("checkout", "-q", "--detach")
    #expect(try repository.open().head() == .detached(commit))
  }

  @Test func movesARefAndWritesBothReflogs() throws {
    let repository = try TestRepository()
    let first = try repository.commit("a", "1")
    let opened = try repository.open()
    let second = try child(of: first, "second", in: opened)
    try opened.moveRef(
      .branch("main"), to: second, expecting: first, committer: ada, reflog: "snag: second")
    #expect(try repository.revision("HEAD") == second)
    for log in ["HEAD", "main"] {
      let line = try repository.git(
        "reflog", "-1", "--date=raw", "--format=%H %gs %gn %ge %gd", log)
      #expect(
        line == "\(second) snag: second Ada ada@example.org \(log)@{1795166100 +0000}\n")
    }
  }

  @Test func makesTheFirstCommitOfAnUnbornBranch() throws {
    let repository = try TestRepository()
    let opened = try repository.open()
    let tree = try opened.updatedTree(
      from: nil, changes: [.upsert(path: "a", blob: try opened.makeBlob([]))])
    let root = try opened.writeCommit(
      CommitRequest(tree: tree, parents: [], author: ada, committer: ada, message: "root"))
    try opened.moveRef(
      .branch("main"), to: root, expecting: nil, committer: ada, reflog: "commit (initial): root")
    #expect(try opened.head() == .branch(.branch("main"), root))
    #expect(try repository.git("reflog", "--format=%gs") == "commit (initial): root\n")
  }

  @Test func aMovedRefIsNotOverwritten() throws {
    let repository = try TestRepository()
    let first = try repository.commit("a", "1")
    let second = try repository.commit("a", "2")
    let opened = try repository.open()
    for old in [first, nil] {
      #expect(
        code { () throws(GitError) in
          try opened.moveRef(
            .branch("main"), to: first, expecting: old, committer: ada, reflog: "x")
        } == .modified)
    }
    #expect(
      code { () throws(GitError) in
        try opened.moveRef(
          .branch("none"), to: first, expecting: second, committer: ada, reflog: "x")
      } == .modified)
    #expect(try repository.revision("main") == second)
    #expect(try opened.tip(of: .branch("none")) == nil)
  }

  @Test func aHeldRefLockIsReported() throws {
    let repository = try TestRepository()
    let first = try repository.commit("a", "1")
    let opened = try repository.open()
    try repository.scratch.write("", to: ".git/refs/heads/main.lock")
    #expect(
      code { () throws(GitError) in
        try opened.moveRef(
          .branch("main"), to: first, expecting: first, committer: ada, reflog: "x")
      } == .locked)
    #expect(repository.scratch.exists(".git/refs/heads/main.lock"))
  }

  @Test func oneOfEightRacingWritersWinsEachRound() async throws {
    let repository = try TestRepository()
    let root = try repository.commit("a", "1")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<8 {
        group.addTask {
          let opened = try repository.open()
          for round in 0..<4 {
            while true {
              let tip = try #require(try opened.tip(of: .branch("main")))
              let next = try child(of: tip, "\(writer) \(round)", in: opened)
              do {
                try opened.moveRef(
                  .branch("main"), to: next, expecting: tip, committer: ada, reflog: "race")
                break
              } catch let error as GitError where [.modified, .locked].contains(error.code) {
                await Task.yield()
              }
            }
          }
        }
      }
      try await group.waitForAll()
    }
    let subjects = try repository.git("log", "--format=%s", "\(root)..main").split(separator: "\n")
    #expect(subjects.count == 32)
    #expect(Set(subjects).count == 32)
  }

  @Test func movesADetachedHeadOnly() throws {
    let repository = try TestRepository()
    let first = try repository.commit("a", "1")
    let opened = try repository.open()
    let second = try child(of: first, "second", in: opened)
    func move(from old: ObjectID) -> GitError.Code? {
      code { () throws(GitError) in
        try opened.moveDetachedHead(
          to: second, expecting: old, committer: ada, reflog: "snag: second")
      }
    }
    #expect(move(from: first) == .modified)
    try repository.git("checkout", "-q", "--detach")
    #expect(move(from: second) == .modified)
    #expect(move(from: first) == nil)
    #expect(try opened.head() == .detached(second))
    #expect(try repository.revision("main") == first)
    #expect(try repository.git("reflog", "-1", "--format=%gs") == "snag: second\n")
  }

  @Test(arguments: ["refs/heads/a b", "refs/heads/main/sub", "refs/heads/x", "refs/heads/y..z"])
  func refusesNamesGitRefuses(name: String) throws {
    let repository = try TestRepository()
    let first = try repository.commit("a", "1")
    try repository.git("branch", "x/y")
    try repository.git("pack-refs", "--all")
    let opened = try repository.open()
    #expect(
      code { () throws(GitError) in
        try opened.moveRef(
          RefName(name), to: first, expecting: nil, committer: ada, reflog: "x")
      } == .invalidName)
  }

  @Test func listsTipsWithoutSymbolicOnes() throws {
    let origin = try TestRepository()
    let commit = try origin.commit("a", "1")
    try origin.git("branch", "feature/deep/x")
    let scratch = try ScratchDirectory()
    try git("clone", "-q", origin.path, "clone", in: scratch.path)
    let opened = try GitRepository.open(
      at: scratch.path("clone"), environment: isolatedEnvironment)
    let tips = try opened.refs(matching: ["refs/heads/*", "refs/remotes/*"])
    #expect(
      tips.map(\.ref.name) == [
        "refs/heads/main", "refs/remotes/origin/feature/deep/x", "refs/remotes/origin/main",
      ])
    #expect(tips.allSatisfy { $0.id == commit })
    #expect(tips[1].ref.shorthand == "origin/feature/deep/x")
  }

  @Test(arguments: [
    ("MERGE_HEAD", Operation.merge), ("REVERT_HEAD", .revert), ("CHERRY_PICK_HEAD", .cherryPick),
    ("BISECT_LOG", .bisect), ("rebase-merge/done", .rebase), ("rebase-apply/next", .rebase),
    ("rebase-apply/applying", .applyMailbox), ("sequencer/todo", .cherryPick),
  ])
  func noticesOperations(file: String, operation: Operation) throws {
    let repository = try TestRepository()
    let opened = try repository.open()
    #expect(opened.operationInProgress() == nil)
    try repository.scratch.write("pick abc\n", to: ".git/\(file)")
    #expect(opened.operationInProgress() == operation)
  }
}

/// Writes a commit with the parent's tree.
func child(
  of parent: ObjectID, _ message: String, in repository: GitRepository
) throws(GitError) -> ObjectID {
  try repository.writeCommit(
    CommitRequest(
      tree: try repository.tree(of: parent), parents: [parent], author: ada, committer: ada,
      message: message))
}
