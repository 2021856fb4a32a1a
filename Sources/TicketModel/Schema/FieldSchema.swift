/// What one front-matter key means.
///
/// ``FieldSchema/all`` is the only place that lists the keys.
package struct FieldSchema: Sendable {
  /// The type of a value; values are text in the file and typed only by this.
  package enum Kind: Sendable, Equatable {
    /// A ticket's own id.
    case id
    /// One line of text.
    case text
    /// A handle: one word without blanks or commas.
    case handle
    /// A status of the type's workflow.
    case status
    /// A type that some workflow governs.
    case type
    /// P0 (most urgent) to P4.
    case priority
    /// `high`, `medium` or `low`.
    case level
    /// A moment, RFC 3339 in UTC.
    case time
    /// A day, `YYYY-MM-DD`.
    case day
    /// A whole number from 1 to 5.
    case rating
    /// The id of another ticket.
    case link
    /// A set of one-line texts, written sorted.
    case set
    /// A set of handles.
    case handles
    /// A set of ids of other tickets.
    case links
    /// The transitions, in time order.
    case history

    /// Whether the value is a list in the file.
    package var isList: Bool {
      switch self {
      case .set, .handles, .links, .history: true
      case .id, .text, .handle, .status, .type, .priority, .level, .time, .day, .rating, .link:
        false
      }
    }

    /// Whether a value is a number or a date, which is written without quotes.
    var isTyped: Bool { self == .time || self == .day || self == .rating }
  }

  /// What a merge does when both sides changed the field to different values.
  package enum MergePolicy: Sendable, Equatable {
    /// Different values mean different tickets.
    case identity
    /// The status and what hangs on it: forward in the workflow wins.
    case statusGroup
    /// The more urgent one wins.
    case moreUrgent
    /// The earlier one wins.
    case earlier
    /// The greater one by a total order wins and the other is recorded.
    case greater
    /// Element by element; never conflicts.
    case elements
    /// Lines of both, in time order.
    case historyLines
  }

  /// The key.
  package let name: FieldName
  /// The type of its value.
  package let kind: Kind
  /// Whether the key stands in every ticket, with an empty value when unset.
  package let isAlwaysPresent: Bool
  /// How concurrent changes of it are joined.
  package let merge: MergePolicy
  /// One line for people.
  package let summary: String

  private init(
    _ name: FieldName, _ kind: Kind, always: Bool = false, _ merge: MergePolicy, _ summary: String
  ) {
    self.name = name
    self.kind = kind
    isAlwaysPresent = always
    self.merge = merge
    self.summary = summary
  }

  /// Every known key in the order in which tickets are written.
  ///
  /// The order keeps an unchanging line between any two fields that people change, so that a plain
  /// text merge seldom conflicts.
  package static let all: [FieldSchema] = [
    FieldSchema(.id, .id, always: true, .identity, "the ticket's name, never changed"),
    FieldSchema(.title, .text, always: true, .greater, "one line that says what it is about"),
    FieldSchema(.type, .type, always: true, .greater, "bug, feature, task …; picks the workflow"),
    FieldSchema(.status, .status, always: true, .statusGroup, "where it stands in its workflow"),
    FieldSchema(.created, .time, always: true, .identity, "when it was reported"),
    FieldSchema(.assignee, .handle, always: true, .greater, "who works on it"),
    FieldSchema(.reporter, .handle, always: true, .identity, "who reported it"),
    FieldSchema(.priority, .priority, always: true, .moreUrgent, "P0 (most urgent) to P4"),
    FieldSchema(.labels, .set, always: true, .elements, "words to find it by"),
    FieldSchema(.blockedBy, .links, always: true, .elements, "tickets that must be done first"),
    FieldSchema("queue", .handle, .greater, "team that owns it"),
    FieldSchema("impact", .level, .greater, "how much it hurts: high, medium, low"),
    FieldSchema("urgency", .level, .greater, "how soon it hurts: high, medium, low"),
    FieldSchema(.sla, .handle, .greater, "policy of .tickets/sla.yml it is under, or none"),
    FieldSchema("milestone", .text, .greater, "release or goal it belongs to"),
    FieldSchema("sprint", .text, .greater, "sprint it is planned in"),
    FieldSchema("estimate", .text, .greater, "size in the team's own unit"),
    FieldSchema("due", .day, .earlier, "day by which it should be done"),
    FieldSchema(.parent, .link, .greater, "ticket it is a part of"),
    FieldSchema(.related, .links, .elements, "tickets worth reading with it"),
    FieldSchema(.duplicateOf, .link, .greater, "ticket that says the same"),
    FieldSchema("branch", .text, .greater, "branch the work is on, when not named after the id"),
    FieldSchema("watchers", .handles, .elements, "people who want to hear of it"),
    FieldSchema("reviewers", .handles, .elements, "people asked to review it"),
    FieldSchema(.approvers, .handles, .elements, "people whose approval it needs"),
    FieldSchema(.approvals, .set, .elements, "approvals given"),
    FieldSchema("source", .text, .greater, "how it came in: mail, phone, form …"),
    FieldSchema(.requester, .text, .greater, "person it is for, who may have no account here"),
    FieldSchema("message_ids", .set, .elements, "mails it came from"),
    FieldSchema("waiting_for", .text, .greater, "what or whom it waits for"),
    FieldSchema("wait_until", .time, .earlier, "when to look at it again"),
    FieldSchema(.resolution, .text, .statusGroup, "how it ended: fixed, wontfix, duplicate …"),
    FieldSchema("cause", .text, .greater, "what caused it"),
    FieldSchema("rating", .rating, .greater, "the requester's verdict, 1 to 5"),
    FieldSchema("kb", .text, .greater, "article of the knowledge base that it gave"),
    FieldSchema("spent", .set, .elements, "time that people worked on it; see `snag spend`"),
    FieldSchema(.importedFrom, .text, .greater, "tracker and id it was taken over from"),
    FieldSchema(.formerly, .text, .greater, "id it had before a collision"),
    FieldSchema(.conflicts, .set, .elements, "values a merge could not keep; see `snag settle`"),
    FieldSchema(
      .history, .history, always: true, .historyLines, "each transition: time, actor, status"),
  ]

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// Returns what is known of a key; nil for keys of the user's own.
  package static func field(_ name: FieldName) -> FieldSchema? { byName[name] }

  /// Returns the known keys that stand after `name` in a ticket; all of them for unknown keys' end.
  ///
  /// Unknown keys come before `history`, after every known one.
  package static func followers(of name: FieldName) -> [String] {
    guard let index = all.firstIndex(where: { $0.name == name }) else {
      return [FieldName.history.rawValue]
    }
    return all[(index + 1)...].map(\.name.rawValue)
  }
}

extension FieldName {
  package static let id: FieldName = "id"
  package static let title: FieldName = "title"
  package static let type: FieldName = "type"
  package static let status: FieldName = "status"
  package static let created: FieldName = "created"
  package static let assignee: FieldName = "assignee"
  package static let reporter: FieldName = "reporter"
  package static let priority: FieldName = "priority"
  package static let labels: FieldName = "labels"
  package static let blockedBy: FieldName = "blocked_by"
  package static let sla: FieldName = "sla"
  package static let parent: FieldName = "parent"
  package static let related: FieldName = "related"
  package static let duplicateOf: FieldName = "duplicate_of"
  package static let approvers: FieldName = "approvers"
  package static let approvals: FieldName = "approvals"
  package static let requester: FieldName = "requester"
  package static let resolution: FieldName = "resolution"
  package static let branch: FieldName = "branch"
  package static let importedFrom: FieldName = "imported_from"
  package static let formerly: FieldName = "formerly"
  package static let conflicts: FieldName = "conflicts"
  package static let history: FieldName = "history"
}
