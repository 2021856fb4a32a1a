/// What the program's exit status says.
///
/// Numbers are never reused.
enum ExitStatus: Int32, Error {
  /// Done; an empty answer too.
  case success = 0
  /// Failed, or a check found something.
  case failure = 1
  /// The command line makes no sense.
  case usage = 2
  /// No such ticket, or several.
  case notFound = 3
  /// Not allowed now: a transition, a moved ref, a held lock, an unresolved conflict.
  case refused = 4
  /// What the merge driver tells git's line of a merge that is clean; no other program says so.
  case cleanForGit = 40
  /// The same of a conflict.
  case conflictForGit = 41
  /// The merge driver could not do its work; git takes a number above 128 for a driver that died.
  case driverFailed = 129
}
