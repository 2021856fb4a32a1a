/// Where a repository and its tickets are, found without opening git when the case is plain.
///
/// A read that needs only the work tree must not pay for libgit2, so the everyday case (a `.git` in
/// this directory or one above, no GIT_* variables, no `core.worktree`) is decided here by looking;
/// every other case is git's to decide.
package struct Workspace: Sendable, Equatable {
  /// Absolute path of the work tree's top; nil when the repository is bare.
  package let root: String?

  /// The directory of the tickets below the root, and their prefix in trees.
  package static let folder = ".tickets"

  /// Names directly below `.tickets` that never hold tickets.
  package static let reservedNames: Set<String> = [
    "config.yml", "workflows", "templates", "macros", "people.yml", "sla.yml", "kb",
  ]

  /// Whether a file of this repository-relative path is meant to be a ticket.
  package static func isTicketPath(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1, parts[0] == folder, let name = parts.last else { return false }
    return name.isTicketFileName && !reservedNames.contains(parts[1])
      && !parts.dropFirst().contains { $0.isEmpty || $0.hasPrefix(".") }
  }

  /// Returns the workspace around a directory, or nil when only git can tell.
  static func plain(around directory: String, environment: [String: String]) -> Workspace? {
    let steering = ["GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_CEILING_DIRECTORIES"]
    guard steering.allSatisfy({ environment[$0] == nil }) else { return nil }
    var candidate = directory
    while true {
      // A bare repository, or the inside of .git: git looks here before it looks above.
      let isGitDirectory =
        Files.kind(of: "\(candidate)/HEAD") != nil
        && Files.kind(of: "\(candidate)/objects") == .directory
      guard !isGitDirectory else { return nil }
      switch Files.kind(of: "\(candidate)/.git") {
      case .directory?:
        guard let config = try? Files.read("\(candidate)/.git/config", limit: 1 << 20),
          !config.containsWord("worktree"), Files.kind(of: "\(candidate)/.git/HEAD") != nil,
          // Whether another person's repository is to be trusted is git's to say.
          Files.isOwn("\(candidate)/.git"), Files.isOwn(candidate)
        else { return nil }
        return Workspace(root: candidate)
      case nil: break
      default: return nil
      }
      guard let slash = candidate.lastIndex(of: "/"), candidate != "/" else { return nil }
      candidate = slash == candidate.startIndex ? "/" : String(candidate[..<slash])
    }
  }
}

extension [UInt8] {
  /// Whether the bytes hold an ASCII word in any case.
  fileprivate func containsWord(_ word: String) -> Bool {
    let needle = Array(word.utf8)
    guard count >= needle.count else { return false }
    return indices.dropLast(needle.count - 1).contains { start in
      needle.indices.allSatisfy { self[start + $0] | 0x20 == needle[$0] }
    }
  }
}
