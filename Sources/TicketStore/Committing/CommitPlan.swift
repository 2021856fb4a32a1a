import TicketDocument
package import TicketModel

/// What a command wants to change, before anything is written.
package struct CommitPlan {
  /// Files to change; each path once.
  package var changes: [FileChange]
  /// The commit's subject, `sn-k7m3qx: new -> in-progress`.
  package var subject: String
  /// Paragraphs after the subject, without trailers.
  package var body: String
  /// Ids for `Ticket:` trailers.
  package var tickets: [String]
  /// Further trailers, such as the rule that asked for it.
  package var trailers: [(key: String, value: String)] = []

  /// Makes a plan from its parts.
  package init(changes: [FileChange], subject: String, body: String = "", tickets: [String]) {
    self.changes = changes
    self.subject = subject
    self.body = body
    self.tickets = tickets
  }

  /// The commit message: subject, body, trailers.
  package var message: String {
    let all = tickets.map { ("Ticket", $0) } + trailers.map { ($0.key, $0.value) }
    let block = all.map { "\($0.0): \($0.1)" }.joined(separator: "\n")
    return [subject, body, block].filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }
}

/// One file's part of a plan; paths are repository-relative.
package enum FileChange {
  /// A new file; refused when something is there.
  case create(path: String, bytes: [UInt8])
  /// An edit, applied alike to the committed, the staged and the work tree's text.
  case edit(path: String, transform: ([UInt8]) throws -> [UInt8])
  /// The same file under another path, which must be free.
  case move(from: String, to: String)
  /// The file goes away.
  case delete(path: String)

  /// Field edits of a ticket's file.
  package static func edit(path: String, _ edits: [TicketEdit]) -> FileChange {
    .edit(path: path) { bytes in
      do {
        var document = try TicketDocument(parsing: bytes)
        try document.apply(edits)
        return document.bytes
      } catch let error as DocumentError {
        throw EditDoesNotApply(
          "line \(error.position.line), column \(error.position.column): \(error.summary)")
      } catch let error as TicketEditRefused {
        throw EditDoesNotApply(error.reason)
      }
    }
  }
}

extension TicketEditRefused {
  fileprivate var reason: String {
    switch self {
    case .otherStatus(let expected, let found):
      "its status there is \(found.isEmpty ? "unset" : found), not \(expected)"
    case .document(let error): error.summary
    }
  }
}

/// Where a plan's commit goes.
package enum CommitTarget: Sendable, Equatable {
  /// To what is checked out, with index and work tree.
  case head
  /// To a branch by its short name, through objects and the ref alone.
  case branch(String)
  /// Nowhere: only the work tree's files are written.
  case workTreeOnly
}

/// What became of a plan.
package enum CommitOutcome: Sendable, Equatable {
  /// A commit was made.
  case committed(CommitReport)
  /// Every text was as wanted already; nothing was written.
  case unchanged
  /// Files were written without a commit.
  case written(paths: [String])
  /// `--dry-run`: what would have been done.
  case planned(subject: String, paths: [String])
}

/// A commit that was made.
package struct CommitReport: Sendable, Equatable {
  /// Full hexadecimal object id.
  package let id: String
  /// Short name of the branch; nil on a detached HEAD.
  package let branch: String?
  /// What an earlier, interrupted command left and this one put right.
  package let repairs: [String]
}

/// The points of the commit protocol between which a process may be killed.
package enum CommitStep: String, Sendable, CaseIterable {
  case locked, objectsWritten, journalWritten, workFilesWritten, refMoved, indexInstalled,
    journalRemoved, unlocked
}
