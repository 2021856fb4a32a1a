import CLibgit2

extension GitRepository {
  /// From so many blobs on they go into one pack: a thousand files of their own take as long to make
  /// as all the rest of a merge.
  private static let packedFrom = 64

  /// Writes blobs and returns their names, in the same order.
  package func makeBlobs(_ texts: [[UInt8]]) throws(GitError) -> [ObjectID] {
    guard texts.count >= Self.packedFrom else {
      var names: [ObjectID] = []
      for text in texts { names.append(try makeBlob(text)) }
      return names
    }
    return try writePack(texts)
  }

  /// Gathers the blobs in a database in memory, packs that, and puts the pack into this repository.
  private func writePack(_ texts: [[UInt8]]) throws(GitError) -> [ObjectID] {
    let memory = try own("git_odb_new", free: git_odb_free) { git_odb_new(&$0) }
    var backend: OpaquePointer?
    try check(git_mempack_new(&backend), "git_mempack_new")
    // The database frees its backends.
    try check(git_odb_add_backend(memory.pointer, backend, 1), "git_odb_add_backend")
    let wrapped = try own("git_repository_wrap_odb", free: git_repository_free) {
      git_repository_wrap_odb(&$0, memory.pointer)
    }
    try forbidDeltas(in: wrapped.pointer)
    let builder = try own("git_packbuilder_new", free: git_packbuilder_free) {
      git_packbuilder_new(&$0, wrapped.pointer)
    }
    var names: [ObjectID] = []
    for text in texts {
      var oid = git_oid()
      try check(
        git_odb_write(&oid, memory.pointer, text, text.count, GIT_OBJECT_BLOB), "git_odb_write")
      try check(git_packbuilder_insert(builder.pointer, &oid, nil), "git_packbuilder_insert")
      names.append(ObjectID(oid))
    }
    var buffer = git_buf()
    defer { git_buf_dispose(&buffer) }
    try check(git_packbuilder_write_buf(&buffer, builder.pointer), "git_packbuilder_write_buf")
    try install(buffer)
    return names
  }

  /// Makes the pack hold whole texts, each compressed.
  ///
  /// Looking for similar ones would take most of a merge's time and save one part in a hundred: git
  /// finds better ones when it packs or pushes, because it knows which file a text is a version of.
  private func forbidDeltas(in wrapped: OpaquePointer) throws(GitError) {
    // libgit2 1.5 asks for the one where it means the other. A packer reads them when it is made;
    // `tmp_` is what git cleans up after a crash.
    let file = try TemporaryFile(
      "\(commonDirectory)/objects/tmp_pack_config",
      bytes: Array("[pack]\n\tdeltaCacheSize = 1\n[core]\n\tbigFileThreshold = 1\n".utf8))
    let config = try own("git_config_open_ondisk", free: git_config_free) {
      git_config_open_ondisk(&$0, file.path)
    }
    try check(git_repository_set_config(wrapped, config.pointer), "git_repository_set_config")
  }

  private func install(_ pack: git_buf) throws(GitError) {
    let database = try own("git_repository_odb", free: git_odb_free) {
      git_repository_odb(&$0, pointer)
    }
    var made: UnsafeMutablePointer<git_odb_writepack>?
    try check(git_odb_write_pack(&made, database.pointer, nil, nil), "git_odb_write_pack")
    let writer = try require(made, "git_odb_write_pack")
    defer { writer.pointee.free(writer) }
    var progress = git_indexer_progress()
    try check(writer.pointee.append(writer, pack.ptr, pack.size, &progress), "git_odb_write_pack")
    try check(writer.pointee.commit(writer, &progress), "git_odb_write_pack")
  }
}
