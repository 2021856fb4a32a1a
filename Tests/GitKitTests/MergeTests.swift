import GitKit
import TestSupport
import Testing

/// Common ancestors, differing paths and merges by lines, with git as the judge.
@Suite struct MergeTests {
  @Test func commonAncestorsAreGitsOnRandomGraphs() throws {
    let repository = try TestRepository()
    var random = SeededGenerator(seed: 11)
    let tree = try repository.git("mktree", input: "").trimmed
    var commits: [String] = []
    for number in 0..<60 {
      let parents = commits.suffix(8).shuffled(using: &random).prefix(
        Int.random(in: 0...2, using: &random))
      var arguments = ["commit-tree", tree, "-m", "\(number)"]
      for parent in parents { arguments += ["-p", parent] }
      commits.append(try repository.gitArray(arguments).trimmed)
    }
    let git = try repository.open()
    for _ in 0..<60 {
      let chosen = commits.shuffled(using: &random).prefix(Int.random(in: 2...3, using: &random))
      let expected = try run(
        ["git", "merge-base", "--all"] + chosen, in: repository.path,
        environment: repository.environment
      ).output.split(separator: "\n").map(String.init)
      let ids = try chosen.map(id)
      let found = try git.mergeBases(of: ids[0], and: Array(ids.dropFirst()))
      #expect(Set(found.map(\.hex)) == Set(expected), "\(chosen)")
      #expect(found.count == expected.count)
      let ancestry = try run(
        ["git", "merge-base", "--is-ancestor", chosen[0], chosen[1]], in: repository.path,
        environment: repository.environment)
      #expect(try git.isAncestor(ids[0], of: ids[1]) == (ancestry.status == 0), "\(chosen)")
      #expect(try git.isAncestor(ids[0], of: ids[0]))
    }
  }

  @Test func aShallowCloneHasWhatGitFinds() throws {
    let repository = try TestRepository()
    try repository.commit("a", "1")
    let base = try repository.commit("a", "2")
    try repository.git("switch", "-q", "-c", "side")
    let side = try repository.commit("b", "1")
    try repository.git("switch", "-q", "main")
    let main = try repository.commit("a", "3")
    try repository.git(
      "clone", "-q", "--depth=2", "--no-single-branch", "file://\(repository.path)", "shallow")
    let git = try repository.open(at: "\(repository.path)/shallow")
    #expect(try git.mergeBases(of: main, and: [side]) == [base])
    #expect(try git.isAncestor(base, of: side))
    #expect(try !git.isAncestor(main, of: side))
  }

  @Test func theOldestOfSeveralComesFirst() throws {
    let repository = try TestRepository()
    let tree = try repository.git("mktree", input: "").trimmed
    func commit(_ name: String, at second: Int, _ parents: String...) throws -> String {
      let date = "2026-11-20T09:00:0\(second)Z"
      var environment = repository.environment
      environment["GIT_COMMITTER_DATE"] = date
      let result = try run(
        ["git", "commit-tree", tree, "-m", name] + parents.flatMap { ["-p", $0] },
        in: repository.path, environment: environment)
      return result.output.trimmed
    }
    let root = try commit("root", at: 0)
    let young = try commit("young", at: 2, root)
    let old = try commit("old", at: 1, root)
    let one = try commit("one", at: 3, young, old)
    let two = try commit("two", at: 3, old, young)
    let git = try repository.open()
    #expect(try git.mergeBases(of: id(one), and: [id(two)]) == [id(old), id(young)])
    #expect(try git.mergeBases(of: id(two), and: [id(one)]) == [id(old), id(young)])
  }

  @Test func unrelatedHistoriesHaveNoCommonAncestor() throws {
    let repository = try TestRepository()
    let one = try repository.commit("a", "1")
    try repository.git("switch", "-q", "--orphan", "other")
    let two = try repository.commit("b", "1")
    #expect(try repository.open().mergeBases(of: one, and: [two]).isEmpty)
  }

