import GitKit

/// The work tree's part of a change: written as a whole, taken back when what follows fails.
struct WorkFiles {
  let root: String

  /// From so many files on they are synced together: each sync alone waits for the disk.
  private static let batchSize = 8

  /// Writes the files, runs the body, and restores the files when it throws.
  func write(_ changes: [PreparedChange], then body: () throws -> Void) throws {
    let changes = changes.filter { $0.workTree?.isChanged == true }
    let prepared = try prepare(changes)
    var written: [PreparedChange] = []
    do {
      for change in changes {
        try put(change, prepared[change.path])
        written.append(change)
      }
      try body()
    } catch {
      for change in written.reversed() { restore(change) }
      throw error
    }
    for change in written where change.workTree?.new == nil { deleteEmptyFolders(of: change.path) }
  }

  /// Writes many files' contents beside them and syncs them together; nothing for a few.
  private func prepare(_ changes: [PreparedChange]) throws -> [String: PreparedFile] {
    guard changes.count >= Self.batchSize else { return [:] }
    var prepared: [String: PreparedFile] = [:]
    var folders: Set<Substring> = []
    for change in changes {
      guard let bytes = change.workTree?.new else { continue }
      let file = "\(root)/\(change.path)"
      if folders.insert(file.prefix(upTo: file.lastIndex(of: "/") ?? file.startIndex)).inserted {
        try makeFolder(of: file)
      }
      prepared[change.path] = try PreparedFile(
        bytes, for: file, isNew: change.workTree?.old == nil, isSynced: false)
    }
    return try PreparedFile.syncTogether(root) ? prepared : [:]
  }

  /// As git does, removes the folders that the last file has gone from.
  private func deleteEmptyFolders(of path: String) {
    var folder = path[...]
    while let slash = folder.lastIndex(of: "/") {
      folder = folder[..<slash]
      Files.deleteDirectoryIfEmpty("\(root)/\(folder)")
    }
  }

  private func put(_ change: PreparedChange, _ prepared: PreparedFile?) throws {
    let file = "\(root)/\(change.path)"
    let old = change.workTree?.old
    if let old, try Files.readIfPresent(file) != old {
      throw GitError(
        code: .modified, function: "put", message: "\(change.path) was changed meanwhile")
    }
    guard let bytes = change.workTree?.new else { return try Files.delete(file) }
    if prepared == nil { try makeFolder(of: file) }
    let contents = try prepared ?? PreparedFile(bytes, for: file, isNew: old == nil)
    guard old == nil else { return try contents.replace() }
    guard try contents.create() else { throw CommitRefused.exists(path: change.path) }
  }

  private func makeFolder(of file: String) throws {
    if let slash = file.lastIndex(of: "/") { try Files.makeDirectories(String(file[..<slash])) }
  }

  /// Puts the old text back unless somebody has changed the file meanwhile; that text is theirs.
  private func restore(_ change: PreparedChange) {
    let file = "\(root)/\(change.path)"
    guard let text = change.workTree, (try? Files.readIfPresent(file)) == text.new else { return }
    if let old = text.old {
      try? atomicWrite(old, to: file)
    } else {
      try? Files.delete(file)
      if let slash = file.lastIndex(of: "/") {
        Files.deleteDirectoryIfEmpty(String(file[..<slash]))
      }
    }
  }
}

/// `--no-commit`: the files alone.
struct WorkTreeWrite {
  let git: GitRepository
  let root: String?

  func run(_ plan: CommitPlan, isDryRun: Bool) throws -> CommitOutcome {
    guard let root else { throw CommitRefused.noWorkTree }
    let preparation = ChangePreparation(
      git: git, tree: nil, checkout: .init(root: root, index: nil))
    let changes = try preparation.prepare(plan.changes)
      .filter { $0.workTree?.isChanged == true }
    guard !changes.isEmpty else { return .unchanged }
    let paths = changes.map(\.path)
    if isDryRun { return .planned(subject: plan.subject, paths: paths) }
    try WorkFiles(root: root).write(changes) {}
    return .written(paths: paths)
  }
}
