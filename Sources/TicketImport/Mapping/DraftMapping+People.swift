import TicketDocument
import TicketModel

extension DraftMapping {
  /// Returns a person's handle; the name is kept when the handle does not tell it.
  mutating func mappedPerson(_ name: String?, as role: String) -> String? {
    guard let name, !oneLine(name).isEmpty else { return nil }
    let person = Person(name)
    if let original = person.original {
      keep("imported_\(role)", .scalar(fieldLine(original)))
      report.count("\(role) names kept as imported_\(role)")
    }
    return person.handle
  }

  /// Sets the assignee and, of several, the watchers.
  mutating func mapPeople() {
    let names = foreign.assignees.filter { !oneLine($0).isEmpty }
    if let assignee = mappedPerson(names.first, as: "assignee") {
      fields["assignee"] = .scalar(assignee)
    }
    guard names.count > 1 else { return }
    let watchers = names.dropFirst().map(Person.init)
    fields["watchers"] = .list(watchers.map(\.handle))
    let originals = watchers.compactMap(\.original)
    if !originals.isEmpty { keep("imported_watchers", .list(originals.map(fieldLine))) }
    note(
      .warning,
      "\(names.count) assignees; the others watch: \(watchers.map(\.handle).joined(separator: ", "))"
    )
    report.count("assignees that became watchers", watchers.count)
  }

  /// Returns the comments in time order, with ids that depend on ticket, place and time.
  mutating func mappedComments(created: Timestamp) -> [DraftComment] {
    var taken: Set<String> = []
    let comments = foreign.comments.enumerated().map { index, comment in
      let time = comment.time.flatMap(foreignTime)
      if time == nil { note(.warning, "comment \(index + 1) has no readable time; now \(created)") }
      return DraftComment(
        author: comment.author.map { Person($0).handle } ?? Person.unknown, time: time ?? created,
        id: commentID(index, time ?? created, &taken), isInternal: false, text: comment.text)
    }
    if !comments.isEmpty { report.count("comments taken over", comments.count) }
    return comments.enumerated()
      .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
  }

  private func commentID(
    _ index: Int, _ time: Timestamp, _ taken: inout Set<String>
  ) -> String {
    var attempt = 0
    while true {
      let drawn = stableSymbols(4, of: [foreign.source, "\(index)", "\(time)", "\(attempt)"])
      attempt += 1
      if taken.insert(drawn).inserted { return "c-\(drawn)" }
    }
  }
}
