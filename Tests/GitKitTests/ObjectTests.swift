import Foundation
import GitKit
import TestSupport
import Testing

struct ObjectTests {
  @Test func idsRoundTripAndSort() throws {
    let hex = "0123456789abcdef0123456789abcdef01234567"
    let id = try #require(ObjectID(hex: hex))
    #expect(id.hex == hex)
    #expect(ObjectID(hex: hex.uppercased()) == id)
    #expect(ObjectID(bytes: id.bytes) == id)
    #expect(id.abbreviated() == "0123456")
    #expect(ObjectID(hex: "0123") == nil)
    #expect(ObjectID(hex: hex + "0") == nil)
    #expect(ObjectID(hex: "g" + hex.dropFirst()) == nil)
    var generator = SeededGenerator(seed: 7)
    let many = (0..<50).map { _ in
      ObjectID(bytes: (0..<20).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }.compactMap { $0 }
    #expect(many.sorted().map(\.hex) == many.map(\.hex).sorted())
  }

  @Test func blobsAreThoseOfGit() throws {
    let repository = try TestRepository()
    let opened = try repository.open()
    let id = try opened.makeBlob(Array("hello\n".utf8))
    #expect(try repository.git("cat-file", "blob", id.hex) == "hello\n")
    #expect(try opened.blob(id) == Array("hello\n".utf8))
    #expect(try opened.blob(try opened.makeBlob([])) == [])
    let absent = try #require(ObjectID(hex: String(repeating: "1", count: 40)))
    #expect(code { () throws(GitError) in try opened.blob(absent) } == .notFound)
  }

  @Test(arguments: [3, 200])
  func manyBlobsAreWrittenInTheOrderTheyAreGiven(count: Int) throws {
    let repository = try TestRepository()
    let opened = try repository.open()
    // The last ones say the same as the first, and one is there already.
    let texts = (0..<count).map { Array("text \($0 % (count - 1))\n".utf8) }
    _ = try opened.makeBlob(texts[1])
    let names = try opened.makeBlobs(texts)
    #expect(try names == texts.map { try opened.blobID($0) })
    #expect(try names.map { try opened.blob($0) } == texts)
    #expect(try repository.git("cat-file", "blob", names[count - 1].hex) == "text 0\n")
    let counts = try repository.git("count-objects", "-v")
    #expect(counts.contains(count > 100 ? "packs: 1\n" : "packs: 0\n"))
    #expect(counts.contains(count > 100 ? "count: 1\n" : "count: 2\n"))
    try repository.git("fsck", "--strict")
  }

  @Test func aPackOfManyBlobsHoldsWholeTextsAndLeavesNothingBehind() throws {
    let repository = try TestRepository()
    let opened = try repository.open()
    let text = String(repeating: "The login crashes again.\n", count: 40)
    _ = try opened.makeBlobs((0..<100).map { Array("\(text)\($0)\n".utf8) })
    let objects = "\(repository.path)/.git/objects"
    let left = try FileManager.default.contentsOfDirectory(atPath: objects)
    #expect(left.sorted() == ["info", "pack"])
    let packs = try FileManager.default.contentsOfDirectory(atPath: "\(objects)/pack")
    let index = try #require(packs.first { $0.hasSuffix(".idx") })
    let listing = try repository.git("verify-pack", "-v", "\(objects)/pack/\(index)")
    #expect(listing.contains("non delta: 100 objects\n"))
    #expect(!listing.contains("chain length"))
  }

  @Test func listsEntriesAsGitDoes() throws {
    let repository = try TestRepository()
    try repository.scratch.write("1", to: "a/b/one")
    try repository.scratch.write("2", to: "a/two")
    try repository.scratch.write("3", to: "three")
    try repository.git("add", ".")
    try repository.git("update-index", "--chmod=+x", "three")
    try repository.git("commit", "-q", "-m", "x")
    let opened = try repository.open()
    let tree = try opened.tree(of: try repository.revision("HEAD"))
    let all = try opened.entries(under: "", in: tree, recursive: true)
    #expect(
      all.map(\.path).joined(separator: "\n") + "\n"
        == (try repository.git("ls-tree", "-r", "--name-only", "HEAD")))
    #expect(
      try opened.entries(under: "a", in: tree, recursive: false).map(\.path) == ["a/b", "a/two"])
    #expect(try opened.entries(under: "nowhere", in: tree, recursive: true).isEmpty)
    for name in all.flatMap({ $0.path.split(separator: "/").map(String.init) }) + ["zz", " "] {
      let expected = try opened.entries(under: "", in: tree, recursive: false)
        .filter { $0.path.hasPrefix(name) }
      #expect(try opened.entries(beginning: name, in: tree) == expected)
    }
    #expect(try opened.entry(at: "three", in: tree)?.kind == .executable)
    #expect(try opened.entry(at: "a/b", in: tree)?.kind == .tree)
    #expect(try opened.entry(at: "a/b/none", in: tree) == nil)
    #expect(try opened.entry(at: "three/none", in: tree) == nil)
  }

  @Test func updatesTrees() throws {
    let repository = try TestRepository()
    let opened = try repository.open()
    let blob = try opened.makeBlob(Array("x".utf8))
    let first = try opened.updatedTree(
      from: nil,
      changes: [
        .upsert(path: "a/b/one", blob: blob), .upsert(path: "a/b/two", blob: blob),
        .upsert(path: "top", blob: blob),
      ])
    #expect(
      try repository.git("ls-tree", "-r", "--name-only", first.hex) == "a/b/one\na/b/two\ntop\n")
    let second = try opened.updatedTree(
      from: first,
      changes: [
        .remove(path: "a/b/one"), .remove(path: "a/b/two"), .remove(path: "not/there"),
        .upsert(path: "c/three", blob: blob),
      ])
    #expect(try repository.git("ls-tree", "-rt", "--name-only", second.hex) == "c\nc/three\ntop\n")
    let empty = try opened.updatedTree(
      from: second, changes: [.remove(path: "c/three"), .remove(path: "top")])
    #expect(empty.hex == "4b825dc642cb6eb9a060e54bf8d69288fbee4904")
    #expect(try opened.updatedTree(from: nil, changes: []) == empty)
    try repository.git("fsck", "--strict")
  }

  @Test func treeUpdatesKeepModesAndReplaceFilesByFolders() throws {
    let repository = try TestRepository()
    try repository.scratch.write("#!", to: "run")
    try repository.git("add", "run")
    try repository.git("update-index", "--chmod=+x", "run")
    try repository.commit("a", "file")
    let opened = try repository.open()
    let blob = try opened.makeBlob(Array("x".utf8))
    let tree = try opened.updatedTree(
      from: try opened.tree(of: try repository.revision("HEAD")),
      changes: [
        .upsert(path: "run", blob: blob), .upsert(path: "a/b", blob: blob),
        .remove(path: "run/none"),
      ])
    #expect(try repository.git("ls-tree", "-r", "--name-only", tree.hex) == "a/b\nrun\n")
    #expect(try repository.git("ls-tree", tree.hex, "run").hasPrefix("100755 blob \(blob)"))
  }

  @Test(arguments: ["", "/a", "a//b", "../a", "a/./b", ".git/x", "a/.GIT/x", "a/"])
  func refusesBadPaths(path: String) throws {
    let repository = try TestRepository()
    let opened = try repository.open()
    let blob = try opened.makeBlob([])
    #expect(
      code { () throws(GitError) in
        try opened.updatedTree(from: nil, changes: [.upsert(path: path, blob: blob)])
      } == .invalidName)
  }

  @Test func writesTheCommitGitWouldWrite() throws {
    let repository = try TestRepository()
    let root = try repository.commit("a", "a")
    let opened = try repository.open()
    let request = CommitRequest(
      tree: try opened.tree(of: root), parents: [root], author: ada,
      committer: Signature(
        name: "<Grace> Hopper.", email: " grace@example.org", seconds: 5, offsetMinutes: -90),
      message: "subject\n\nbödy")
    let id = try opened.writeCommit(request)
    let byGit = try run(
      ["git", "commit-tree", "-p", root.hex, "-m", "subject", "-m", "bödy", "HEAD^{tree}"],
      in: repository.path,
      environment: repository.environment.merging([
        "GIT_AUTHOR_DATE": "1795166100 +0000", "GIT_COMMITTER_NAME": "<Grace> Hopper.",
        "GIT_COMMITTER_EMAIL": " grace@example.org", "GIT_COMMITTER_DATE": "@5 -0130",
      ]) { $1 })
    #expect(byGit.output == "\(id)\n")
    let record = try opened.commit(id)
    #expect(record.parents == [root])
    #expect(record.author == ada)
    #expect(record.committer.name == "Grace Hopper")
    #expect(record.committer.offsetMinutes == -90)
    #expect(record.message == "subject\n\nbödy\n")
    #expect(record.subject == "subject")
    #expect(try repository.git("rev-parse", "HEAD") == "\(root)\n")
  }

  @Test func decodesForeignMessagesLossily() throws {
    let repository = try TestRepository()
    try repository.commit("a", "a")
    let tree = try repository.git("rev-parse", "HEAD^{tree}")
    var bytes = Array("tree \(tree)author A <a> 1 +0000\ncommitter A <a> 1 +0000\n\ncaf".utf8)
    bytes += [0xE9, 0x0A]
    try repository.scratch.write(bytes, to: "raw")
    let commit = try id(try repository.git("hash-object", "-w", "-t", "commit", "raw"))
    #expect(try repository.open().commit(commit).message == "caf\u{FFFD}\n")
  }

  @Test func resolvesRevisions() throws {
    let repository = try TestRepository()
    let first = try repository.commit("a", "1")
    let second = try repository.commit("a", "2")
    try repository.git("tag", "-a", "-m", "tag", "v1", "HEAD~1")
    let opened = try repository.open()
    #expect(try opened.resolve("HEAD") == second)
    #expect(try opened.resolve("main~1") == first)
    #expect(try opened.resolve("v1") == first)
    #expect(try opened.resolve(second.abbreviated(10)) == second)
    #expect(try opened.resolve("nowhere") == nil)
    #expect(try opened.resolve("HEAD:a") == nil)
    #expect(try opened.resolve("a..b") == nil)
    #expect(try opened.resolve("bad name^{") == nil)
  }

  @Test func fetchesMissingBlobsOfAPartialClone() throws {
    let origin = try TestRepository()
    try origin.commit("a", "contents\n")
    try origin.git("config", "uploadpack.allowFilter", "true")
    try origin.git("config", "uploadpack.allowAnySHA1InWant", "true")
    let scratch = try ScratchDirectory()
    try git(
      "clone", "-q", "--no-checkout", "--filter=blob:none", "file://\(origin.path)", "clone",
      in: scratch.path)
    let opened = try GitRepository.open(
      at: scratch.path("clone"), environment: isolatedEnvironment)
    let tree = try opened.tree(of: try #require(try opened.head().commit))
    let entry = try #require(try opened.entry(at: "a", in: tree))
    #expect(try !opened.hasObject(entry.id))
    #expect(try opened.blob(entry.id) == Array("contents\n".utf8))
  }
}
