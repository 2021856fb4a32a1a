import GitKit

/// The tickets of a commit, or of an ancestor that exists in memory only.
struct TicketSnapshot {
  /// A ticket's file by the name of its text.
  struct File: Hashable {
    let path: String
    let blob: ObjectID
    let isExecutable: Bool
  }

  /// The tree of `.tickets`; nil when there is none.
  let tree: ObjectID?
  /// What differs from the tree, by path; nil inside for a file that is gone.
  private(set) var overlay: [String: File?] = [:]

  init(tree: ObjectID?) { self.tree = tree }

  /// Paths in the overlay.
  var overlaid: some Sequence<String> { overlay.keys }

  /// Puts the outcome of a merge in; `blob` gives texts their names.
  mutating func take(_ tickets: [MergedTicket], blob: ([UInt8]) throws -> ObjectID) rethrows {
    let changed = tickets.filter { $0.result != $0.ours }
    for case let old? in changed.map(\.ours) { overlay[old.path] = .some(nil) }
    for case let new? in changed.map(\.result) {
      overlay[new.path] = File(
        path: new.path, blob: try blob(new.bytes), isExecutable: new.isExecutable)
    }
  }
}

/// A path at which base, ours and theirs are not alike.
struct TicketPathRow {
  let path: String
  let base: TicketSnapshot.File?
  let ours: TicketSnapshot.File?
  let theirs: TicketSnapshot.File?
}

extension GitRepository {
  /// Returns the tickets of a commit.
  func ticketSnapshot(of commit: ObjectID) throws -> TicketSnapshot {
    let entry = try entry(at: Workspace.folder, in: tree(of: commit))
    return TicketSnapshot(tree: entry?.kind == .tree ? entry?.id : nil)
  }

  /// Returns the paths of tickets at which the three are not alike.
  func differingRows(
    _ base: TicketSnapshot, _ ours: TicketSnapshot, _ theirs: TicketSnapshot
  ) throws -> [TicketPathRow] {
    let snapshots = [base, ours, theirs]
    var rows: [String: [TreeEntry?]] = [:]
    for difference in try differences(
      among: snapshots.map(\.tree), prefix: "\(Workspace.folder)/")
    where difference.path.isTicketPath {
      rows[difference.path] = difference.entries
    }
    for path in snapshots.flatMap({ Array($0.overlaid) }) where rows[path] == nil {
      // All trees have the path alike.
      let inside = String(path.dropFirst(Workspace.folder.count + 1))
      let entry = try base.tree.flatMap { try self.entry(at: inside, in: $0) }
      rows[path] = snapshots.map { _ in entry }
    }
    return rows.sorted { $0.key < $1.key }.compactMap { path, entries in
      let files = zip(snapshots, entries).map { $0.overlay[path] ?? $1.flatMap { $0.file(path) } }
      guard files.contains(where: { $0 != files[0] }) else { return nil }
      return TicketPathRow(path: path, base: files[0], ours: files[1], theirs: files[2])
    }
  }
}

extension TreeEntry {
  /// nil for anything but a file.
  fileprivate func file(_ path: String) -> TicketSnapshot.File? {
    kind.isFile
      ? TicketSnapshot.File(path: path, blob: id, isExecutable: kind == .executable) : nil
  }
}

extension String {
  /// Whether a path below `.tickets` is one of a ticket.
  fileprivate var isTicketPath: Bool { isPlaceOfTicket && isPlainName }

  /// Whether a file at a path below `.tickets` is meant to be a ticket, readable or not.
  var isPlaceOfTicket: Bool {
    let parts = split(separator: "/")
    guard let name = parts.last, parts.count >= 2 else { return false }
    return String(name).isTicketFileName && !Workspace.reservedNames.contains(String(parts[1]))
  }
}
