/// Why `sync` stopped; what it had done until then is complete and a second run goes on from there.
package enum SyncRefused: Error, Sendable, Equatable {
  /// A bare repository has nothing checked out.
  case noWorkTree
  /// The branch has no commits yet.
  case unborn(branch: String, remotes: [String])
  /// HEAD is on no branch; these are at the same commit or could be switched to.
  case detached(branches: [String])
  /// A merge, rebase or the like is going on; see `Operation.name`.
  case operationInProgress(String)
  /// The repository has no remote.
  case noRemote
  /// It has several, and nothing says which one the branch belongs to.
  case severalRemotes(branch: String, remotes: [String])
  /// It has none of that name.
  case unknownRemote(String, known: [String])
  /// The branch follows another branch of this repository.
  case followsLocalBranch(branch: String, upstream: String)
  /// The remote has deleted the branch.
  case gone(remote: String, branch: String)
  /// The histories share no commit.
  case unrelated(upstream: String)
  /// Both sides changed these files, which are no tickets, in ways that git cannot join.
  case conflict(paths: [String], upstream: String)
  /// Both sides changed these tickets, which cannot be read on one of them.
  case unreadable([UnreadableVersion], upstream: String)
  /// Uncommitted changes, or files that git does not track, stand where the merge would write; in
  /// git's words.
  case inTheWay(paths: [String], areTracked: Bool, words: String)
  /// Tickets hold values or texts that somebody must decide between before others get them.
  case unsettled([UnsettledTicket])
  /// Another branch was checked out in the middle of it, and `wrong` was moved by that.
  case switched(from: String, didMove: Bool, wrong: MovedBranch?)
  /// Others kept pushing.
  case outrun(remote: String, branch: String, rounds: Int)
  /// The remote said no; in its words.
  case pushRefused(remote: String, words: [String])
  /// This git cannot merge without a work tree, and merge drivers are configured.
  case oldGit(upstream: String)

  /// A branch that was moved although another one was meant.
  package struct MovedBranch: Sendable, Equatable {
    package let name: String
    /// Full hexadecimal id of the commit it was at.
    package let former: String
  }
}

/// A ticket that a push would bring to others although nobody has settled it.
package struct UnsettledTicket: Sendable, Equatable {
  /// The ticket's id, or the path of a file that cannot be read.
  package let name: String
  /// Entries of `conflicts`, as written; empty when the text holds conflict markers.
  package let entries: [String]
}
