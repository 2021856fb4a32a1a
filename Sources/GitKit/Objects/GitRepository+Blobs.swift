import CLibgit2

extension GitRepository {
  /// Returns the bytes of a blob.
  ///
  /// In a partial clone a missing blob is fetched through `git cat-file`. Throws `.notFound` when
  /// there is no such blob.
  package func blob(_ id: ObjectID) throws(GitError) -> [UInt8] {
    var oid = id.oid
    let blob = try lookUp(id, "git_blob_lookup", free: git_blob_free) {
      git_blob_lookup(&$0, pointer, &oid)
    }
    let size = Int(git_blob_rawsize(blob.pointer))
    guard size > 0, let start = git_blob_rawcontent(blob.pointer) else { return [] }
    return Array(UnsafeRawBufferPointer(start: start, count: size))
  }

  /// Writes a blob and returns its name; no filters are applied.
  package func makeBlob(_ bytes: [UInt8]) throws(GitError) -> ObjectID {
    var oid = git_oid()
    try check(
      git_blob_create_from_buffer(&oid, pointer, bytes, bytes.count),
      "git_blob_create_from_buffer")
    return ObjectID(oid)
  }

  /// Returns the name that `makeBlob` would give, and writes nothing.
  package func blobID(_ bytes: [UInt8]) throws(GitError) -> ObjectID {
    var oid = git_oid()
    try check(git_odb_hash(&oid, bytes, bytes.count, GIT_OBJECT_BLOB), "git_odb_hash")
    return ObjectID(oid)
  }

  /// Whether an object of that name is in the object database, without asking any remote.
  package func hasObject(_ id: ObjectID) throws(GitError) -> Bool {
    let database = try own("git_repository_odb", free: git_odb_free) {
      git_repository_odb(&$0, pointer)
    }
    var oid = id.oid
    return git_odb_exists(database.pointer, &oid) == 1
  }

  /// Opens an object; when it is missing from a partial clone, fetches it and tries once more.
  func lookUp(
    _ id: ObjectID, _ function: StaticString, free: @escaping (OpaquePointer?) -> Void,
    _ make: (inout OpaquePointer?) -> Int32
  ) throws(GitError) -> Handle {
    do {
      return try own(function, free: free, make)
    } catch {
      guard error.code == .notFound, try fetchMissing(id) else { throw error }
      return try own(function, free: free, make)
    }
  }

  /// Lets git fetch an object from the promisor remote; false when there is none or it fails.
  private func fetchMissing(_ id: ObjectID) throws(GitError) -> Bool {
    guard try hasPromisorRemote() else { return false }
    let result = try runGit(["cat-file", "--batch-check"], input: Array("\(id)\n".utf8))
    return result.status == 0 && !result.output.ends(with: "missing\n".utf8)
  }

  /// Source: `git help partial-clone`, and gitrepository-layout for the extension.
  private func hasPromisorRemote() throws(GitError) -> Bool {
    if try configString("extensions.partialclone") != nil { return true }
    return try configEntries(matching: #"^remote\..*\.promisor$"#).contains { $0.value != "false" }
  }
}

extension [UInt8] {
  fileprivate func ends(with suffix: some Sequence<UInt8>) -> Bool {
    self.suffix(Array(suffix).count) == Array(suffix)[...]
  }
}
