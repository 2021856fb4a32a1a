package import TicketModel

/// Something that is worked out of a ticket and can be asked for like a field.
///
/// ``DerivedField/all`` is the only place that lists them: a row there adds one.
package struct DerivedField: Sendable, Hashable {
  /// What such a field holds for one ticket.
  package enum Content: Sendable, Equatable {
    case moment(Timestamp?)
    case texts([String])
  }

  package let name: String
  package let kind: ValueKind
  /// One line for people.
  package let summary: String
  /// Whether asking for it says which statuses are wanted.
  let isAboutStatus: Bool
  let content: @Sendable (Ticket, QueryWorld) -> Content

  private init(
    _ name: String, _ kind: ValueKind, _ summary: String, isAboutStatus: Bool = false,
    _ content: @escaping @Sendable (Ticket, QueryWorld) -> Content
  ) {
    self.name = name
    self.kind = kind
    self.summary = summary
    self.isAboutStatus = isAboutStatus
    self.content = content
  }

  /// Every derived field, in the order in which help names them.
  package static let all: [DerivedField] = [
    updated, closed, dueAt, age, category, children, path, reopens,
  ]

  static let updated = DerivedField("updated", .time, "when it was last moved or edited") {
    .moment($1.updated($0))
  }

  static let closed = DerivedField(
    "closed", .time, "when it came into a done status", isAboutStatus: true
  ) { .moment($1.closed($0)) }

  static let dueAt = DerivedField("due_at", .time, "when its next clock is due; see `snag sla`") {
    .moment($1.service($0).dueAt)
  }

  static let age = DerivedField("age", .age, "how long ago it was created") { ticket, _ in
    .moment(ticket.created)
  }

  static let category = DerivedField(
    "category", .text, "new, active, waiting or done: what its status counts as",
    isAboutStatus: true
  ) { .texts([$1.category(of: $0).rawValue]) }

  static let children = DerivedField("children", .link, "tickets whose parent it is") {
    .texts($1.children[$0.id.text] ?? [])
  }

  static let path = DerivedField("path", .text, "its file, from the repository's root") {
    ticket, _ in .texts([ticket.path])
  }

  static let reopens = DerivedField(
    "reopens", .number, "how often it went from done to open again"
  ) { ticket, world in .texts([String(ticket.reopens(in: world.workflows))]) }

  package static func == (left: DerivedField, right: DerivedField) -> Bool {
    left.name == right.name
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
