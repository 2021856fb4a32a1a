extension GitRepository {
  /// Returns what signs commits here; nil when `commit.gpgsign` does not ask for it.
  ///
  /// Honours `gpg.format`, `user.signingkey`, `gpg.program`, `gpg.<format>.program` and
  /// `gpg.ssh.defaultKeyCommand`. Throws `.signing` for an unknown format. Source: `git help config`.
  package func commitSigner() throws(GitError) -> CommitSigner? {
    guard try configBool("commit.gpgsign") == true else { return nil }
    let name = try configString("gpg.format") ?? "openpgp"
    guard let format = CommitSigner.Format(rawValue: name) else {
      throw GitError(
        code: .signing, function: "commitSigner",
        message: "gpg.format=\(name) is none of openpgp, x509, ssh")
    }
    var key = try configString("user.signingkey").flatMap { $0.isEmpty ? nil : $0 }
    if format == .ssh { key = key.map(expandingHome) }
    return CommitSigner(
      format: format, program: try signingProgram(format), key: key,
      defaultKeyCommand: try configString("gpg.ssh.defaultKeyCommand"),
      runner: ProgramRunner(environment: environment, directory: workTree ?? gitDirectory),
      scratchDirectory: gitDirectory)
  }

  private func signingProgram(_ format: CommitSigner.Format) throws(GitError) -> String {
    if let program = try configString("gpg.\(format.rawValue).program") {
      return expandingHome(program)
    }
    switch format {
    case .openpgp: return expandingHome(try configString("gpg.program") ?? "gpg")
    case .x509: return "gpgsm"
    case .ssh: return "ssh-keygen"
    }
  }
}
