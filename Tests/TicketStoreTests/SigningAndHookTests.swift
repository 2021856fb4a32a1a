import Foundation
import TestSupport
import Testing
import TicketModel
import TicketStore

/// The commit-msg hook has its say, and commits are signed where git would sign them.
@Suite struct SigningAndHookTests {
  private func hook(_ script: String, in scene: Scene, folder: String = ".git/hooks") throws {
    try scene.write("#!/bin/sh\n\(script)\n", to: "\(folder)/commit-msg")
    chmod("\(scene.directory)/\(folder)/commit-msg", 0o755)
  }

  @Test(arguments: [CommitTarget.head, .branch("side")])
  func aHookThatRefuses(_ target: CommitTarget) throws {
    let scene = try Scene.committed()
    try scene.git("branch", "side")
    try hook("echo no such ticket >&2; exit 1", in: scene)
    let before = try scene.everything()
    let error = #expect(throws: (any Error).self) {
      try scene.commit(.change(.transition), to: target)
    }
    let failure = error.flatMap { GitFailure($0) }
    #expect(failure?.kind == .hook)
    #expect(failure?.message == "no such ticket")
    #expect(try scene.everything() == before)
  }

  @Test func aHookThatLeavesNothing() throws {
    let scene = try Scene.committed()
    try hook(": > \"$1\"", in: scene)
    let before = try scene.everything()
    let error = #expect(throws: (any Error).self) { try scene.commit(.change(.transition)) }
    #expect(error.flatMap { GitFailure($0) }?.kind == .hook)
    #expect(try scene.everything() == before)
  }

  @Test func aHookThatEditsTheMessage() throws {
    let scene = try Scene.committed()
    try hook("git interpret-trailers --in-place --trailer 'Change-Id: I1' \"$1\"", in: scene)
    let old = try scene.id("HEAD")
    try scene.commit(.change(.transition))
    #expect(try scene.id("HEAD^") == old)
    #expect(
      try scene.git("show", "-s", "--format=%(trailers)")
        == "Ticket: sn-k7m3qx\nChange-Id: I1\n\n")
    #expect(try scene.status.isEmpty)
  }

  @Test func hooksOfAnotherFolderAndOfALinkedWorktree() throws {
    let scene = try Scene.committed()
    try scene.git("config", "core.hooksPath", "hooks")
    try hook("exit 1", in: scene, folder: "hooks")
    #expect(throws: (any Error).self) { try scene.commit(.change(.transition)) }
    try scene.git("config", "--unset", "core.hooksPath")
    try hook("exit 1", in: scene)
    try scene.git("worktree", "add", "-q", "-b", "side", "linked")
    #expect(throws: (any Error).self) {
      try scene.from("\(scene.directory)/linked").commit(.change(.transition))
    }
  }

  @Test func otherHooksAreNotRun() throws {
    let scene = try Scene.committed()
    for name in ["pre-commit", "prepare-commit-msg", "post-commit", "reference-transaction"] {
      try scene.write("#!/bin/sh\nexit 1\n", to: ".git/hooks/\(name)")
      chmod("\(scene.directory)/.git/hooks/\(name)", 0o755)
    }
    try scene.commit(.change(.transition))
    #expect(try scene.git("log", "-1", "--format=%s") == "sn-k7m3qx: transition\n")
  }

  // MARK: Signing

  @Test func signedBySSH() throws {
    let scene = try Scene.committed()
    let keys = try ScratchDirectory()
    let made = try run(
      ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "\(keys.path)/key"], in: keys.path,
      environment: scene.variables)
    guard made.status == 0 else { return print("skipped: no ssh-keygen") }
    let key = try keys.text("key.pub").split(separator: " ").prefix(2).joined(separator: " ")
    try keys.write("ada@example.org \(key)\n", to: "allowed")
    try scene.git("config", "commit.gpgsign", "true")
    try scene.git("config", "gpg.format", "ssh")
    try scene.git("config", "user.signingkey", "\(keys.path)/key")
    try scene.git("config", "gpg.ssh.allowedSignersFile", "\(keys.path)/allowed")
    let old = try scene.id("HEAD")
    try scene.commit(.change(.transition))
    try scene.expectOneCommit(since: old)
    #expect(try scene.gitResult(["verify-commit", "HEAD"]).status == 0)
    #expect(try scene.git("log", "-1", "--format=%G?") == "G\n")
  }

  @Test func signedByGnuPG() throws {
    var scene = try Scene.committed()
    // The agent's socket needs a short path.
    let home = try ScratchDirectory()
    chmod(home.path, 0o700)
    scene.variables["GNUPGHOME"] = home.path
    let made = try run(
      [
        "gpg", "--batch", "--quiet", "--passphrase", "", "--quick-generate-key",
        "Ada <ada@example.org>", "ed25519", "sign", "never",
      ], in: scene.directory, environment: scene.variables)
    guard made.status == 0 else { return print("skipped: no gpg") }
    defer {
      _ = try? run(
        ["gpgconf", "--kill", "all"], in: home.path, environment: scene.variables)
    }
    try scene.git("config", "commit.gpgsign", "true")
    let old = try scene.id("HEAD")
    try scene.commit(.change(.transition))
    try scene.expectOneCommit(since: old)
    #expect(try scene.gitResult(["verify-commit", "HEAD"]).status == 0)
  }

  @Test(arguments: ["/nonexistent/gpg", "false"])
  func neverUnsigned(_ program: String) throws {
    let scene = try Scene.committed()
    try scene.git("config", "commit.gpgsign", "true")
    try scene.git("config", "gpg.program", program)
    let before = try scene.everything()
    for plan in [CommitPlan.change(.transition), .create()] {
      let error = #expect(throws: (any Error).self) { try scene.commit(plan) }
      #expect(error.flatMap { GitFailure($0) }?.kind == .signing)
    }
    #expect(try scene.everything() == before)
  }

  @Test func nobodyToCommitAs() throws {
    var scene = try Scene.committed()
    for key in scene.variables.keys where key.hasPrefix("GIT_AUTHOR") || key.hasPrefix("GIT_COMM") {
      scene.variables[key] = nil
    }
    let before = try scene.everything()
    let error = #expect(throws: (any Error).self) { try scene.commit(.change(.transition)) }
    #expect(error.flatMap { GitFailure($0) }?.kind == .identity)
    #expect(try scene.everything() == before)
  }
}
