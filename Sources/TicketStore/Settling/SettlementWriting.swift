import GitKit
package import TicketMerge
import TicketModel
import TicketDocument

extension TicketRepository {
  /// Writes settlements without a commit: the files, and the index as `git add` would.
  ///
  /// What is not settled completely is written, but not staged. One lock, one index for all.
  ///
  /// - Parameters:
  ///   - settlements: what to write.
  ///   - isStaging: whether the index changes too.
  /// - Returns: the paths that were written or staged.
  /// - Throws: `GitError` with `.modified` when a file or the index has changed since the
  ///   conflicts were read; nothing has changed then.
  package func stage(
    _ settlements: [Settlement], isStaging: Bool = true
  ) throws -> [String] {
    guard let root else { throw CommitRefused.noWorkTree }
    let git = try git()
    let changes = settlements.flatMap(\.workChanges)
    guard isStaging else {
      try WorkFiles(root: root).write(changes.filter { $0.workTree?.isChanged == true }) {}
      return changes.map(\.path)
    }
    let lock = try IndexLock.acquire(in: git, sleep: environment.sleep)
    defer { lock.release() }
    let complete = settlements.filter(\.isComplete)
    try refuseOtherStages(complete, lock)
    let edits = try indexEdits(of: complete, root)
    try WorkFiles(root: root).write(changes.filter { $0.workTree?.isChanged == true }) {
      try lock.stage(edits)
      try lock.install()
    }
    return changes.map(\.path)
  }

  /// Somebody else may have settled, or begun another merge, since the index was read.
  private func refuseOtherStages(_ settlements: [Settlement], _ lock: IndexLock) throws {
    for (path, entries) in settlements.flatMap(\.ticket.stages) {
      guard lock.conflicts(at: path) == entries else {
        throw GitError(
          code: .modified, function: "stage", message: "the index has changed meanwhile: \(path)")
      }
    }
  }

  private func indexEdits(of settlements: [Settlement], _ root: String) throws -> [IndexEdit] {
    let git = try git()
    let files = settlements.flatMap { settlement in
      settlement.files.map { (isUnmerged: settlement.ticket.stages[$0.path] != nil, file: $0) }
    }
    // A file that the settlement leaves as it is may hold what a person has not staged.
    .filter { $0.isUnmerged || $0.file.bytes != $0.file.workText }
    let texts = try files.compactMap { _, file in
      try file.bytes.map { try git.cleaned($0, path: file.path) }
    }
    var blobs = try git.makeBlobs(texts)[...]
    return files.map { isUnmerged, file in
      let blob = file.bytes == nil ? nil : blobs.popFirst()
      guard let blob else {
        return isUnmerged
          ? .resolve(path: file.path, blob: nil, statOf: nil) : .remove(path: file.path)
      }
      let work = "\(root)/\(file.path)"
      return isUnmerged
        ? .resolve(path: file.path, blob: blob, statOf: work)
        : .upsert(path: file.path, blob: blob, statOf: work)
    }
  }
}

extension Settlement {
  /// Every file of it with its text afterwards; nil where it goes away.
  fileprivate var files: [ConflictedTicket.OtherFile] {
    [.init(path: ticket.path, workText: ticket.workText, bytes: text)] + ticket.others
  }

  fileprivate var workChanges: [PreparedChange] {
    files.map { file in
      PreparedChange(
        path: file.path, committed: .init(old: nil, new: nil), staged: nil,
        workTree: .init(old: file.workText, new: file.bytes), stagedBlob: nil)
    }
  }
}

extension Settlement {
  /// The plan by which the settlement is committed, where no merge is going on.
  ///
  /// What a text does not hold is not put into it: a conflict that was never committed is settled in
  /// the work tree only.
  package func changes(by decider: Decider) -> [FileChange] {
    let old = ticket.workText ?? []
    let own: [FileChange] =
      switch ticket.origin {
      case .recorded:
        [.settle(path: ticket.path, decisions, by: decider)]
      case .unmerged, .markers, .sharedID:
        text.map { [.replace(path: ticket.path, old, by: $0)] } ?? []
      }
    return own
      + ticket.others.map { file in
        switch (file.workText, file.bytes) {
        case (nil, let bytes?): .create(path: file.path, bytes: bytes)
        case (let old?, let bytes?): .replace(path: file.path, old, by: bytes)
        case (_, nil): .delete(path: file.path)
        }
      }
  }
}

extension FileChange {
  /// Decisions, applied to each text in which something is open.
  fileprivate static func settle(
    path: String, _ decisions: [Decision], by decider: Decider
  ) -> FileChange {
    .edit(path: path) { bytes in
      do {
        var document = try TicketDocument(parsing: bytes)
        guard Settling(document).isOpen else { return bytes }
        try document.apply(decisions, by: decider)
        return document.bytes
      } catch let error as DocumentError {
        throw EditDoesNotApply(error.summary)
      } catch let error as TicketEditRefused {
        throw EditDoesNotApply("\(error)")
      }
    }
  }

  /// A new text in the place of an old one, wherever that stands.
  fileprivate static func replace(
    path: String, _ old: [UInt8], by new: [UInt8]
  ) -> FileChange {
    .edit(path: path) { bytes in bytes.withoutReturns == old.withoutReturns ? new : bytes }
  }
}

extension [UInt8] {
  /// The bytes as git keeps them where line ends are converted.
  fileprivate var withoutReturns: [UInt8] { filter { $0 != 0x0D } }
}
