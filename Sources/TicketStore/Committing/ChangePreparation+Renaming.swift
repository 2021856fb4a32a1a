import GitKit
import TicketDocument
import TicketModel

/// A ticket's file that was moved with `mv`: without this, the commit would hold it twice.
extension ChangePreparation {
  /// Returns the old path of a ticket whose file at a path is new to git: one of the same id in the
  /// index or the commit, whose work file is gone.
  ///
  /// - Throws: ``CommitRefused/renamedFromSeveral(path:old:)`` when there are several.
  func renamed(_ path: String, _ work: [UInt8], _ checkout: Checkout) throws -> String? {
    guard let index = checkout.index, let id = ticketID(work, path) else { return nil }
    let committed = try tree.map { try git.ticketEntries(in: $0) } ?? []
    let staged = index.paths(under: Workspace.folder)
    let candidates = Set(staged + committed.filter(\.kind.isFile).map(\.path))
    let old = try candidates.filter { candidate in
      guard candidate != path, candidate.isTicketFileName(of: id),
        Files.kind(of: "\(checkout.root)/\(candidate)") == nil,
        index.entry(candidate)?.isSkippedInWorkTree != true
      else { return false }
      let text =
        try committedText(candidate)
        ?? stagedEntry(candidate, checkout).map { try git.blob($0.blob) }
      return text.flatMap { ticketID($0, candidate) } == id
    }
    guard old.count <= 1 else {
      throw CommitRefused.renamedFromSeveral(path: path, old: old.sorted())
    }
    return old.first
  }

  /// The edit under the new path, and the old path's end, in the commit and in the index.
  func rename(
    _ old: String, to path: String, _ staged: IndexEntry?, _ workTree: PreparedChange.Text,
    _ transform: ([UInt8]) throws -> [UInt8]
  ) throws -> [PreparedChange] {
    let oldCommitted = try committedText(old)
    let oldEntry = try checkout.flatMap { try stagedEntry(old, $0) }
    let oldStaged = try oldEntry.map { try git.blob($0.blob) }
    let newStaged = try staged.map { try git.blob($0.blob) }
    let edited = try oldCommitted.flatMap { try text($0, .committed, old, transform).new }
    let editedStaged = try (newStaged ?? oldStaged).flatMap {
      try text($0, .staged, path, transform).new
    }
    return [
      PreparedChange(
        path: old, committed: .init(old: oldCommitted, new: nil),
        staged: oldStaged.map { .init(old: $0, new: nil) }, workTree: nil,
        stagedBlob: oldEntry?.blob),
      PreparedChange(
        path: path, committed: .init(old: nil, new: edited ?? editedStaged),
        staged: .init(old: newStaged, new: editedStaged ?? edited), workTree: workTree,
        stagedBlob: staged?.blob, isExecutable: (staged ?? oldEntry)?.mode == 0o100755),
    ]
  }

  private func ticketID(_ bytes: [UInt8], _ path: String) -> TicketID? {
    try? readTicket(bytes, path: path, detail: .fields).get().ticket.id
  }
}

extension String {
  /// Whether a path is that of a ticket's file by its name.
  func isTicketFileName(of id: TicketID) -> Bool {
    let name = split(separator: "/").last ?? ""
    return name == "\(id.text).md" || name.hasPrefix("\(id.text)-") && name.hasSuffix(".md")
  }
}
