import TicketStore

/// A line that `init` adds to a file of the repository's own, and takes out again.
struct SetupLine {
  /// Repository-relative path of the file.
  let path: String
  /// The line, without its line feed.
  let text: String

  /// Shows git the tickets where an ignore file hides them.
  static let showing = SetupLine(path: ".gitignore", text: "!/\(Workspace.folder)/")
  /// Asks git to merge tickets with this program.
  static let merging = SetupLine(path: MergeDriver.attributesPath, text: MergeDriver.attributes)

  private static let lineFeed = UInt8(ascii: "\n")

  /// The text with the line at its end, as it is when it has the line.
  func added(to bytes: [UInt8]) -> [UInt8] {
    if removed(from: bytes) != bytes { return bytes }
    let isOpen = bytes.last.map { $0 != Self.lineFeed } ?? false
    return bytes + (isOpen ? [Self.lineFeed] : []) + Array(text.utf8) + [Self.lineFeed]
  }

  /// The text without the line.
  func removed(from bytes: [UInt8]) -> [UInt8] {
    let lines = bytes.split(separator: Self.lineFeed, omittingEmptySubsequences: false)
    let kept = lines.filter { !$0.elementsEqual(text.utf8) }
    return kept.count == lines.count ? bytes : Array(kept.joined(separator: [Self.lineFeed]))
  }
}

/// The lines of one set-up or of its undoing, in files that the person may be changing.
///
/// A file that git has is changed by the set-up's commit, as tickets are: around the person's own
/// changes. One that they have not committed yet is changed and left to them, because committing it
/// would take all of its lines.
struct SetupLines {
  let session: Session
  /// Changes for the set-up's commit.
  private(set) var committed: [FileChange] = []
  private var own: [(path: String, change: FileChange)] = []

  init(session: Session) { self.session = session }

  /// Plans to add a line.
  mutating func add(_ line: SetupLine) throws {
    guard try !isForeign(line) else {
      return session.warn("\(line.path) is no regular file; it lacks the line \(line.text)")
    }
    if try text(line.path, .workTree) == nil {
      let text = line.added(to: [])
      try plan(.create(path: line.path, bytes: text), line)
    } else {
      try plan(.edit(path: line.path, transform: line.added), line)
    }
  }

  /// Plans to take a line out; a file that has nothing else goes away.
  mutating func remove(_ line: SetupLine) throws {
    guard try !isForeign(line), let old = try text(line.path, .workTree) else { return }
    let new = line.removed(from: old)
    guard new != old else { return }
    try plan(
      new.isEmpty
        ? .delete(path: line.path) : .edit(path: line.path, transform: line.removed), line)
  }

  /// Changes the files that are left to the person, and says so.
  func changeOwn(_ writing: WriterOptions) throws {
    for (path, change) in own {
      let plan = CommitPlan(changes: [change], subject: "", tickets: [])
      _ = try session.repository().commit(plan, to: .workTreeOnly, isDryRun: writing.dryRun)
      if !writing.dryRun {
        session.say("\(path) was changed, not committed: it was not committed before")
      }
    }
  }

  private mutating func plan(_ change: FileChange, _ line: SetupLine) throws {
    let isCommitted = try text(line.path, .revision("HEAD")) != nil
    let isPresent = try text(line.path, .workTree) != nil
    if isCommitted == isPresent {
      committed.append(change)
    } else {
      own.append((line.path, change))
    }
  }

  private func text(_ path: String, _ source: TicketSource) throws -> [UInt8]? {
    try session.repository().read(path, from: source)
  }

  /// Whether something else than a file is there, such as a link, which git would not follow.
  private func isForeign(_ line: SetupLine) throws -> Bool {
    guard let root = try session.repository().root else { return false }
    let kind = Files.kind(of: "\(root)/\(line.path)")
    return kind != nil && kind != .file
  }
}
