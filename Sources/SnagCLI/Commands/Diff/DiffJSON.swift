import TicketDocument
import TicketModel
import TicketStore

extension TicketChange {
  static let names = [
    "id", "title", "path", "old_path", "change", "layout_only", "fields", "transitions", "comments",
    "checklist", "body",
  ]

  /// As ``names`` says.
  var members: [(String, JSON)] {
    [
      ("id", .string(ticket.id.text)), ("title", .string(ticket.title)),
      ("path", .string(ticket.path)),
      ("old_path", old.map { .string($0.ticket.path) } ?? .null),
      ("change", .string(kind.rawValue)), ("layout_only", .bool(isLayoutOnly)),
      ("fields", .array(fields.map(\.json))), ("transitions", .array(transitions.map(\.json))),
      ("comments", .array(comments.map(\.json))), ("checklist", .array(checklist.map(\.json))),
      ("body", body),
    ]
  }

  private var body: JSON {
    guard let text else { return .null }
    let diff = UnifiedDiff(from: text.old, to: text.new)
    return .object([("added", .number(diff.added)), ("removed", .number(diff.removed))])
  }
}

extension FieldChange {
  fileprivate var json: JSON {
    func text(_ value: String?) -> JSON { value.map(JSON.string) ?? .null }
    func list(_ items: [String]) -> JSON { .array(items.map(JSON.string)) }
    let members: [(String, JSON)] =
      switch difference {
      case .value(let from, let to), .block(let from, let to):
        [("from", text(from)), ("to", text(to))]
      case .items(let added, let removed): [("added", list(added)), ("removed", list(removed))]
      case .order(let from, let to): [("from", list(from)), ("to", list(to))]
      }
    return .object([("name", .string(name.rawValue))] + members)
  }
}

extension RecordedTransition {
  fileprivate var json: JSON {
    .object([
      ("time", .string(line.time.description)), ("actor", .string(line.actor)),
      ("from", from.map(JSON.string) ?? .null), ("to", .string(line.status)),
    ])
  }
}

extension CommentChange {
  fileprivate var json: JSON {
    .object([
      ("id", .string(comment.id)), ("change", .string(kind.rawValue)),
      ("author", .string(comment.author)), ("time", .string(comment.time)),
      ("internal", .bool(comment.isInternal)), ("text", .string(comment.text)),
    ])
  }
}

extension ChecklistChange {
  fileprivate var json: JSON {
    .object([
      ("change", .string(kind.rawValue)), ("text", .string(item.text)),
      ("section", item.section.isEmpty ? .null : .string(item.section)),
      ("done", .bool(item.isDone)),
    ])
  }
}

extension ComparedState {
  /// `HEAD (1a2b3c4)`, `merge base with main (1a2b3c4)`, `work tree`.
  var words: String {
    switch place {
    case .workTree: return "work tree"
    case .index: return "index"
    case .nothing: return "nothing"
    case .commit(let id):
      let name = revision ?? ""
      return "\(isMergeBase ? "merge base with " : "")\(name) (\(id.prefix(7)))"
    }
  }

  /// The same for programs.
  var json: JSON {
    let what =
      switch place {
      case .workTree: "work-tree"
      case .index: "index"
      case .nothing: "nothing"
      case .commit: "commit"
      }
    return .object([
      ("kind", .string(what)), ("revision", revision.map(JSON.string) ?? .null),
      ("commit", commit.map(JSON.string) ?? .null), ("merge_base", .bool(isMergeBase)),
    ])
  }
}
