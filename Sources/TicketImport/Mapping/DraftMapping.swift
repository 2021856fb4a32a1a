import TicketDocument
import TicketModel

/// Fits one foreign ticket to Snag's fields.
struct DraftMapping {
  let foreign: ForeignTicket
  let ids: IDMap
  let context: ImportContext
  let id: TicketID
  /// What is to be said about this ticket.
  var report = ImportReport()
  /// Known fields besides those that a draft has properties for.
  var fields: [FieldName: FieldValue] = [:]
  /// What no field was found for yet.
  var others: ForeignRecord
  /// Unknown keys.
  var kept = KeptFields()
  /// Sections that go to the end of the body.
  var sections: [(heading: String, text: String)] = []

  init(_ foreign: ForeignTicket, ids: IDMap, context: ImportContext) {
    guard let id = ids[foreign.id] else {
      preconditionFailure("a ticket the id map was not made of")
    }
    self.foreign = foreign
    others = foreign.others
    self.ids = ids
    self.context = context
    self.id = id
  }

  /// Returns the ticket; notes and counts are in ``report`` afterwards.
  mutating func imported() -> ImportedTicket {
    if TicketID(foreign.id) == nil {
      note(.warning, "\(oneLine(foreign.id)) cannot be an id here; it is \(id) now")
      report.count("ids replaced")
    }
    let title = mappedTitle()
    let type = mappedType()
    let reporter = mappedPerson(foreign.reporter, as: "reporter") ?? Person.unknown
    mapPeople()
    mapPriority()
    mapLabels()
    mapLinks()
    mapFields()
    mapSharedFields()
    let created = mappedCreation()
    let comments = mappedComments(created: created)
    var draft = TicketDraft(
      id: id, title: title, type: type, created: created, reporter: reporter, history: [])
    draft.comments = comments
    draft.history = mappedHistory(of: draft)
    fields[.importedFrom] = .scalar(fieldLine(foreign.source))
    keepOthers()
    draft.fields = fields
    draft.unknown = kept.pairs
    draft.body = mappedBody(fullTitle: foreign.title)
    return ImportedTicket(
      source: fieldLine(foreign.source), path: foreign.path, draft: draft, fileName: fileName)
  }

  mutating func note(_ severity: ImportNote.Severity, _ message: String) {
    report.note(severity, fieldLine(foreign.source), message)
  }

  /// Keeps a value under an unknown key.
  mutating func keep(_ name: String, _ value: FieldValue) {
    kept.add(name, value)
  }

  private var fileName: String? {
    guard foreign.tracker == .tk else { return nil }
    return foreign.path.split(separator: "/").last.map(String.init)
  }

  private mutating func mappedTitle() -> String {
    let given = foreign.title ?? ""
    let title = fieldLine(given)
    guard !title.isEmpty else {
      note(.warning, "no title; its id stands in")
      report.count("titles made up")
      return oneLine(foreign.id).isEmpty ? id.text : fieldLine(foreign.id)
    }
    if title != given.trimmingBlanks {
      let isCut = oneLine(given) != title
      note(
        isCut ? .warning : .info,
        isCut
          ? "title cut to \(FieldSchema.maximumCharacters) characters; all of it is in the body"
          : "control characters in the title became blanks")
      report.count("titles changed")
    }
    return title
  }

  private mutating func mappedType() -> String {
    let own = oneLine(foreign.type ?? "")
    if context.workflows.workflow(forType: own) != nil { return own }
    let wanted = normalizedStatus(own)
    if context.workflows.workflow(forType: wanted) != nil { return wanted }
    let types = context.workflows.types
    let synonym = typeSynonyms[wanted].flatMap { types.contains($0) ? $0 : nil }
    let type = synonym ?? (types.contains("task") ? "task" : types.first ?? "task")
    if !wanted.isEmpty {
      keep("imported_type", .scalar(fieldLine(foreign.type ?? "")))
      if synonym == nil {
        note(.info, "type \(wanted) is not one of this repository's; now \(type)")
      }
      report.count("type \(wanted) became \(type) (kept as imported_type)")
    }
    return type
  }

  private mutating func mapPriority() {
    guard let text = foreign.priority.map(oneLine), !text.isEmpty else { return }
    if let priority = Priority(text) ?? priorityWords[text.lowercased()].flatMap({ Priority($0) }) {
      fields[.priority] = .scalar(priority.text)
    } else {
      keep("imported_priority", .scalar(fieldLine(text)))
      note(.warning, "priority \(text) has no place between P0 and P4 (kept as imported_priority)")
      report.count("priorities not mapped")
    }
  }

  private mutating func mapLabels() {
    let labels = foreign.labels.map(fieldLine)
    if labels != foreign.labels.map(\.trimmingBlanks) {
      note(.info, "labels were changed to fit on one line each")
      report.count("labels changed")
    }
    let set = Set(labels.filter { !$0.isEmpty })
    fields[.labels] = .list(set.sorted())
  }
}

/// Types that other trackers have other words for.
private let typeSynonyms = ["enhancement": "feature", "story": "feature", "defect": "bug"]

/// Priorities as words.
private let priorityWords = ["critical": "P0", "high": "P1", "medium": "P2", "low": "P3"]

extension String {
  /// The text without blanks and tabs around it.
  fileprivate var trimmingBlanks: String {
    let start = drop { $0 == " " || $0 == "\t" }
    return start.lastIndex { $0 != " " && $0 != "\t" }.map { String(start[...$0]) } ?? ""
  }
}
