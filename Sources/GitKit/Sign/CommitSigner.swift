/// Signs commits the way git is configured to.
package struct CommitSigner: Sendable {
  /// Who checks the signature.
  package enum Format: String, Sendable {
    /// GnuPG.
    case openpgp
    /// X.509, through gpgsm.
    case x509
    /// An SSH key.
    case ssh
  }

  /// The kind of signature.
  package let format: Format
  /// The program that makes it.
  package let program: String
  /// The key as configured; nil means that of the committer, or for SSH what the command says.
  package let key: String?

  let defaultKeyCommand: String?
  let runner: ProgramRunner
  let scratchDirectory: String

  /// Returns the armored signature of a commit object.
  ///
  /// - Parameter buffer: what `GitRepository.commitBuffer` returned.
  /// - Returns: text for the `gpgsig` header.
  /// - Throws: `.signing`, with what the program said, whenever there is no signature.
  package func sign(_ buffer: [UInt8]) throws(GitError) -> String {
    switch format {
    case .openpgp, .x509: try signByGnuPG(buffer)
    case .ssh: try signBySSH(buffer)
    }
  }

  /// Source: `sign_buffer_gpg` in git's gpg-interface.c.
  private func signByGnuPG(_ buffer: [UInt8]) throws(GitError) -> String {
    let key = key ?? committer(of: buffer)
    let outcome = try run([program, "--status-fd=2", "-bsau", key], input: buffer)
    let isMade = outcome.errorText.split(separator: "\n").contains {
      $0.hasPrefix("[GNUPG:] SIG_CREATED ")
    }
    guard outcome.status == 0, isMade else { throw refused(outcome) }
    return outcome.outputText.replacing("\r\n", with: "\n")
  }

  /// Source: `sign_buffer_ssh` in git's gpg-interface.c.
  private func signBySSH(_ buffer: [UInt8]) throws(GitError) -> String {
    let key = try sshKey()
    var keyFile: TemporaryFile?
    var arguments = [program, "-Y", "sign", "-n", "git", "-f"]
    if let literal = Self.literal(key) {
      let file = try TemporaryFile(
        "\(scratchDirectory)/snag-key", bytes: Array("\(literal)\n".utf8))
      keyFile = file
      // -U: the agent has the private half.
      arguments += [file.path, "-U"]
    } else {
      arguments.append(key)
    }
    let data = try TemporaryFile("\(scratchDirectory)/snag-sign", bytes: buffer)
    defer { FileSystem.remove("\(data.path).sig") }
    let outcome = try withExtendedLifetime(keyFile) { () throws(GitError) in
      try run(arguments + [data.path], input: [])
    }
    guard outcome.status == 0, let signature = try FileSystem.read("\(data.path).sig") else {
      throw refused(outcome)
    }
    return String(decoding: signature, as: UTF8.self).replacing("\r\n", with: "\n")
  }

  /// Source: `get_default_ssh_signing_key` in git's gpg-interface.c.
  private func sshKey() throws(GitError) -> String {
    if let key { return key }
    guard let defaultKeyCommand else {
      throw failure("either user.signingkey or gpg.ssh.defaultKeyCommand needs to be configured")
    }
    let outcome = try run(ShellWords.split(defaultKeyCommand), input: [])
    let line = outcome.outputText.split(separator: "\n").first.map { $0.trimmingBlanks() } ?? ""
    guard outcome.status == 0, Self.literal(line) != nil else {
      throw failure("gpg.ssh.defaultKeyCommand returned no keys: \(outcome.errorText)")
    }
    return line
  }

  /// The key itself when that, and not the path of a file, is configured.
  private static func literal(_ key: String) -> String? {
    if key.hasPrefix("key::") { return String(key.dropFirst("key::".count)) }
    return key.hasPrefix("ssh-") ? key : nil
  }

  private func committer(of buffer: [UInt8]) -> String {
    let lines = String(decoding: buffer, as: UTF8.self).split(separator: "\n")
    let line = lines.first { $0.hasPrefix("committer ") } ?? ""
    let end = line.lastIndex(of: ">").map { line.index(after: $0) } ?? line.endIndex
    return String(line[..<end].dropFirst("committer ".count))
  }

  private func run(_ arguments: [String], input: [UInt8]) throws(GitError) -> ProgramOutcome {
    do {
      return try runner.run(arguments, input: input)
    } catch {
      throw failure(error.message)
    }
  }

  private func refused(_ outcome: ProgramOutcome) -> GitError {
    let said = outcome.errorText.split(separator: "\n").filter { !$0.hasPrefix("[GNUPG:]") }
    let reason = said.joined(separator: "; ")
    return failure(reason.isEmpty ? "exited with status \(outcome.status)" : reason)
  }

  private func failure(_ reason: String) -> GitError {
    GitError(code: .signing, function: program, message: reason.trimmingBlanks())
  }
}
