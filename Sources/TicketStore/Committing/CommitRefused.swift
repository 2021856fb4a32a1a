/// Why a plan was not carried out; nothing was changed.
package enum CommitRefused: Error, Sendable, Equatable {
  /// A merge, rebase or the like is going on.
  case operationInProgress(String)
  /// The file is not where it was: deleted or renamed meanwhile.
  case missing(path: String)
  /// The file that was to be made is there already.
  case exists(path: String)
  /// The index holds several versions of the file.
  case unmerged(path: String)
  /// The file is staged for deletion.
  case stagedForDeletion(path: String)
  /// The file is new to git, and several of its ticket's old paths have no file any more.
  case renamedFromSeveral(path: String, old: [String])
  /// The edit does not apply to one of the texts: which, and why.
  case doesNotApply(path: String, text: TextKind, reason: String)
  /// Others kept moving the ref; so many tries were made.
  case contended(ref: String, tries: Int)
  /// There is no such branch.
  case noBranch(String)
  /// The branch is checked out in another work tree, which would fall behind.
  case checkedOut(branch: String, at: String)
  /// A bare repository has no files to write without a commit.
  case noWorkTree

  /// One of a file's three texts.
  package enum TextKind: String, Sendable {
    case committed, staged
    case workTree = "work tree"
  }
}
