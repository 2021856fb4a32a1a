import GitKit

/// The tickets of one git repository: where they are read and changed.
///
/// Not Sendable: it owns a libgit2 handle, which may be used by one thread at a time.
package final class TicketRepository {
  /// Absolute path of the work tree's top; nil when the repository is bare.
  package let root: String?
  package var environment: StoreEnvironment

  /// Absolute path of the directory that it was found from.
  let directory: String
  /// git's common directory, where it was found without opening git.
  private let plainCommonDirectory: String?
  private var openedGit: GitRepository?
  private var readSettings: Settings?

  /// Finds the repository around a directory.
  ///
  /// - Parameters:
  ///   - directory: absolute path, as the person is in it.
  ///   - environment: the world outside the repository.
  /// - Throws: `GitError` when there is none, or git would refuse it.
  package init(around directory: String, environment: StoreEnvironment) throws {
    self.directory = directory
    self.environment = environment
    if let plain = Workspace.plain(around: directory, environment: environment.variables) {
      root = plain.root
      plainCommonDirectory = plain.commonDirectory
    } else {
      let git = try GitRepository.open(at: directory, environment: environment.variables)
      openedGit = git
      root = git.workTree
      plainCommonDirectory = nil
    }
  }

  /// The repository as git sees it; opened the first time it is needed, because that takes
  /// milliseconds which a plain read should not pay.
  func git() throws -> GitRepository {
    if let openedGit { return openedGit }
    let git = try GitRepository.open(at: directory, environment: environment.variables)
    openedGit = git
    return git
  }

  /// Absolute path of git's common directory, where the cache is; nil when there is none.
  var commonDirectory: String? { plainCommonDirectory ?? (try? git().commonDirectory) }

  /// git's common directory, where it is known without opening git.
  var commonDirectoryWithoutGit: String? { openedGit == nil ? plainCommonDirectory : nil }

  /// The configuration and workflows; read once.
  package func settings() throws -> Settings {
    if let readSettings { return readSettings }
    let settings = try readSettings(from: root == nil ? .revision("HEAD") : .workTree)
    readSettings = settings
    return settings
  }

  /// Name of the directory that holds the repository, from which a prefix is made.
  package var name: String {
    let path = root ?? directory
    let last = path.split(separator: "/").last.map(String.init) ?? "tickets"
    return last.hasSuffix(".git") ? String(last.dropLast(4)) : last
  }
}
