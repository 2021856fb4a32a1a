import TicketModel
import TicketStore

/// One of each thing a command does to a ticket.
enum Change: String, CaseIterable, Sendable {
  case field, label, transition, comment

  /// The edits, as the commands make them.
  var edits: [TicketEdit] {
    switch self {
    case .field: [.set(.priority, "P0")]
    case .label: [.add(.labels, "regression")]
    case .transition: [.transition(from: "new", Self.started), .set(.assignee, "ada")]
    case .comment:
      [
        .comment(
          DraftComment(
            author: "ada", time: Self.now, id: "c-7hq4", isInternal: false, text: "Seen too."))
      ]
    }
  }

  /// Lines that the change puts into the ticket.
  var addedLines: [String] {
    switch self {
    case .field: ["priority: P0"]
    case .label: ["- regression"]
    case .transition:
      ["status: in-progress", "assignee: ada", "- 2026-11-20T10:40:00Z ada in-progress"]
    case .comment:
      ["", "## Comments", "", "### ada, 2026-11-20T10:40:00Z, c-7hq4", "", "Seen too."]
    }
  }

  private static let now = Timestamp(seconds: 1795171200)
  private static var started: HistoryLine {
    HistoryLine(time: now, actor: "ada", status: "in-progress")
  }
}

extension CommitPlan {
  /// The plan of a command that changes the scene's ticket.
  static func change(_ change: Change, _ path: String = Scene.ticket) -> CommitPlan {
    CommitPlan(
      changes: [.edit(path: path, change.edits)], subject: "sn-k7m3qx: \(change)",
      body: "Login crashes", tickets: ["sn-k7m3qx"])
  }

  /// The plan of `new`.
  static func create(_ id: String = "sn-c3p8rw") -> CommitPlan {
    CommitPlan(
      changes: [
        .create(
          path: ".tickets/\(id)-new-one.md",
          bytes: Array(Scene.ticketText(id, title: "New one").utf8))
      ], subject: "\(id): new bug", body: "New one", tickets: [id])
  }

  static func move(to path: String) -> CommitPlan {
    CommitPlan(
      changes: [.move(from: Scene.ticket, to: path)], subject: "snag: shard", tickets: [])
  }

  static func delete() -> CommitPlan {
    CommitPlan(changes: [.delete(path: Scene.ticket)], subject: "snag: delete", tickets: [])
  }
}
