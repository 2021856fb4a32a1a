import GitKit
import TicketDocument
package import TicketModel

extension TicketRepository {
  /// Finds when each ticket's file was last changed, by path, as far as commits and uncommitted edits
  /// tell; what its own history says comes on top of that.
  ///
  /// A commit counts with its author's time, so that neither a merge nor a rebase makes tickets look
  /// changed, and one that only adds or moves a file does not count: an import, a shallow clone and
  /// `shard` change no ticket; its comments' times count instead. A file that is not as it is committed was changed when the file system
  /// says so.
  ///
  /// - Parameter source: whose files; for the index as far as they are committed.
  /// - Returns: times by path; none for a file that is as it was when it was added and has no comment.
  /// - Throws: ``RevisionMissing``, `GitError`.
  package func changeTimes(in source: TicketSource = .workTree) throws -> [String: Timestamp] {
    let git = try git()
    var times: [String: Timestamp] = [:]
    let (commit, branch) = try place(of: source, git)
    if let commit {
      times = try committedTimes(commit, branch, git).filter { $0.value > 0 }
        .mapValues { Timestamp(seconds: $0) }
    }
    if source == .workTree, let root {
      for (path, time) in try uncommittedTimes(root, commit, git) { times[path] = time }
    }
    return times
  }

  /// By path, with 0 for a file that is as it was when it was added and has no comment.
  private func committedTimes(
    _ commit: ObjectID, _ branch: String, _ git: GitRepository
  ) throws -> LastChanges {
    let cache = ChangeTimesCache(git)
    if let known = cache.changes(at: commit) { return known }
    var changes = try git.lastChanges(
      under: Workspace.folder, at: commit, identity: ticketIdentity(ofPath:),
      known: cache.changes(at:))
    for entry in try git.ticketEntries(in: git.tree(of: commit)) where entry.kind.isFile {
      // It came with all that it says, as from an import; so its comments tell.
      if changes[entry.path] == nil {
        changes[entry.path] = try lastComment(in: git.blob(entry.id))
      }
    }
    cache.keep(changes, for: commit, branch: branch)
    return changes
  }

  private func lastComment(in bytes: [UInt8]) -> Int64 {
    let comments = (try? TicketDocument(parsing: bytes))?.comments ?? []
    return comments.compactMap { Timestamp($0.time)?.seconds }.max() ?? 0
  }

  private func place(
    of source: TicketSource, _ git: GitRepository
  ) throws -> (commit: ObjectID?, branch: String) {
    if case .revision(let name) = source, name != "HEAD" {
      guard let commit = try git.resolve(name) else { throw RevisionMissing(name: name) }
      return (commit, "at")
    }
    let head = try git.head()
    return (head.commit, head.branch?.name ?? "HEAD")
  }

  /// The files that are not as they are committed.
  private func uncommittedTimes(
    _ root: String, _ commit: ObjectID?, _ git: GitRepository
  ) throws -> [String: Timestamp] {
    let old = ComparedState(commit.map { .commit($0.hex) } ?? .nothing)
    var times: [String: Timestamp] = [:]
    for file in try git.differingFiles(from: old, to: ComparedState(.workTree)) {
      guard case .workFile = file.new, let seconds = git.changeTime(ofFile: "\(root)/\(file.path)")
      else { continue }
      // git does not look into a file that only has another time or inode.
      if case .blob(let id) = file.old, let bytes = try Files.readIfPresent("\(root)/\(file.path)"),
        try git.blobID(git.cleaned(bytes, path: file.path)) == id
      {
        continue
      }
      times[file.path] = Timestamp(seconds: seconds)
    }
    return times
  }
}

/// What stays of a ticket's path when its title changes: the id, as far as the name tells.
private func ticketIdentity(ofPath path: String) -> String {
  let name = path.split(separator: "/").last ?? ""
  let stem = name.hasSuffix(".md") ? name.dropLast(3) : name
  return stem.split(separator: "-", maxSplits: 2).prefix(2).joined(separator: "-")
}
