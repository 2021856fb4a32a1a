package import TicketModel

/// One line of `do:` in rules, escalations and macros.
package enum DeskAction: Sendable, Equatable {
  /// Gives the ticket to a person.
  case assign(PlaceholderText)
  /// Gives it to whom assignment by itself finds, when nobody has it.
  case assignAutomatically
  /// `field=value`, `field+=item`, `field-=item`.
  case edit(FieldName, Assignment.Operator, PlaceholderText)
  /// A comment, or a note for the team alone.
  case comment(PlaceholderText, isInternal: Bool)
  /// A message to people; it leaves a note for the team in the ticket.
  case notify(Recipients, PlaceholderText)
  /// A transition of the ticket's workflow.
  case transition(String)

  /// Who is told.
  package enum Recipients: Sendable, Equatable {
    /// Whoever the field holds.
    case field(FieldName)
    /// These handles.
    case handles([String])
  }

  /// What an action looks like, for help; ``DeskAction/forms`` is the only place that lists them.
  package struct Form: Sendable {
    package let text: String
    package let summary: String
  }

  /// Every form, in the order of help.
  package static let forms: [Form] = [
    Form(text: "assign NAME", summary: "gives the ticket to a person"),
    Form(
      text: "assign auto",
      summary: "gives it to whom `snag assign --auto` would, when nobody has it"),
    Form(text: "field=value", summary: "sets a field; field= unsets it"),
    Form(text: "labels+=x, labels-=x", summary: "changes a list"),
    Form(text: "comment TEXT", summary: "adds a comment that the requester may read"),
    Form(text: "note TEXT", summary: "adds a comment for the team alone"),
    Form(
      text: "notify WHO: TEXT",
      summary:
        "writes a message to handles, or to assignee, reporter, requester, watchers or "
        + "approvers, and a note about it"),
    Form(
      text: "transition NAME",
      summary: "takes a transition, with the first comment; its guards hold"),
  ]

  /// Fields that name who is told.
  static let recipientFields: [FieldName] = [
    .assignee, .reporter, .requester, "watchers", .approvers,
  ]

  /// Whether it says something instead of changing a field or the status.
  package var isMessage: Bool {
    switch self {
    case .comment, .notify: true
    case .assign, .assignAutomatically, .edit, .transition: false
    }
  }
}
