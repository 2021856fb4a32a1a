import GitKit

/// A note in the git directory of a commit that is being made, so that a killed process's work can
/// be finished: after the ref has moved, only the index is left behind.
struct CommitJournal: Equatable {
  /// One path of the commit.
  struct Line: Equatable {
    let path: String
    /// The index's blob before the commit; nil when it had none.
    let oldBlob: ObjectID?
    /// The blob that belongs into the index; nil when the path leaves it.
    let newBlob: ObjectID?
  }

  /// Full ref name, or `HEAD` when detached.
  let ref: String
  let commit: ObjectID
  let lines: [Line]

  static func path(gitDirectory: String) -> String { "\(gitDirectory)/snag/journal" }

  /// Paths come last in their lines and hold no line breaks, which ticket files never do.
  var text: String {
    let head = "snag journal 1\nref \(ref)\ncommit \(commit)\n"
    return head
      + lines.map { line in
        "index \(line.oldBlob?.hex ?? "-") \(line.newBlob?.hex ?? "-") \(line.path)\n"
      }.joined() + "end\n"
  }

  /// Reads a journal; nil when it is cut short or of another version.
  init?(parsing text: String) {
    let rows = text.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 3) }
    guard rows.count >= 4, rows[0].elementsEqual(["snag", "journal", "1"]), rows[1].count == 2,
      rows[2].count == 2, let commit = ObjectID(hex: String(rows[2][1])), rows.last == ["end"]
    else { return nil }
    ref = String(rows[1][1])
    self.commit = commit
    lines = rows[3...].dropLast().compactMap { row in
      guard row.count == 4 else { return nil }
      return Line(
        path: String(row[3]), oldBlob: ObjectID(hex: String(row[1])),
        newBlob: ObjectID(hex: String(row[2])))
    }
  }

  init(ref: String, commit: ObjectID, lines: [Line]) {
    self.ref = ref
    self.commit = commit
    self.lines = lines
  }

  /// Writes the journal without syncing it.
  ///
  /// A killed process's files stay, and after a power loss the index, which is all that
  /// the journal is for, can be made anew. A journal cut short lacks its last line and is ignored.
  func write(gitDirectory: String) throws {
    try Files.write(Array(text.utf8), to: Self.path(gitDirectory: gitDirectory))
  }

  static func delete(gitDirectory: String) throws {
    try Files.delete(path(gitDirectory: gitDirectory))
  }
}

/// What an interrupted command left, and what was done about it.
struct InterruptedCommit {
  let git: GitRepository
  let root: String?

  /// Whether a command left a journal behind.
  var isPresent: Bool {
    Files.kind(of: CommitJournal.path(gitDirectory: git.gitDirectory)) != nil
  }

  /// Finishes or reports an interrupted commit.
  ///
  /// - Parameter lock: the locked index, whose snapshot is out of date afterwards.
  /// - Returns: sentences for people; empty when nothing had been interrupted.
  /// - Throws: `GitError` or ``FileError``; the journal stays.
  func repair(under lock: IndexLock) throws -> [String] {
    let directory = git.gitDirectory
    guard let bytes = try Files.readIfPresent(CommitJournal.path(gitDirectory: directory)) else {
      return []
    }
    var notices: [String] = []
    if let journal = CommitJournal(parsing: String(decoding: bytes, as: UTF8.self)) {
      notices = try settle(journal, lock)
    }
    try CommitJournal.delete(gitDirectory: directory)
    return notices
  }

  private func settle(_ journal: CommitJournal, _ lock: IndexLock) throws -> [String] {
    if try isCommitted(journal, to: git.head().commit) { return try finish(journal, lock) }
    // Another branch is checked out meanwhile, whose index is none of the commit's business.
    let ref = RefName(journal.ref)
    if ref.name != "HEAD", try isCommitted(journal, to: git.tip(of: ref)) {
      return [
        "the commit \(journal.commit.abbreviated()) of a command that was interrupted is on "
          + ref.shorthand
      ]
    }
    return try report(journal)
  }

  private func isCommitted(_ journal: CommitJournal, to tip: ObjectID?) throws -> Bool {
    guard let tip, try git.hasObject(journal.commit) else { return false }
    var isReachable = false
    try git.walk(from: [tip], hiding: try git.commit(journal.commit).parents) { record in
      isReachable = record.id == journal.commit
      return !isReachable
    }
    return isReachable
  }

  /// Brings the index up to the commit, where nobody else has touched it since.
  private func finish(_ journal: CommitJournal, _ lock: IndexLock) throws -> [String] {
    let edits = try journal.lines.compactMap { line -> IndexEdit? in
      let entry = lock.entry(line.path)
      let found = entry?.isIntentToAdd == true ? nil : entry?.blob
      guard found == line.oldBlob, found != line.newBlob else { return nil }
      guard let blob = line.newBlob else { return .remove(path: line.path) }
      return .upsert(
        path: line.path, blob: blob, statOf: try unchangedFile(line.path, blob: blob))
    }
    if !edits.isEmpty {
      try lock.stage(edits)
      try lock.install()
    }
    return ["finished the commit \(journal.commit.abbreviated()) of a command that was interrupted"]
  }

  private func report(_ journal: CommitJournal) throws -> [String] {
    guard let root, try git.hasObject(journal.commit) else { return [] }
    let commit = try git.commit(journal.commit)
    let parent = try commit.parents.first.map { try git.tree(of: $0) }
    return try journal.lines.compactMap { line in
      guard let made = try git.entry(at: line.path, in: commit.tree),
        let bytes = try Files.readIfPresent("\(root)/\(line.path)")
      else { return nil }
      let old = try parent.flatMap { try git.entry(at: line.path, in: $0) }
      let new = try git.blob(made.id)
      guard
        try bytes == new || old.map({ try holds(bytes, from: git.blob($0.id), to: new) }) ?? false
      else { return nil }
      let add = old == nil ? "git add \(line.path) && " : ""
      return "a command was interrupted before its commit: its change of \(line.path) is in the "
        + "work tree only; to commit it\(bytes == new ? "" : ", and your own changes of the file"): "
        + "\(add)git commit -C \(commit.id.abbreviated()) -- \(line.path)"
    }
  }

  /// Whether a work file with changes of the person's own has all that the commit would have brought.
  private func holds(_ bytes: [UInt8], from old: [UInt8], to new: [UInt8]) -> Bool {
    func lines(_ bytes: [UInt8]) -> Set<ArraySlice<UInt8>> {
      Set(bytes.split(separator: UInt8(ascii: "\n")))
    }
    let added = lines(new).subtracting(lines(old))
    return !added.isEmpty && added.isSubset(of: lines(bytes))
  }

  private func unchangedFile(_ path: String, blob: ObjectID) throws -> String? {
    guard let root, let bytes = try Files.readIfPresent("\(root)/\(path)") else { return nil }
    return try git.blob(blob) == bytes ? "\(root)/\(path)" : nil
  }
}
