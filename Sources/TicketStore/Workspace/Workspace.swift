/// Where a repository and its tickets are, found without opening git when the case is plain.
///
/// A read that needs only the work tree must not pay for libgit2, so the everyday case (a `.git` in
/// this directory or one above, no GIT_* variables, no `core.worktree`) is decided here by looking;
/// every other case is git's to decide.
package struct Workspace: Sendable, Equatable {
  /// Absolute path of the work tree's top; nil when the repository is bare.
  package let root: String?
  /// Absolute path of git's common directory.
  let commonDirectory: String

  /// The directory of the tickets below the root, and their prefix in trees.
  package static let folder = ".tickets"

  /// Names directly below `.tickets` that never hold tickets.
  package static let reservedNames: Set<String> = [
    "config.yml", "workflows", "templates", "macros", "people.yml", "sla.yml",
    "rules.yml", "kb",
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
      case .directory?: return plain(candidate, "\(candidate)/.git", "\(candidate)/.git")
      case .file?:
        guard let linked = LinkedGitDirectory(candidate) else { return nil }
        return plain(candidate, linked.path, linked.commonDirectory)
      case nil: break
      default: return nil
      }
      guard let slash = candidate.lastIndex(of: "/"), candidate != "/" else { return nil }
      candidate = slash == candidate.startIndex ? "/" : String(candidate[..<slash])
    }
  }

  /// Returns a work tree with its git directory; nil when only git can tell.
  private static func plain(
    _ root: String, _ gitDirectory: String, _ commonDirectory: String
  ) -> Workspace? {
    guard let config = try? Files.read("\(commonDirectory)/config", limit: 1 << 20),
      !config.holdsWord("worktree"), Files.kind(of: "\(gitDirectory)/HEAD") != nil,
      // Whether another person's repository is to be trusted is git's to say.
      Files.isOwn(gitDirectory), Files.isOwn(commonDirectory), Files.isOwn(root)
    else { return nil }
    return Workspace(root: root, commonDirectory: commonDirectory)
  }
}

/// The git directory of a linked work tree, which its `.git` file names.
private struct LinkedGitDirectory {
  let path: String
  let commonDirectory: String

  init?(_ root: String) {
    guard let path = Self.path(in: "\(root)/.git", after: "gitdir: ", from: root),
      let common = Self.path(in: "\(path)/commondir", after: "", from: path),
      Files.isOwn("\(root)/.git")
    else { return nil }
    self.path = path
    commonDirectory = common
  }

  /// Returns the directory that a file names; nil when it names none.
  private static func path(in file: String, after prefix: String, from base: String) -> String? {
    guard let bytes = try? Files.read(file, limit: 1 << 16),
      let text = String(validating: bytes, as: UTF8.self), text.hasPrefix(prefix)
    else { return nil }
    var path = text.dropFirst(prefix.count)
    while path.last?.isNewline == true { path = path.dropLast() }
    guard !path.isEmpty else { return nil }
    return Files.resolved(path.hasPrefix("/") ? String(path) : "\(base)/\(path)")
  }
}

extension [UInt8] {
  /// Whether the bytes hold an ASCII word in any case.
  func holdsWord(_ word: String) -> Bool {
    let needle = Array(word.utf8)
    guard count >= needle.count else { return false }
    return indices.dropLast(needle.count - 1).contains { start in
      needle.indices.allSatisfy { self[start + $0] | 0x20 == needle[$0] }
    }
  }
}
