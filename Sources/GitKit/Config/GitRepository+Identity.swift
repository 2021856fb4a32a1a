/// The two people of a commit.
package enum CommitRole: String, Sendable {
  /// Who wrote the change.
  case author
  /// Who makes the commit.
  case committer
}

extension GitRepository {
  /// Returns who git would say makes, or wrote, a commit now.
  ///
  /// In git's order: `GIT_AUTHOR_NAME` and so on, `author.name`, `user.name`, and for the address
  /// `EMAIL` last. Unlike git, never guesses from the host's name. Source: `git help commit`,
  /// "COMMIT INFORMATION".
  ///
  /// - Parameters:
  ///   - role: author or committer.
  ///   - now: seconds since the epoch, used unless `GIT_AUTHOR_DATE` or so says otherwise.
  ///   - offsetMinutes: minutes the clock is ahead of UTC.
  /// - Returns: the identity with its time.
  /// - Throws: `.identity` when a name or an address is missing, `.configuration` for a date that
  ///   cannot be read.
  package func signature(
    _ role: CommitRole, now: Int64, offsetMinutes: Int
  ) throws(GitError) -> Signature {
    let prefix = "GIT_\(role.rawValue.uppercased())"
    let name = try identity(prefix, "NAME", "\(role.rawValue).name", "user.name", nil)
    let email = try identity(prefix, "EMAIL", "\(role.rawValue).email", "user.email", "EMAIL")
    var signature = Signature(
      name: name, email: email, seconds: now, offsetMinutes: offsetMinutes)
    if let text = environment["\(prefix)_DATE"], !text.isEmpty {
      guard let date = GitDate(text, offsetMinutes: offsetMinutes) else {
        throw GitError(
          code: .configuration, function: "signature",
          message: "invalid date format: \(prefix)_DATE=\(text)")
      }
      signature.seconds = date.seconds
      signature.offsetMinutes = date.offsetMinutes
    }
    return signature
  }

  private func identity(
    _ prefix: String, _ part: String, _ roleKey: String, _ userKey: String, _ fallback: String?
  ) throws(GitError) -> String {
    var candidates = [environment["\(prefix)_\(part)"]]
    candidates.append(try configString(roleKey))
    candidates.append(try configString(userKey))
    candidates.append(fallback.flatMap { environment[$0] })
    for case let candidate? in candidates {
      let clean = Signature.withoutCrud(candidate)
      if !clean.isEmpty { return clean }
    }
    throw GitError(
      code: .identity, function: "signature",
      message: "neither \(prefix)_\(part) nor \(userKey) is set")
  }
}
