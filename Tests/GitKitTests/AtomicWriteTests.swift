import Foundation
import GitKit
import TestSupport
import Testing

struct AtomicWriteTests {
  @Test func replacesAndKeepsPermissions() throws {
    let scratch = try ScratchDirectory()
    try scratch.write("old", to: "file")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o750], ofItemAtPath: scratch.path("file"))
    try atomicWrite(Array("new".utf8), to: scratch.path("file"))
    #expect(try scratch.text("file") == "new")
    #expect(try permissions(scratch.path("file")) == 0o750)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["file"])
  }

  @Test func newFilesGetTheUsualPermissions() throws {
    let scratch = try ScratchDirectory()
    try scratch.write("x", to: "usual")
    try atomicWrite([], to: scratch.path("new"))
    #expect(
      try permissions(scratch.path("new")) == (try permissions(scratch.path("usual"))))
  }

  @Test func writesThroughALink() throws {
    let scratch = try ScratchDirectory()
    try scratch.write("old", to: "real")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("link"), withDestinationPath: "real")
    try atomicWrite(Array("new".utf8), to: scratch.path("link"))
    #expect(try scratch.text("real") == "new")
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: scratch.path("link")) == "real")
  }

  @Test func createsOnlyOnce() throws {
    let scratch = try ScratchDirectory()
    #expect(try atomicCreate(Array("1".utf8), at: scratch.path("a")))
    #expect(try !atomicCreate(Array("2".utf8), at: scratch.path("a")))
    #expect(try scratch.text("a") == "1")
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["a"])
  }

  @Test func contentsThatAreNotPutInPlaceGoAway() throws {
    let scratch = try ScratchDirectory()
    try scratch.write("old", to: "a")
    do {
      let dropped = try PreparedFile(Array("1".utf8), for: scratch.path("a"), isSynced: false)
      let kept = try PreparedFile(
        Array("2".utf8), for: scratch.path("b"), isNew: true, isSynced: false)
      #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).count == 3)
      _ = try PreparedFile.syncTogether(scratch.path)
      #expect(try scratch.text("a") == "old")
      #expect(try kept.create())
      withExtendedLifetime(dropped) {}
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted() == ["a", "b"])
    #expect(try scratch.text("b") == "2")
  }

  @Test func reportsAMissingFolder() throws {
    let scratch = try ScratchDirectory()
    #expect(
      code { () throws(GitError) in
        try atomicWrite([], to: scratch.path("no/file"))
      } == .system)
  }

  private func permissions(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }
}
