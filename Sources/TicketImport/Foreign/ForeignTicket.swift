import TicketDocument
import TicketModel

/// What a tracker's reader found out about one ticket, before it is fitted to Snag's fields.
struct ForeignTicket: Sendable {
  /// As the tracker writes it.
  let id: String
  let tracker: ForeignTracker
  let path: String
  var title: String?
  var type: String?
  var status: String?
  var priority: String?
  var created: String?
  var updated: String?
  var closed: String?
  var closeReason: String?
  var reporter: String?
  var assignees: [String] = []
  var labels: [String] = []
  var links: [Link] = []
  var comments: [Comment] = []
  /// Markdown without title and comments.
  var body = ""
  /// Values of fields that Snag has, still to be judged by the schema.
  var fields: [(name: FieldName, text: String)] = []
  /// What is left.
  var others = ForeignRecord()
  /// How it ended, or nil: overrides an unfinished status.
  var ending: String?
  /// Statuses that this tracker's configuration defines, by ``normalizedStatus(_:)``.
  var customStages: [String: ForeignStage] = [:]
  /// Of two tickets with one id the one with the smaller rank is kept.
  var rank = 0

  init(id: String, tracker: ForeignTracker, path: String) {
    self.id = id
    self.tracker = tracker
    self.path = path
  }

  /// Tracker and id: `beads:bd-kwro`.
  var source: String { "\(tracker.rawValue):\(oneLine(id))" }

  /// A link to another ticket by its id there.
  struct Link: Sendable {
    let kind: Kind
    let target: String

    enum Kind: Sendable, Equatable {
      case blockedBy, parent, related, duplicateOf
      /// One that Snag has no word for.
      case other(String)
    }
  }

  /// A comment as the tracker has it.
  struct Comment: Sendable {
    var author: String?
    var time: String?
    var text: String
  }
}

/// Everything a reader found.
struct ForeignData {
  var tickets: [ForeignTicket] = []
  /// Makes equal what the tracker takes for the same ticket; nil when only equal ids are.
  var referenceKey: ((String) -> String?)?
}

/// Leaves out tickets whose file would be larger than Snag reads.
func withoutHuge(_ tickets: [ForeignTicket], _ report: inout ImportReport) -> [ForeignTicket] {
  // Room for the keys, and for backslashes and blank lines that writing adds.
  let limit = TicketDocument.defaultLimit / 8 * 7
  return tickets.filter { ticket in
    let texts = [ticket.title, ticket.closeReason, ticket.body] + ticket.comments.map(\.text)
    let size = texts.reduce(0) { $0 + ($1?.utf8.count ?? 0) }
    let others = ticket.others.pairs.reduce(0) { $0 + $1.value.json.utf8.count }
    guard size + others > limit else { return true }
    report.note(
      .error, ticket.path,
      "not imported: \(ticket.source) has \(size + others) bytes; at most "
        + "\(limit) fit")
    report.count("tickets not imported: too large")
    return false
  }
}

/// Keeps of tickets with one id the one with the smallest rank, or the first.
func withoutDuplicates(
  _ tickets: [ForeignTicket], _ report: inout ImportReport
) -> [ForeignTicket] {
  var best: [String: Int] = [:]
  for (index, ticket) in tickets.enumerated() {
    let key = TicketID.folded(ticket.id)
    if let other = best[key], tickets[other].rank <= ticket.rank { continue }
    best[key] = index
  }
  return tickets.enumerated().compactMap { index, ticket in
    guard let kept = best[TicketID.folded(ticket.id)], kept != index else { return ticket }
    report.note(
      .error, ticket.path,
      "not imported: \(ticket.source) \"\(oneLine(ticket.title ?? ""))\" has the id of "
        + "\"\(oneLine(tickets[kept].title ?? ""))\" in \(tickets[kept].path); "
        + "give it another id to import it too")
    report.count("tickets not imported: id used twice")
    return nil
  }
}
