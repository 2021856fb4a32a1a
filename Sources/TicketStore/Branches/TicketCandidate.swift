import GitKit
import TicketModel

/// A ticket that some branch has touched, and where to look for it.
struct TicketCandidate: Equatable {
  let id: TicketID
  /// Paths at which some commit has it, sorted.
  let paths: [String]
  /// Ends of the branches that changed, made, moved or deleted it, sorted.
  let tips: [ObjectID]
}

/// A ticket's file in a commit.
enum CandidateFile: Equatable {
  case absent
  case found(path: String, blob: ObjectID)
  /// The file that is named after it is no ticket.
  case unreadable(path: String, blob: ObjectID)

  /// The name of the ticket's text; nil when the commit does not have it.
  var blob: ObjectID? {
    if case .found(_, let blob) = self { return blob }
    return nil
  }
}

extension BranchGraph {
  /// Finds a ticket in a commit, wherever its file is.
  func find(_ ticket: TicketCandidate, in commit: ObjectID) throws -> CandidateFile {
    var paths = ticket.paths
    var found = try find(ticket.id, at: paths, in: commit)
    // Only a ticket whose file was moved can be at a path that nothing has named yet.
    if found == .absent, paths.count > 1 {
      paths = try self.paths(named: ticket.id, in: commit)
      found = try find(ticket.id, at: paths, in: commit)
    }
    return found
  }

  func find(_ id: TicketID, at paths: [String], in commit: ObjectID) throws -> CandidateFile {
    var unreadable = CandidateFile.absent
    for path in paths {
      guard let blob = try file(at: path, in: commit) else { continue }
      let found = try texts.id(blob)
      if found == id { return .found(path: path, blob: blob) }
      if found == nil, path.isTicketFileName(of: id) {
        unreadable = .unreadable(path: path, blob: blob)
      }
    }
    return unreadable
  }
}
