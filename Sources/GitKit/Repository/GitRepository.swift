import CLibgit2

/// An open repository.
///
/// Deliberately not Sendable: libgit2 says "use an object from a single thread at a time", and a
/// lock around single calls would protect calls, not operations. Open one per thread; any number of
/// them, in any number of processes, may work on the same repository.
package final class GitRepository {
  /// The environment it was opened with; programs run for it inherit this one.
  package let environment: [String: String]
  /// Absolute path of the git directory without a trailing slash; a linked worktree has its own.
  package let gitDirectory: String
  /// Absolute path of the directory with the objects and branches all worktrees share.
  package let commonDirectory: String
  /// Absolute path of the work tree without a trailing slash; nil when the repository is bare.
  package let workTree: String?
  /// Whether this is a worktree made by `git worktree add`.
  package let isLinkedWorktree: Bool
  /// Absolute path of the index file, which need not exist; `GIT_INDEX_FILE` is honoured.
  package let indexPath: String

  let pointer: OpaquePointer
  let configuration: Configuration
  /// Commits whose parents a shallow clone does not have; see `git help shallow`.
  let shallowBorder: Set<ObjectID>

  /// Takes over an opened repository.
  init(_ opened: OpenedRepository) throws(GitError) {
    let pointer = opened.pointer
    environment = opened.location.environment
    gitDirectory = opened.gitDirectory
    commonDirectory = opened.commonDirectory
    isLinkedWorktree = git_repository_is_worktree(pointer) == 1
    configuration = try opened.makeConfiguration()
    workTree = try opened.settleWorkTree(configuration)
    indexPath =
      opened.location.path(of: "GIT_INDEX_FILE", in: opened.location.start)
      ?? "\(opened.gitDirectory)/index"
    shallowBorder = try Self.readShallowBorder(opened.commonDirectory)
    try opened.useObjectDirectories()
    self.pointer = opened.release()
  }

  deinit { git_repository_free(pointer) }

  /// Whether there is no work tree.
  package var isBare: Bool { workTree == nil }

  /// Finds the repository a directory belongs to, upward as git does, and opens it.
  ///
  /// Honours `GIT_DIR`, `GIT_WORK_TREE`, `GIT_INDEX_FILE`, `GIT_OBJECT_DIRECTORY`,
  /// `GIT_ALTERNATE_OBJECT_DIRECTORIES`, `GIT_CEILING_DIRECTORIES` and
  /// `GIT_DISCOVERY_ACROSS_FILESYSTEM` of `environment`; relative ones are relative to `path`. Source:
  /// `git help git`.
  ///
  /// - Parameters:
  ///   - path: absolute path of a directory.
  ///   - environment: the variables to honour, instead of the process's own.
  /// - Returns: the repository.
  /// - Throws: `.noRepository` when there is none, `.owner` when git does not trust it, `.unsupported`
  ///   when it needs what libgit2 1.5 cannot do.
  package static func open(
    at path: String, environment: [String: String]
  ) throws(GitError) -> GitRepository {
    let location = Location(start: path, environment: environment)
    return try GitRepository(try OpenedRepository(location))
  }

  private static func readShallowBorder(_ directory: String) throws(GitError) -> Set<ObjectID> {
    guard let bytes = try FileSystem.read("\(directory)/shallow") else { return [] }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    return Set(lines.compactMap { ObjectID(hex: String($0)) })
  }
}

extension GitRepository {
  /// Commits whose parents a shallow clone does not have, sorted.
  package var shallowCommits: [ObjectID] { shallowBorder.sorted() }
}
