import TicketDocument
import TicketMerge
import TicketModel
import TicketStore

extension ConflictedTicket.Note {
  /// What a person is told: what was done, or what would be where nothing is settled yet.
  func words(_ settlement: Settlement?, path: String) -> String {
    switch self {
    case .editedAndDeleted(let side):
      let fate =
        switch settlement?.isDeletion {
        case true?: "deleted"
        case false?: "kept; to delete it: git rm -f \(shellQuoted(path))"
        case nil: "it is kept, unless --\(side.rawValue) deletes it"
        }
      return "\(side.rawValue) deleted it and the other side edited it; \(fate)"
    case .takenFromFile:
      return settlement == nil
        ? "the file holds no conflict any more and is taken as it is"
        : "taken as you left it in the file"
    case .otherTicket(let id, let path, let old):
      if id == old { return "\(path) is another ticket, which git took for this one" }
      return settlement == nil
        ? "two tickets have this id; the later one becomes \(id) (\(path))"
        : "two tickets had this id; the later one is \(id) from now on (\(path))"
    case .joined(let path):
      return settlement == nil
        ? "\(path) is the same ticket and gets joined with it"
        : "\(path) was the same ticket and is joined with it"
    }
  }
}

extension SettleRun.Result {
  /// What is left to decide, in the form that compilers use.
  var openLines: [String] {
    func line(_ position: Position, _ message: String) -> String {
      "\(ticket.path):\(position.line):\(position.column): error: \(message) [conflicts]"
    }
    let start = Position(line: 1, column: 1)
    if let refusal { return [line(start, refusal.words)] }
    let settling = settlement?.document.map { Settling($0, sides: ticket.sides) } ?? ticket.settling
    guard let settling else { return [line(start, ticket.reason ?? "not settled")] }
    // Where the file holds something else, such as git's merge of lines, no line is known.
    let isInFile = ticket.holds(settling.document.bytes)
    let fields = settling.fields.map { line(isInFile ? $0.position : start, $0.words) }
    let blocks = settling.blocks.map { line(isInFile ? $0.position : start, $0.words) }
    let notes = self.notes.map { line(start, $0) }
    guard fields.isEmpty, blocks.isEmpty else { return fields + blocks + notes }
    return notes + [line(start, "no choice is needed: snag settle \(shellQuoted(ticket.id))")]
  }

  /// What a person is told besides.
  var notes: [String] {
    ticket.notes.map { $0.words(isSettled ? settlement : nil, path: ticket.path) }
  }

  /// Lines of blocks that did not come into the result, so that nobody loses them unseen.
  var droppedLines: [String] {
    guard let document = settlement?.document, let settling = ticket.settling else {
      return settlement?.linesNotTaken.map { "not taken: \($0)" } ?? []
    }
    let fields = settling.decidedFields(in: document).flatMap { field in
      field.others.map { "not taken: \(field.name) = \($0.isEmpty ? "(none)" : $0)" }
    }
    let blocks = settling.droppedTexts(in: document).flatMap { _, text in
      text.split(separator: "\n").map { "not taken: \($0)" }
    }
    return fields + blocks
  }

  /// The exact command to go on with.
  var hint: String {
    let id = shellQuoted(ticket.id)
    if case .stuck = ticket.proposal, ticket.origin != .unmerged, ticket.sides == nil {
      return "finish \(ticket.path) in an editor and commit it"
    }
    if case .stuck(.begun) = ticket.proposal {
      return "finish \(ticket.path) in an editor, or `git checkout -m \(shellQuoted(ticket.path))` "
        + "begins anew; then `snag settle \(id)`"
    }
    let field = ticket.settling?.fields.first { $0.name != .conflicts }
    // A value of several lines is nothing to type.
    let value = field?.candidates.last { !$0.text.contains(where: \.isNewline) }?.text
    let example = field.flatMap { field in
      value.map { "`snag settle \(id) \(shellQuoted("\(field.name)=\($0)"))`, or " }
    }
    return "\(example ?? "")`snag settle \(id)` with --ours or --theirs"
      + (ticket.settling?.blocks.isEmpty == false ? ", or edit \(ticket.path)" : "")
  }

  /// As `SettleReport.names` says.
  var members: [(String, JSON)] {
    let settling = ticket.settling
    return [
      ("id", .string(ticket.id)), ("path", .string(ticket.path)),
      ("origin", .string(ticket.origin.rawValue)), ("result", .string(resultName)),
      ("fields", .array(settling?.fields.map(\.json) ?? [])),
      ("blocks", .array(settling?.blocks.map(\.json) ?? [])),
      ("notes", .array(notes.map(JSON.string))),
      ("reason", (refusal?.words ?? ticket.reason).map(JSON.string) ?? .null),
      ("commit", outcome?.members.first { $0.0 == "commit" }?.1 ?? .null),
    ]
  }

  private var resultName: String {
    guard isSettled, let outcome else { return "open" }
    switch outcome {
    case .committed: return "committed"
    case .unchanged: return "unchanged"
    case .written: return isStaged ? "staged" : "written"
    case .planned: return "planned"
    }
  }
}

extension ConflictedTicket {
  /// Why no program can settle it.
  fileprivate var reason: String? {
    switch proposal {
    case .stuck(.unreadable(let reason)): "a version cannot be read: \(reason)"
    case .stuck(.begun): "settled by hand in part; markers are left"
    case .text, .deleted: nil
    }
  }
}

extension SettlingRefused {
  fileprivate var words: String {
    switch self {
    case .severalRecorded(let name, let values):
      "\(name) has several recorded values, so name one: \(values.joined(separator: ", "))"
    case .noSide(let name, let side): "\(side.rawValue) has no \(name)"
    case .unknownAuthors(let position):
      "nobody can tell which side wrote which lines at line \(position.line)"
    }
  }
}

extension FieldConflict {
  /// `assignee could be bob (ours) or carol (theirs)`.
  fileprivate var words: String {
    let values = candidates.map { candidate in
      let sides = candidate.sides.map(\.rawValue).joined(separator: ", ")
      return (candidate.text.isEmpty ? "none" : candidate.text)
        + (sides.isEmpty ? "" : " (\(sides))")
    }
    return "\(name) could be \(values.joined(separator: " or "))"
  }

  fileprivate var json: JSON {
    .object([
      ("name", .string(name.rawValue)), ("line", .number(position.line)),
      (
        "candidates",
        .array(
          candidates.map { candidate in
            .object([
              ("value", .string(candidate.text)),
              ("sides", .array(candidate.sides.map { .string($0.rawValue) })),
            ])
          })
      ),
    ])
  }
}

extension BlockConflict {
  /// `lines could be "Two tabs." (ours) or "Three tabs." (theirs)`, by their first lines.
  fileprivate var words: String {
    let values = texts.enumerated().map { number, text in
      let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
      let first = lines.first.map { "\"\($0)\"\(lines.count > 1 ? " …" : "")" } ?? "none"
      let side = owners.first { $0.value == number }?.key
      return first + (side.map { " (\($0.rawValue))" } ?? "")
    }
    return "lines could be \(values.joined(separator: " or "))"
  }

  fileprivate var json: JSON {
    .object([
      ("line", .number(position.line)),
      ("texts", .array(texts.map { .string(String(decoding: $0, as: UTF8.self)) })),
      ("ours", owners[.ours].map(JSON.number) ?? .null),
      ("theirs", owners[.theirs].map(JSON.number) ?? .null),
    ])
  }
}
