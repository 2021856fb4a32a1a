import GitKit

/// The work tree's part of a change: written as a whole, taken back when what follows fails.
struct WorkFiles {
  let root: String

  /// Writes the files, runs the body, and restores the files when it throws.
  func write(_ changes: [PreparedChange], then body: () throws -> Void) throws {
    var written: [PreparedChange] = []
    do {
      for change in changes where change.workTree?.isChanged == true {
        try put(change.workTree?.new, old: change.workTree?.old, at: change.path)
        written.append(change)
      }
      try body()
    } catch {
      for change in written.reversed() { restore(change) }
      throw error
    }
    for change in written where change.workTree?.new == nil { deleteEmptyFolders(of: change.path) }
  }

  /// As git does, removes the folders that the last file has gone from.
  private func deleteEmptyFolders(of path: String) {
    var folder = path[...]
    while let slash = folder.lastIndex(of: "/") {
      folder = folder[..<slash]
      Files.deleteDirectoryIfEmpty("\(root)/\(folder)")
    }
  }

  private func put(_ bytes: [UInt8]?, old: [UInt8]?, at path: String) throws {
    let file = "\(root)/\(path)"
    if let old, try Files.readIfPresent(file) != old {
      throw GitError(
        code: .modified, function: "put", message: "\(path) was changed meanwhile")
    }
    guard let bytes else { return try Files.delete(file) }
    if let slash = file.lastIndex(of: "/") { try Files.makeDirectories(String(file[..<slash])) }
    if old == nil {
      guard try atomicCreate(bytes, at: file) else { throw CommitRefused.exists(path: path) }
    } else {
      try atomicWrite(bytes, to: file)
    }
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
