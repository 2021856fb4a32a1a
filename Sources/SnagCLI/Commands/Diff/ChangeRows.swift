import TicketDocument
import TicketModel

/// A changed ticket in words: one row for each thing that changed, nothing escaped yet.
struct ChangeRows {
  let change: TicketChange

  /// A name and what is said of it.
  struct Row: Equatable {
    let name: String
    /// One line each.
    let values: [String]
    /// Changed lines to show below.
    var diff: UnifiedDiff?
  }

  /// The rows, most telling first.
  var rows: [Row] {
    let told = chains
    let status = told.isEmpty ? [] : [Row(name: "status", values: told)]
    return status + fields + [checklist, comments, text, file, layout].compactMap { $0 }
  }

  /// Type and urgency of a ticket that is named without its fields.
  var facts: String {
    let facts = [change.ticket.type, change.ticket.priority].filter { !$0.isEmpty }
    return facts.isEmpty ? "" : "(\(facts.joined(separator: ", ")))"
  }

  // MARK: Fields

  /// New transitions, those that follow each other on one line:
  /// `new -> triaged (bob, 2026-11-22) -> in-progress (ada, 2026-11-23)`.
  private var chains: [String] {
    var chains: [String] = []
    var last: String?
    for transition in change.transitions {
      let line = transition.line
      let step = "-> \(line.status) (\(line.actor), \(line.time.day))"
      if !chains.isEmpty, transition.from == last {
        chains[chains.count - 1] += " \(step)"
      } else {
        chains.append("\(transition.from.map { "\($0) " } ?? "")\(step)")
      }
      last = line.status
    }
    return chains
  }

  private var fields: [Row] {
    // A status is told by the transition that led to it.
    let moved = change.transitions.last?.line.status
    return change.fields.compactMap { field in
      switch field.difference {
      case .value(_, let to) where field.name == .status && to != nil && to == moved: return nil
      case .value(let from, let to): return row(field.name, [Self.words(from: from, to: to)])
      case .items(let added, let removed):
        let items = added.map { "+\(Self.item($0))" } + removed.map { "-\(Self.item($0))" }
        return row(field.name, [items.joined(separator: " ")])
      case .order: return row(field.name, ["other order"])
      case .block(let from, let to):
        let diff = UnifiedDiff(from: from, to: to)
        return Row(name: field.name.rawValue, values: [diff.summary], diff: diff)
      }
    }
  }

  private func row(_ name: FieldName, _ values: [String]) -> Row {
    Row(name: name.rawValue, values: values)
  }

  /// `ada`, `ada -> bob` or `ada -> unset`.
  private static func words(from old: String?, to new: String?) -> String {
    guard let old else { return new ?? "unset" }
    return "\(old) -> \(new ?? "unset")"
  }

  /// An item of more than one word in quotes, so that one sees where it ends.
  private static func item(_ text: String) -> String {
    text.contains { $0 == " " || $0 == "\t" } ? "\"\(text)\"" : text
  }

  // MARK: Text

  private var checklist: Row? {
    guard !change.checklist.isEmpty else { return nil }
    return Row(
      name: "checklist",
      values: change.checklist.map { change in
        let sign =
          switch change.kind {
          case .ticked, .unticked: ""
          case .added: "+"
          case .removed: "-"
          }
        return "\(sign)[\(change.item.isDone ? "x" : " ")] \(change.item.text)"
      })
  }

  /// `+2 (bob, ada), 1 edited (bob), -1 (carol)`.
  private var comments: Row? {
    let parts: [String] = [CommentChange.Kind.added, .edited, .removed].compactMap { kind in
      let comments = change.comments.filter { $0.kind == kind }.map(\.comment)
      guard !comments.isEmpty else { return nil }
      var authors: [String] = []
      for comment in comments where !authors.contains(comment.author) {
        authors.append(comment.author)
      }
      let count =
        switch kind {
        case .added: "+\(comments.count)"
        case .edited: "\(comments.count) edited"
        case .removed: "-\(comments.count)"
        }
      return "\(count) (\(authors.joined(separator: ", ")))"
    }
    return parts.isEmpty ? nil : Row(name: "comments", values: [parts.joined(separator: ", ")])
  }

  private var text: Row? {
    change.text.map { text in
      let diff = UnifiedDiff(from: text.old, to: text.new)
      return Row(name: "body", values: [diff.summary], diff: diff)
    }
  }

  // MARK: File

  private var file: Row? {
    guard change.isMoved, let old = change.old, let new = change.new else { return nil }
    return Row(name: "file", values: ["\(old.ticket.path) -> \(new.ticket.path)"])
  }

  private var layout: Row? {
    guard change.isLayoutOnly else { return nil }
    return Row(name: "layout", values: ["only (quotes, order, comments, blank lines)"])
  }
}
