import Foundation
import GitKit
import TestSupport
import Testing

struct HookTests {
  @Test func withoutAHookNothingRuns() throws {
    var repository = try TestRepository()
    try repository.scratch.write("#!/bin/sh\nexit 1\n", to: ".git/hooks/commit-msg")
    repository.environment["PATH"] = "/nonexistent"
    #expect(try repository.open().runCommitMessageHook(message: "m\n\n \n") == "m")
  }

  @Test(arguments: [nil, "elsewhere", "~/elsewhere"])
  func theHookMayEditTheMessage(path: String?) throws {
    var repository = try TestRepository()
    repository.environment["HOME"] = repository.path
    if let path { try repository.git("config", "core.hooksPath", path) }
    let folder = path == nil ? ".git/hooks" : "elsewhere"
    try writeScript(
      "#!/bin/sh\nprintf 'Trailer: %s\\n\\n\\n' \"$(pwd -P)\" >> \"$1\"\n",
      to: "\(folder)/commit-msg", in: repository.scratch)
    try repository.scratch.write("", to: "sub/file")
    let opened = try repository.open(at: repository.scratch.path("sub"))
    #expect(
      try opened.runCommitMessageHook(message: "m\n\nbody\n")
        == "m\n\nbody\nTrailer: \(repository.path)")
    let left = try FileManager.default.contentsOfDirectory(
      atPath: repository.scratch.path(".git"))
    #expect(!left.contains { $0.hasPrefix("snag") })
  }

  @Test func aLinkedWorktreeUsesTheCommonHooks() throws {
    let repository = try TestRepository()
    try repository.commit("a", "1")
    try repository.git("worktree", "add", "-q", "linked")
    try writeScript(
      "#!/bin/sh\necho no >&2\nexit 1\n", to: ".git/hooks/commit-msg", in: repository.scratch)
    let opened = try repository.open(at: repository.scratch.path("linked"))
    do {
      _ = try opened.runCommitMessageHook(message: "m")
      Issue.record("not refused")
    } catch {
      #expect(error.code == .hook)
      #expect(error.message == "no")
    }
  }

  @Test func anEmptiedMessageIsRefused() throws {
    let repository = try TestRepository()
    try writeScript(
      "#!/bin/sh\n: > \"$1\"\n", to: ".git/hooks/commit-msg", in: repository.scratch)
    let opened = try repository.open()
    #expect(
      code { () throws(GitError) in try opened.runCommitMessageHook(message: "m") } == .hook)
  }
}
