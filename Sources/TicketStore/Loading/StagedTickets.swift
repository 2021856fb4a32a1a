import GitKit
import TicketDocument
import TicketModel

/// The tickets that the index holds, by name only.
struct StagedTickets {
  /// The files, in the order of their paths.
  private(set) var files: [IndexEntry] = []
  /// Paths in conflict, links, and what else cannot be read.
  private(set) var problems: [Problem] = []

  init(_ git: GitRepository) throws {
    for entry in try git.readIndex().entries(under: Workspace.folder) where !entry.isIntentToAdd {
      let path = entry.path
      guard entry.isLink || path.isPlaceOfTicket else { continue }
      if entry.stage > 0 {
        // Of up to three versions none is what will be committed.
        if problems.last?.path != path { problems.append(.unmerged(path)) }
      } else if entry.isLink {
        problems.append(.link(path))
      } else if entry.isSubmodule {
        problems.append(.notAFile(path, "a submodule", fix: "move it away"))
      } else if !path.isPlainName {
        problems.append(.badName(path))
      } else {
        files.append(entry)
      }
    }
  }
}

extension TicketRepository {
  /// Reads every ticket that is staged.
  func loadIndex(detail: LoadDetail) throws -> LoadedTickets {
    let git = try git()
    let staged = try StagedTickets(git)
    var loaded = try BlobLoader(git: git, detail: detail).load(
      staged.files.map { BlobLoader.File(path: $0.path, blob: $0.blob) })
    loaded.problems = staged.problems + loaded.problems
    return loaded
  }
}

extension IndexEntry {
  // The types of git's modes: `git help fast-import`, and index-format.
  var isLink: Bool { mode & 0o170000 == 0o120000 }
  var isSubmodule: Bool { mode & 0o170000 == 0o160000 }
  var isFile: Bool { mode & 0o170000 == 0o100000 }
}
