import GitKit

/// One file's new texts, computed from its old ones before anything is written.
struct PreparedChange {
  /// A text before and after; nil means the file is not there.
  struct Text: Equatable {
    let old: [UInt8]?
    let new: [UInt8]?

    var isChanged: Bool { old != new }
  }

  let path: String
  let committed: Text
  /// nil when the index has no entry of its own to edit (bare repository, untracked file).
  let staged: Text?
  /// nil when there is no work tree.
  let workTree: Text?
  /// The old index entry's blob, for the journal.
  let stagedBlob: ObjectID?
  /// Whether a file that is new to the commit is executable; others keep their mode.
  var isExecutable = false

  var isChanged: Bool {
    committed.isChanged || staged?.isChanged == true || workTree?.isChanged == true
  }

  /// The same file, going away.
  var deleted: PreparedChange {
    func deleted(_ text: Text) -> Text { Text(old: text.old, new: nil) }
    return PreparedChange(
      path: path, committed: deleted(committed), staged: staged.map(deleted),
      workTree: workTree.map(deleted), stagedBlob: stagedBlob)
  }
}

/// Computes what a plan does to every text, and refuses what cannot be done to all of them.
struct ChangePreparation {
  let git: GitRepository
  /// Tree of the commit to build on; nil before the first commit.
  let tree: ObjectID?
  /// nil when the commit goes past the index and work tree.
  let checkout: Checkout?

  /// The index and work tree of what is checked out.
  struct Checkout {
    let root: String
    /// nil when the change is not to be staged.
    let index: IndexSnapshot?
  }

  func prepare(_ changes: [FileChange]) throws -> [PreparedChange] {
    try changes.flatMap { change -> [PreparedChange] in
      switch change {
      case .create(let path, let bytes): [try creation(path, bytes)]
      case .edit(let path, let transform): try edit(path, transform)
      case .move(let from, let to): try move(from, to)
      case .delete(let path): try deletion(path)
      }
    }
  }

  private func creation(_ path: String, _ bytes: [UInt8]) throws -> PreparedChange {
    let staged = try checkout.flatMap { try stagedEntry(path, $0) }
    guard try committedText(path) == nil, staged == nil, try workText(path) == nil else {
      throw CommitRefused.exists(path: path)
    }
    let created = PreparedChange.Text(old: nil, new: bytes)
    return PreparedChange(
      path: path, committed: created, staged: checkout == nil ? nil : created,
      workTree: checkout == nil ? nil : created, stagedBlob: nil)
  }

  /// Returns the file's change, behind that of its old path when it was renamed in the work tree.
  private func edit(
    _ path: String, _ transform: ([UInt8]) throws -> [UInt8]
  ) throws -> [PreparedChange] {
    let committed = try committedText(path)
    guard let checkout else {
      guard let committed else { throw CommitRefused.missing(path: path) }
      return [
        PreparedChange(
          path: path, committed: try text(committed, .committed, path, transform), staged: nil,
          workTree: nil, stagedBlob: nil)
      ]
    }
    guard let work = try workText(path) else { throw CommitRefused.missing(path: path) }
    let workTree = try text(work, .workTree, path, transform)
    let staged = try stagedEntry(path, checkout)
    if committed == nil, let old = try renamed(path, work, checkout) {
      return try rename(old, to: path, staged, workTree, transform)
    }
    guard let staged else {
      guard committed == nil else { throw CommitRefused.stagedForDeletion(path: path) }
      // An untracked ticket, made in an editor: its first commit takes it as it is.
      let cleaned = try workTree.new.map { try git.cleaned($0, path: path) }
      let created = PreparedChange.Text(old: nil, new: cleaned)
      return [
        PreparedChange(
          path: path, committed: created, staged: created, workTree: workTree, stagedBlob: nil,
          isExecutable: try git.configBool("core.fileMode") != false
            && Files.isExecutable("\(checkout.root)/\(path)"))
      ]
    }
    // The usual case, all three alike, transforms once.
    let indexText = try git.blob(staged.blob)
    let stagedText =
      indexText == work ? workTree : try text(indexText, .staged, path, transform)
    let committedText: PreparedChange.Text =
      switch committed {
      case nil: PreparedChange.Text(old: nil, new: stagedText.new)
      case indexText?: stagedText
      case let other?: try text(other, .committed, path, transform)
      }
    return [
      PreparedChange(
        path: path, committed: committedText, staged: stagedText, workTree: workTree,
        stagedBlob: staged.blob, isExecutable: staged.mode == 0o100755)
    ]
  }

