package import TicketDocument

/// A ticket before it has a file: what `new`, templates and importers fill in.
package struct TicketDraft: Sendable, Equatable {
  package var id: TicketID
  package var title: String
  package var type: String
  package var created: Timestamp
  package var reporter: String
  /// Every other field; values must be canonical (see ``FieldSchema/canonical(_:)``).
  package var fields: [FieldName: FieldValue]
  /// The transitions so far; the last one's status is the ticket's.
  package var history: [HistoryLine]
  /// Markdown after the front matter, without the comments.
  package var body: String
  package var comments: [DraftComment]
  /// Keys and values that Snag does not know, in order, written after the known ones.
  package var unknown: [(name: String, value: FieldValue)] {
    get { unknownFields.map { ($0.name, $0.value) } }
    set { unknownFields = newValue.map { UnknownField(name: $0.name, value: $0.value) } }
  }

  private var unknownFields: [UnknownField] = []

  private struct UnknownField: Sendable, Equatable {
    let name: String
    let value: FieldValue
  }

  /// Starts a draft in the status of `history`'s last line.
  package init(
    id: TicketID, title: String, type: String, created: Timestamp, reporter: String,
    history: [HistoryLine]
  ) {
    self.id = id
    self.title = title
    self.type = type
    self.created = created
    self.reporter = reporter
    self.history = history
    fields = [:]
    body = ""
    comments = []
  }

  /// Returns the ticket's text: always present keys first, in canonical order, then the body.
  package func document() -> TicketDocument {
    let known = FieldSchema.all.compactMap { schema -> (key: String, value: FieldValue)? in
      let value = self.value(of: schema)
      guard schema.isAlwaysPresent || !value.isEmpty else { return nil }
      return (schema.name.rawValue, value)
    }
    let history = known.last.map { [$0] } ?? []
    var document = TicketDocument.make(
      entries: known.dropLast() + unknown.map { ($0.name, $0.value) } + history,
      body: body.isEmpty ? "" : "\n\(body)")
    for comment in comments {
      document.appendComment(
        author: comment.author, time: comment.time.description, id: comment.id,
        isInternal: comment.isInternal, text: comment.text)
    }
    return document
  }

  private func value(of schema: FieldSchema) -> FieldValue {
    switch schema.name {
    case .id: .scalar(id.text)
    case .title: .scalar(title)
    case .type: .scalar(type)
    case .status: .scalar(history.last?.status ?? "")
    case .created: .typed(created.description)
    case .reporter: .scalar(reporter)
    case .history: .list(history.map(\.description))
    default: canonical(fields[schema.name], as: schema)
    }
  }

  /// Sets are written sorted; times and numbers need no quotes.
  private func canonical(_ value: FieldValue?, as schema: FieldSchema) -> FieldValue {
    let items = value?.items ?? []
    if schema.kind.isList { return .list(Set(items).sorted()) }
    let text = items.first ?? ""
    return schema.kind.isTyped ? .typed(text) : .scalar(text)
  }
}

/// A comment that is not in a file yet.
package struct DraftComment: Sendable, Equatable {
  package let author: String
  package let time: Timestamp
  /// `c-` and four symbols.
  package let id: String
  package let isInternal: Bool
  package let text: String

  /// Makes a comment from its parts.
  package init(author: String, time: Timestamp, id: String, isInternal: Bool, text: String) {
    self.author = author
    self.time = time
    self.id = id
    self.isInternal = isInternal
    self.text = text
  }

  /// Draws a comment id: `c-` and four of ``TicketID/symbols``.
  package static func randomID(using generator: inout some RandomNumberGenerator) -> String {
    let symbols = TicketID.symbols
    let drawn = (0..<4).map { _ in symbols[Int.random(in: symbols.indices, using: &generator)] }
    return "c-\(String(drawn))"
  }
}
