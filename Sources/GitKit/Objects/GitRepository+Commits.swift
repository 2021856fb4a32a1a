import CLibgit2

extension GitRepository {
  /// Returns the commit of that name.
  ///
  /// Throws `.notFound` when there is no such object or it is not a commit.
  package func commit(_ id: ObjectID) throws(GitError) -> CommitRecord {
    let handle = try lookUpCommit(id)
    let pointer = handle.pointer
    let author = try require(git_commit_author(pointer), "git_commit_author")
    let committer = try require(git_commit_committer(pointer), "git_commit_committer")
    let message = try require(git_commit_message(pointer), "git_commit_message")
    return CommitRecord(
      id: id,
      tree: try treeID(of: handle),
      parents: try parentIDs(of: handle, id: id),
      author: Signature(author.pointee),
      committer: Signature(committer.pointee),
      message: String(cString: message))
  }

  /// Returns the tree of a commit.
  package func tree(of revision: ObjectID) throws(GitError) -> ObjectID {
    try treeID(of: try lookUpCommit(revision))
  }

  /// Returns the bytes of a commit object, which is also what gets signed.
  ///
  /// Nothing is written. Source: `git help commit-tree`.
  package func commitBuffer(_ request: CommitRequest) throws(GitError) -> [UInt8] {
    var lines = ["tree \(request.tree)"]
    lines += request.parents.map { "parent \($0)" }
    lines.append("author \(request.author.line)")
    lines.append("committer \(request.committer.line)")
    guard !request.message.utf8.contains(0) else {
      throw GitError(
        code: .generic, function: "commitBuffer", message: "a commit message cannot hold NUL")
    }
    let message = request.message.hasSuffix("\n") ? request.message : request.message + "\n"
    return Array((lines.joined(separator: "\n") + "\n\n" + message).utf8)
  }

  /// Writes an unsigned commit object; no ref moves.
  package func writeCommit(_ request: CommitRequest) throws(GitError) -> ObjectID {
    try writeObject(try commitBuffer(request), type: GIT_OBJECT_COMMIT)
  }

  /// Writes a commit object with its signature in the `gpgsig` header; no ref moves.
  ///
  /// - Parameters:
  ///   - buffer: what `commitBuffer` returned and `signature` signs.
  ///   - signature: the armored signature.
  /// - Returns: the commit.
  /// - Throws: an error of libgit2 when the buffer is no commit.
  package func writeCommit(buffer: [UInt8], signature: String) throws(GitError) -> ObjectID {
    var oid = git_oid()
    let content = String(decoding: buffer, as: UTF8.self)
    try check(
      git_commit_create_with_signature(&oid, pointer, content, signature, "gpgsig"),
      "git_commit_create_with_signature")
    return ObjectID(oid)
  }

  /// Returns the commit a revision means, as `git rev-parse REVISION^{commit}` does.
  ///
  /// Nil when nothing of that name exists or it is not a commit. Throws `.ambiguous` for an
  /// abbreviation that fits several objects.
  package func resolve(_ revision: String) throws(GitError) -> ObjectID? {
    var made: OpaquePointer?
    let status = git_revparse_single(&made, pointer, revision)
    if status == GIT_EINVALIDSPEC.rawValue {
      git_error_clear()
      return nil
    }
    guard try found(status, "git_revparse_single") else { return nil }
    let object = Handle(
      try require(made, "git_revparse_single"), of: self, free: git_object_free)
    var peeled: OpaquePointer?
    guard git_object_peel(&peeled, object.pointer, GIT_OBJECT_COMMIT) == 0 else {
      git_error_clear()
      return nil
    }
    let commit = Handle(try require(peeled, "git_object_peel"), of: self, free: git_object_free)
    return ObjectID(try require(git_object_id(commit.pointer), "git_object_id").pointee)
  }

  /// Opens a commit, asking the promisor remote for it when it is missing.
  func lookUpCommit(_ id: ObjectID) throws(GitError) -> Handle {
    var oid = id.oid
    return try lookUp(id, "git_commit_lookup", free: git_commit_free) {
      git_commit_lookup(&$0, pointer, &oid)
    }
  }

  func treeID(of commit: borrowing Handle) throws(GitError) -> ObjectID {
    ObjectID(try require(git_commit_tree_id(commit.pointer), "git_commit_tree_id").pointee)
  }

  /// The parents git sees: none at the border of a shallow clone, whatever the object says.
  func parentIDs(of commit: borrowing Handle, id: ObjectID) throws(GitError) -> [ObjectID] {
    if shallowBorder.contains(id) { return [] }
    var parents: [ObjectID] = []
    for position in 0..<git_commit_parentcount(commit.pointer) {
      // git2/commit.h: "the id of the parent, NULL on error"
      let parent = git_commit_parent_id(commit.pointer, position)
      parents.append(ObjectID(try require(parent, "git_commit_parent_id").pointee))
    }
    return parents
  }

  /// Writes any object to the object database.
  func writeObject(_ bytes: [UInt8], type: git_object_t) throws(GitError) -> ObjectID {
    let database = try own("git_repository_odb", free: git_odb_free) {
      git_repository_odb(&$0, pointer)
    }
    var oid = git_oid()
    try check(git_odb_write(&oid, database.pointer, bytes, bytes.count, type), "git_odb_write")
    return ObjectID(oid)
  }
}