  /// As with `git rm`, a text that is in no commit is not thrown away.
  private func deletion(_ path: String) throws -> [PreparedChange] {
    let kept = try edit(path) { $0 }
    guard let committed = kept.lazy.compactMap(\.committed.old).first else {
      return kept.map(\.deleted)
    }
    func refuse(_ text: CommitRefused.TextKind) -> CommitRefused {
      .doesNotApply(path: path, text: text, reason: "it has changes that are not committed")
    }
    for staged in kept.compactMap({ $0.staged?.old }) where staged != committed {
      throw refuse(.staged)
    }
    for work in kept.compactMap({ $0.workTree?.old }) where work != committed {
      guard try git.cleaned(work, path: path) == committed else { throw refuse(.workTree) }
    }
    return kept.map(\.deleted)
  }

  /// A move is a deletion and a creation of each text under the new path.
  private func move(_ from: String, _ to: String) throws -> [PreparedChange] {
    let all = try edit(from) { $0 }
    guard let kept = all.last else { return [] }
    _ = try creation(to, [])
    func added(_ text: PreparedChange.Text) -> PreparedChange.Text {
      PreparedChange.Text(old: nil, new: text.new)
    }
    return all.map(\.deleted) + [
      PreparedChange(
        path: to, committed: added(kept.committed), staged: kept.staged.map(added),
        workTree: kept.workTree.map(added), stagedBlob: nil, isExecutable: kept.isExecutable)
    ]
  }

  // MARK: Texts

  func text(
    _ old: [UInt8], _ kind: CommitRefused.TextKind, _ path: String,
    _ transform: ([UInt8]) throws -> [UInt8]
  ) throws -> PreparedChange.Text {
    do {
      return PreparedChange.Text(old: old, new: try transform(old))
    } catch let reason as EditDoesNotApply {
      throw CommitRefused.doesNotApply(path: path, text: kind, reason: reason.message)
    }
  }

  func committedText(_ path: String) throws -> [UInt8]? {
    guard let tree else { return nil }
    // Git would put a folder in the place of the link.
    try git.refuseLinkedTickets(in: tree)
    guard let entry = try git.entry(at: path, in: tree) else { return nil }
    return try git.blob(entry.id)
  }

  private func workText(_ path: String) throws -> [UInt8]? {
    guard let checkout else { return nil }
    try refuseLinkedFolder(of: path, checkout.root)
    return try Files.readIfPresent("\(checkout.root)/\(path)")
  }

  /// A folder that is a link leads out of what git tracks, perhaps out of the repository.
  private func refuseLinkedFolder(of path: String, _ root: String) throws(FolderRefused) {
    var end = path.startIndex
    while let slash = path[end...].firstIndex(of: "/") {
      try FolderRefused.check(root, String(path[..<slash]))
      end = path.index(after: slash)
    }
  }

  /// The index's entry; nil when the path is not staged, or only with `git add --intent-to-add`.
  func stagedEntry(_ path: String, _ checkout: Checkout) throws -> IndexEntry? {
    guard let index = checkout.index else { return nil }
    guard index.conflicts(at: path).isEmpty else { throw CommitRefused.unmerged(path: path) }
    guard let entry = index.entry(path), !entry.isIntentToAdd else { return nil }
    return entry
  }
}

/// A transform's way to say why a text cannot take the edit.
package struct EditDoesNotApply: Error, Sendable {
  package let message: String

  /// Says why.
  package init(_ message: String) { self.message = message }
}