  @Test func differingPathsAreThoseOfGitDiff() throws {
    let repository = try TestRepository()
    for path in ["a", "b.md", "b/c", "b/d/e", "same/x", "z"] {
      try repository.commit(path, path)
    }
    let before = try repository.revision("HEAD^{tree}")
    try repository.commit("b/d/e", "changed")
    try repository.commit("b0", "new")
    try repository.git("rm", "-q", "a")
    try repository.commit("a/inside", "a folder now")
    try repository.git("update-index", "--chmod=+x", "z")
    try repository.git("commit", "-q", "-m", "mode")
    let after = try repository.revision("HEAD^{tree}")
    let git = try repository.open()
    let found = try git.differences(among: [before, after], prefix: "")
    let expected = try repository.git(
      "diff", "--name-only", "--no-renames", "\(before)", "\(after)")
    #expect(Set(found.map(\.path)) == Set(expected.split(separator: "\n").map(String.init)))
    #expect(found.first { $0.path == "z" }?.entries[1]?.kind == .executable)
    #expect(found.first { $0.path == "b0" }?.entries[0] == nil)

    let against = try git.differences(among: [before, nil], prefix: "x/")
    #expect(against.map(\.path).contains("x/b/d/e"))
    #expect(against.count == 6)
    #expect(try git.differences(among: [before, before, before]).isEmpty)
  }

  @Test func linesAreMergedAsGitDoes() throws {
    let base = Array("1\n2\n3\n4\n5\n".utf8)
    let ours = Array("one\n2\n3\n4\n5\n".utf8), theirs = Array("1\n2\n3\n4\nfive\n".utf8)
    let clean = try TextMerge(base: base, ours: ours, theirs: theirs)
    #expect(clean.isClean)
    #expect(clean.bytes == Array("one\n2\n3\n4\nfive\n".utf8))
    let other = Array("uno\n2\n3\n4\n5\n".utf8)
    let conflict = try TextMerge(base: base, ours: ours, theirs: other)
    #expect(!conflict.isClean)
    #expect(String(decoding: conflict.bytes, as: UTF8.self).contains("<<<<<<<"))
    #expect(try TextMerge(base: nil, ours: [], theirs: []).bytes == [])
    #expect(try !TextMerge(base: nil, ours: ours, theirs: other).isClean)
  }

  @Test func theLibraryMergesCommitsAsGitDoes() throws {
    let repository = try TestRepository()
    try repository.commit("code", "1\n2\n3\n4\n5\n")
    try repository.commit("old", "some text\nthat is moved\nby one side\n")
    try repository.git("switch", "-q", "-c", "side")
    try repository.commit("code", "1\n2\n3\n4\nfive\n")
    let side = try repository.commit("old", "some text\nthat is moved\nby one side\nand edited\n")
    try repository.git("switch", "-q", "main")
    try repository.git("mv", "old", "new")
    let main = try repository.commit("code", "one\n2\n3\n4\n5\n")
    let git = try repository.open()
    let merged = try #require(try git.mergeTrees(main, side, ignoringDriver: "x"))
    #expect(try git.mergeByLibrary(main, side) == merged)
    guard case .clean(let tree) = merged else { throw Unexpected("\(merged)") }
    #expect(try repository.git("show", "\(tree):new").hasSuffix("and edited\n"))

    let other = try repository.commit("code", "uno\n2\n3\n4\nfünf\n")
    #expect(try git.mergeTrees(other, side, ignoringDriver: "x") == .conflict(paths: ["code"]))
    #expect(try git.mergeByLibrary(other, side) == .conflict(paths: ["code"]))
  }

  @Test func aBlobsNameIsKnownWithoutWritingIt() throws {
    let repository = try TestRepository()
    let git = try repository.open()
    let name = try git.blobID(Array("text\n".utf8))
    #expect(try !git.hasObject(name))
    #expect(try git.makeBlob(Array("text\n".utf8)) == name)
  }
}

extension String {
  fileprivate var trimmed: String { filter { !$0.isWhitespace } }
}

extension TestRepository {
  fileprivate func gitArray(_ arguments: [String]) throws -> String {
    try run(["git"] + arguments, in: path, environment: environment).output
  }
}
