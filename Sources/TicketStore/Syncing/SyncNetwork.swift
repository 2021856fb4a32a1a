import GitKit

/// What `sync` does over the network: the user's git, with its ssh, credentials and proxies.
struct SyncNetwork {
  let git: GitRepository
  let target: SyncTarget
  let mayAsk: Bool

  /// What became of a push.
  enum PushOutcome {
    case done
    /// The remote's branch was not where we last saw it, or the remote said no: in its words.
    case refused(words: [String])
  }

  private var settings: [String: String] { mayAsk ? [:] : ["GIT_TERMINAL_PROMPT": "0"] }

  /// Brings the remote-tracking ref up to date.
  ///
  /// - Returns: the remote's commit; nil when the remote does not have the branch.
  func fetch() throws -> ObjectID? {
    let refspec = "+\(target.remoteRef):\(target.tracking)"
    let arguments = ["fetch", "-q", target.remote, refspec]
    let outcome = try git.runGit(arguments, extra: settings)
    if outcome.status == 0 { return try git.tip(of: target.tracking) }
    let listed = try git.runGit(
      ["ls-remote", "--exit-code", target.remote, target.remoteRef.name], extra: settings)
    // git help ls-remote: "Exit with status 2 when no matching refs are found".
    guard listed.status == 2 else { throw failure("fetch", outcome) }
    guard try git.tip(of: target.tracking) == nil else {
      throw SyncRefused.gone(remote: target.remote, branch: target.remoteRef.shorthand)
    }
    return nil
  }

  /// Pushes a commit of the branch.
  func push(_ commit: ObjectID, isNewBranch: Bool) throws -> PushOutcome {
    // Following is configured for a branch only, not for a commit.
    let source = isNewBranch ? target.branch.name : commit.hex
    let arguments =
      ["push", "--porcelain"] + (isNewBranch ? ["-u"] : [])
      + [target.remote, "\(source):\(target.remoteRef)"]
    let outcome = try git.runGit(arguments, extra: settings)
    if outcome.status == 0 { return .done }
    // git help push: a line of --porcelain begins with a flag, `!` for a rejected ref.
    let rejections = outcome.outputText.split(separator: "\n").filter { $0.hasPrefix("!\t") }
    let said = outcome.errorText.split(separator: "\n").map(String.init)
    guard !rejections.isEmpty else { throw failure("push", outcome) }
    let reasons = rejections.compactMap { $0.split(separator: "\t").last.map(String.init) }
    return .refused(words: reasons + said.filter { $0.hasPrefix("remote: ") })
  }

  private func failure(_ verb: String, _ outcome: ProgramOutcome) -> ProgramError {
    ProgramError(
      program: "git \(verb) \(target.remote)", status: outcome.status, errors: outcome.errorText)
  }
}
