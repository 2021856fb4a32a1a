extension GitRepository {
  /// Runs git on this repository, whatever the environment says about where it is.
  ///
  /// - Parameters:
  ///   - arguments: what follows `git`.
  ///   - input: bytes of its standard input.
  ///   - extra: environment variables to set besides the repository's own.
  /// - Returns: what it wrote and its status, whatever that is.
  /// - Throws: `.program` when git cannot be started.
  package func runGit(
    _ arguments: [String], input: [UInt8] = [], extra: [String: String] = [:]
  ) throws(GitError) -> ProgramOutcome {
    try programRunner(extra: extra).run(["git"] + arguments, input: input)
  }

  /// Runs a fixed shell script that calls git on this repository.
  ///
  /// - Parameters:
  ///   - script: the script; nothing that varies belongs into it.
  ///   - arguments: its `"$@"`.
  ///   - input: bytes of its standard input.
  /// - Returns: what it wrote and its status, whatever that is.
  /// - Throws: `.program` when the shell cannot be started.
  func runShell(
    _ script: StaticString, _ arguments: [String], input: [UInt8] = []
  ) throws(GitError) -> ProgramOutcome {
    try programRunner().run(["sh", "-c", "\(script)", "sh"] + arguments, input: input)
  }

  private func programRunner(extra: [String: String] = [:]) -> ProgramRunner {
    var environment = environment
    environment["GIT_DIR"] = gitDirectory
    environment["GIT_WORK_TREE"] = workTree
    environment.merge(extra) { $1 }
    return ProgramRunner(environment: environment, directory: workTree ?? gitDirectory)
  }

  /// Like `runGit`, but a status other than zero throws `.program` with what git said.
  package func requireGit(
    _ arguments: [String], input: [UInt8] = [], extra: [String: String] = [:]
  ) throws(GitError) -> ProgramOutcome {
    let outcome = try runGit(arguments, input: input, extra: extra)
    guard outcome.status == 0 else {
      throw GitError(
        code: .program, function: "git \(arguments.first ?? "")",
        message: outcome.errorText.trimmingBlanks())
    }
    return outcome
  }
}

extension StringProtocol {
  /// Drops white space at both ends.
  func trimmingBlanks() -> String {
    String(
      drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
