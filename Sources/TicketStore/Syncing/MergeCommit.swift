import GitKit
import TicketMerge

/// Makes the commit that joins two branches: tickets by our own merge, all else by git's.
///
/// Nothing but objects is written. Two commits that nobody sees, one on each tip, hold the merged
/// tickets alike; `git merge-tree` joins these, so that tickets cannot conflict there, and renames,
/// modes, submodules and merge drivers of other files are git's business as ever.
struct MergeCommit {
  let repository: TicketRepository
  let git: GitRepository
  let ours: ObjectID
  let theirs: ObjectID
  /// What people call their branch, such as `origin/main`.
  let upstream: String

  /// What joining comes to.
  enum Outcome {
    case clean(tree: ObjectID)
    /// Files that are no tickets and that both sides changed.
    case conflict(paths: [String])
  }

  /// Joins the trees.
  func join(_ tickets: [MergedTicket]) throws -> Outcome {
    let left = try withMergedTickets(tickets, on: ours, side: .ours)
    let right = try withMergedTickets(tickets, on: theirs, side: .theirs)
    let outcome = try git.runGit([
      "merge-tree", "--write-tree", "--no-messages", "--name-only", "-z", left.hex, right.hex,
    ])
    let parts = outcome.outputText.split(separator: "\0").map(String.init)
    switch outcome.status {
    case 0:
      guard let tree = parts.first.flatMap(ObjectID.init(hex:)) else { break }
      return .clean(tree: tree)
    case 1: return .conflict(paths: Array(parts.dropFirst()))
    // The usage text: --write-tree came with git 2.38.
    case 129: throw SyncRefused.oldGit(upstream: upstream)
    default: break
    }
    throw ProgramError(
      program: "git merge-tree", status: outcome.status, errors: outcome.errorText)
  }

  /// Writes the merge commit, signed where the configuration says so; moves nothing.
  func write(tree: ObjectID) throws -> ObjectID {
    let identity = try CommitIdentity(
      message: message(), git: git, environment: repository.environment)
    return try identity.writeCommit(tree: tree, parents: [ours, theirs], in: git)
  }

  /// What `git merge` would write, with `merge.log` and the like.
  private func message() throws -> String {
    let line = "\(theirs)\t\tremote-tracking branch '\(upstream)'\n"
    return try git.requireGit(["fmt-merge-msg"], input: Array(line.utf8)).outputText
  }

  private func withMergedTickets(
    _ tickets: [MergedTicket], on tip: ObjectID, side: MergeSide
  ) throws -> ObjectID {
    let changed = tickets.filter { $0.result != $0.version(side) }
    let removed = changed.compactMap { $0.version(side)?.path }
    let written = try changed.compactMap(\.result).map {
      TreeChange.upsert(
        path: $0.path, blob: try git.makeBlob($0.bytes), isExecutable: $0.isExecutable)
    }
    // A path that one ticket leaves may be another's new one, and the last change of a path counts.
    let kept = Set(written.map(\.path))
    let changes =
      removed.filter { !kept.contains($0) }.map { TreeChange.remove(path: $0) } + written
    guard !changes.isEmpty else { return tip }
    let signature = try repository.environment.signature(.committer, in: git)
    return try git.writeCommit(
      CommitRequest(
        tree: try git.updatedTree(from: git.tree(of: tip), changes: changes), parents: [tip],
        author: signature, committer: signature, message: "tickets as merged\n"))
  }
}
