import CLibgit2

extension GitRepository {
  /// Moves a ref if it is where we think it is, or makes it.
  ///
  /// A compare-and-swap under the ref's lock file, so neither git nor another process can come in
  /// between. The reflog is written where git would write it, HEAD's too when HEAD is on the ref.
  ///
  /// - Parameters:
  ///   - ref: full name; a symbolic ref is followed.
  ///   - new: the new target, which must exist.
  ///   - old: where it has to be now; nil when it must not exist.
  ///   - committer: identity and time of the reflog entry.
  ///   - reflog: message of the reflog entry.
  /// - Throws: `.modified` when the ref is not at `old`, `.locked` when somebody holds its lock,
  ///   `.invalidName` when git does not allow the name beside the refs there are.
  package func moveRef(
    _ ref: RefName, to new: ObjectID, expecting old: ObjectID?, committer: Signature,
    reflog: String
  ) throws(GitError) {
    let target =
      switch try follow(ref) {
      case .direct(let end, _), .missing(let end): end
      }
    if old == nil { try checkNewName(target) }
    try swap(target.name, to: new, committer, reflog) { () throws(GitError) in
      guard try tip(of: target) == old else { throw lost(target.name) }
    }
  }

  /// Moves a detached HEAD if it is where we think it is.
  ///
  /// - Parameters:
  ///   - new: the new commit.
  ///   - old: where it has to be now.
  ///   - committer: identity and time of the reflog entry.
  ///   - reflog: message of the reflog entry.
  /// - Throws: `.modified` when HEAD is elsewhere or on a branch, `.locked` when somebody holds its
  ///   lock.
  package func moveDetachedHead(
    to new: ObjectID, expecting old: ObjectID, committer: Signature, reflog: String
  ) throws(GitError) {
    try swap("HEAD", to: new, committer, reflog) { () throws(GitError) in
      guard try head() == .detached(old) else { throw lost("HEAD") }
    }
  }

  private func swap(
    _ name: String, to new: ObjectID, _ committer: Signature, _ reflog: String,
    whenLocked verify: () throws(GitError) -> Void
  ) throws(GitError) {
    guard try hasObject(new) else {
      throw GitError(code: .notFound, function: "moveRef", message: "no object \(new)")
    }
    let transaction = try own("git_transaction_new", free: git_transaction_free) {
      git_transaction_new(&$0, pointer)
    }
    try check(git_transaction_lock_ref(transaction.pointer, name), "git_transaction_lock_ref")
    try verify()
    var oid = new.oid
    try committer.withHandle { (signature) throws(GitError) in
      try check(
        git_transaction_set_target(transaction.pointer, name, &oid, signature, reflog),
        "git_transaction_set_target")
    }
    try check(git_transaction_commit(transaction.pointer), "git_transaction_commit")
  }

  private func lost(_ name: String) -> GitError {
    GitError(code: .modified, function: "moveRef", message: "\(name) has moved meanwhile")
  }

  /// Refuses a bad name, and a name that is a folder of another ref or the other way round.
  ///
  /// libgit2 1.5 checks this in `git_reference_create` only, not in a transaction.
  private func checkNewName(_ ref: RefName) throws(GitError) {
    var isValid: Int32 = 0
    try check(git_reference_name_is_valid(&isValid, ref.name), "git_reference_name_is_valid")
    guard isValid == 1 else { throw invalid("\(ref) is not a valid ref name") }
    var parent = ref.name[...]
    while let slash = parent.lastIndex(of: "/") {
      parent = parent[..<slash]
      guard parent.contains("/") else { break }
      if try tip(of: RefName(String(parent))) != nil { throw invalid("\(parent) is a ref") }
    }
    if let inner = try refs(matching: ["\(ref.name)/*"]).first {
      throw invalid("\(inner.ref) exists")
    }
  }

  private func invalid(_ message: String) -> GitError {
    GitError(code: .invalidName, function: "moveRef", message: message)
  }
}
