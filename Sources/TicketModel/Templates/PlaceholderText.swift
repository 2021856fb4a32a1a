/// Text with places such as `{{id}}` and `{{requester.name}}` that a ticket fills.
///
/// What fills a place is never read for places again, so a title cannot name one.
package struct PlaceholderText: Sendable, Equatable {
  /// A place in the text: a field, or the name of the person that a field holds.
  package struct Placeholder: Sendable, Hashable, CustomStringConvertible {
    package let field: FieldName
    /// Whether the person's name is meant and not their handle.
    package let isName: Bool

    package var description: String { isName ? "\(field).name" : field.rawValue }
  }

  /// Why a text cannot be read.
  package enum Refusal: Error, Sendable, Equatable {
    /// No such placeholder; the nearest ones.
    case unknown(String, nearest: [String])
    /// `{{` without `}}`.
    case unfinished

    /// One line for people.
    package var summary: String {
      switch self {
      case .unknown(let name, _): "unknown placeholder {{\(name)}}"
      case .unfinished: "a placeholder has no end"
      }
    }

    /// What to do.
    package var fix: String {
      switch self {
      case .unknown(_, let nearest):
        nearest.first.map { "did you mean {{\($0)}}?" }
          ?? "a field such as {{title}}, or {{requester.name}}; `snag help rules` names them"
      case .unfinished: "write }} behind it"
      }
    }
  }

  private enum Part: Sendable, Equatable {
    case text(String)
    case place(Placeholder)
  }

  private let parts: [Part]

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - text: as it is written.
  ///   - ownFields: keys of the user's own that it may name.
  /// - Throws: ``Refusal``.
  package init(parsing text: String, ownFields: [String] = []) throws(Refusal) {
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.firstRange(of: "{{") {
      guard let close = rest[open.upperBound...].firstRange(of: "}}") else { throw .unfinished }
      let name = rest[open.upperBound..<close.lowerBound].filter { $0 != " " }
      if open.lowerBound > rest.startIndex { parts.append(.text(String(rest[..<open.lowerBound]))) }
      parts.append(.place(try Self.placeholder(String(name), ownFields)))
      rest = rest[close.upperBound...]
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    self.parts = parts
  }

  private static func placeholder(
    _ name: String, _ ownFields: [String]
  ) throws(Refusal) -> Placeholder {
    let known = names(ownFields)
    guard let found = known.first(where: { $0.description == name }) else {
      throw .unknown(name, nearest: nearestNames(to: name, among: known.map(\.description)))
    }
    return found
  }

  /// Every placeholder there is.
  ///
  /// - Parameter ownFields: keys of the user's own.
  /// - Returns: them, in the order of the schema.
  package static func names(_ ownFields: [String] = []) -> [Placeholder] {
    FieldSchema.all.flatMap { schema -> [Placeholder] in
      let field = Placeholder(field: schema.name, isName: false)
      // A requester may be somebody without a handle.
      guard schema.kind == .handle || schema.name == .requester else { return [field] }
      return [field, Placeholder(field: schema.name, isName: true)]
    } + ownFields.map { Placeholder(field: FieldName(rawValue: $0), isName: false) }
  }

  /// The text when it has no places to fill.
  package var plain: String? { places.isEmpty ? filled { _ in "" } : nil }

  /// The places in it, in order.
  package var places: [Placeholder] {
    parts.compactMap { if case .place(let place) = $0 { place } else { nil } }
  }

  /// Returns the text with its places filled.
  package func filled(_ value: (Placeholder) -> String) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .place(let place): value(place)
      }
    }.joined()
  }

  /// Returns the text filled from a ticket; the items of a list stand with commas between.
  ///
  /// - Parameters:
  ///   - ticket: whose fields.
  ///   - name: a person's name by their handle.
  /// - Returns: the text.
  package func filled(from ticket: Ticket, name: (String) -> String) -> String {
    filled { place in
      let items = ticket.items(of: place.field)
      return (place.isName ? items.map(name) : items).joined(separator: ", ")
    }
  }
}
