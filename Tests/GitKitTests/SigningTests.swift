import Foundation
import GitKit
import TestSupport
import Testing

struct SigningTests {
  @Test func nothingSignsUnlessAsked() throws {
    let repository = try TestRepository()
    try repository.git("config", "user.signingkey", "x")
    #expect(try repository.open().commitSigner() == nil)
  }

  @Test(.enabled(if: isInstalled("gpg"), "gpg is not installed"), arguments: [true, false])
  func gitVerifiesOpenPGP(namesTheKey: Bool) throws {
    var repository = try TestRepository()
    // Short, because the agent's socket lives there and its path is limited.
    let home = try ScratchDirectory()
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: home.path)
    repository.environment["GNUPGHOME"] = home.path
    let made = try run(
      [
        "gpg", "--batch", "--passphrase", "", "--quick-generate-key", "Ada <ada@example.org>",
        "ed25519", "sign", "never",
      ], in: home.path, environment: repository.environment)
    try #require(made.status == 0, "\(made.errors)")
    defer {
      _ = try? run(
        ["gpgconf", "--kill", "gpg-agent"], in: "/", environment: repository.environment)
    }
    try repository.git("config", "commit.gpgsign", "true")
    if namesTheKey { try repository.git("config", "user.signingkey", "ada@example.org") }
    let commit = try signedCommit(in: repository)
    try repository.git("verify-commit", commit.hex)
    try repository.git("fsck", "--strict")
  }

  @Test(.enabled(if: isInstalled("ssh-keygen"), "ssh-keygen is not installed"))
  func gitVerifiesSSH() throws {
    let repository = try TestRepository()
    try configureSSH(in: repository)
    try repository.git("config", "user.signingkey", repository.scratch.path("key"))
    let commit = try signedCommit(in: repository)
    try repository.git("verify-commit", commit.hex)
    #expect(try leftovers(in: repository).isEmpty)
  }

  @Test(
    .enabled(if: isInstalled("ssh-agent"), "ssh-agent is not installed"),
    arguments: ["literal", "key::", "command"])
  func gitVerifiesSSHThroughTheAgent(form: String) throws {
    var repository = try TestRepository()
    try configureSSH(in: repository)
    // Not by `run`: Foundation waits for the daemon too, which inherits a socket of its.
    let agent = try ProgramRunner(environment: isolatedEnvironment, directory: "/")
      .run(["ssh-agent", "-s"])
    let words = agent.outputText.split { ";=\n".contains($0) }.map(String.init)
    let socket = try #require(words.firstIndex(of: "SSH_AUTH_SOCK"))
    let process = try #require(words.firstIndex(of: "SSH_AGENT_PID"))
    repository.environment["SSH_AUTH_SOCK"] = words[socket + 1]
    repository.environment["SSH_AGENT_PID"] = words[process + 1]
    defer { _ = try? run(["ssh-agent", "-k"], in: "/", environment: repository.environment) }
    let added = try run(
      ["ssh-add", "-q", "key"], in: repository.path, environment: repository.environment)
    try #require(added.status == 0, "\(added.errors)")
    try FileManager.default.removeItem(atPath: repository.scratch.path("key"))

    let key = String(try repository.scratch.text("key.pub").dropLast())
    switch form {
    case "command":
      try repository.git("config", "gpg.ssh.defaultKeyCommand", "cat 'key.pub'")
    case "key::": try repository.git("config", "user.signingkey", "key::\(key)")
    default: try repository.git("config", "user.signingkey", key)
    }
    let commit = try signedCommit(in: repository)
    try repository.git("verify-commit", commit.hex)
    #expect(try leftovers(in: repository).isEmpty)
  }

  @Test(arguments: ["openpgp", "x509", "ssh"])
  func failureIsAnErrorWithTheReason(format: String) throws {
    let repository = try TestRepository()
    try writeScript(
      "#!/bin/sh\necho 'no secret key' >&2\nexit 2\n", to: "fail", in: repository.scratch)
    try repository.git("config", "commit.gpgsign", "true")
    try repository.git("config", "gpg.format", format)
    try repository.git("config", "gpg.\(format).program", repository.scratch.path("fail"))
    try repository.git("config", "user.signingkey", "/nonexistent")
    do {
      _ = try signedCommit(in: repository)
      Issue.record("signed")
    } catch let error as GitError {
      #expect(error.code == .signing)
      #expect(error.message == "no secret key")
    }
  }

  /// gpg can exit with 0 and sign nothing; only its status line counts.
  @Test func successWithoutASignatureIsAFailure() throws {
    let repository = try TestRepository()
    try repository.git("config", "commit.gpgsign", "true")
    try repository.git("config", "gpg.program", "true")
    #expect(throws: GitError.self) { try signedCommit(in: repository) }
  }

  @Test(arguments: [["gpg.format": "pgp"], ["gpg.format": "ssh"], ["gpg.program": "/nonexistent"]])
  func badConfigurationIsASigningError(keys: [String: String]) throws {
    let repository = try TestRepository()
    try repository.git("config", "commit.gpgsign", "true")
    for (key, value) in keys { try repository.git("config", key, value) }
    do {
      _ = try signedCommit(in: repository)
      Issue.record("signed")
    } catch let error as GitError {
      #expect(error.code == .signing)
    }
  }

  private func signedCommit(in repository: TestRepository) throws -> ObjectID {
    let opened = try repository.open()
    let tree = try opened.updatedTree(from: nil, changes: [])
    let buffer = try opened.commitBuffer(
      CommitRequest(tree: tree, parents: [], author: ada, committer: ada, message: "signed"))
    let signer = try #require(try opened.commitSigner())
    return try opened.writeCommit(buffer: buffer, signature: try signer.sign(buffer))
  }

  private func configureSSH(in repository: TestRepository) throws {
    let made = try run(
      ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", "key"], in: repository.path)
    try #require(made.status == 0, "\(made.errors)")
    let key = try repository.scratch.text("key.pub")
    try repository.scratch.write("ada@example.org \(key)", to: "allowed")
    try repository.git("config", "commit.gpgsign", "true")
    try repository.git("config", "gpg.format", "ssh")
    try repository.git(
      "config", "gpg.ssh.allowedSignersFile", repository.scratch.path("allowed"))
  }

  private func leftovers(in repository: TestRepository) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: repository.scratch.path(".git"))
      .filter { $0.hasPrefix("snag") }
  }
}

private func isInstalled(_ program: String) -> Bool {
  (try? run(["which", program], in: "/"))?.status == 0
}
