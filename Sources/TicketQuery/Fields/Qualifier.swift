import TicketModel

/// A name that may stand before a colon in a query.
///
/// ``Qualifier/all(ownFields:)`` is what the parser looks names up in and what help is made from.
package struct Qualifier: Sendable {
  /// What a term with this name asks.
  package enum Role: Sendable, Hashable {
    /// A word such as open.
    case traits
    /// Whether fields are set.
    case has
    /// Whether fields are not set.
    case lacks
    /// Nothing: it puts the answer in order.
    case order
    /// What a field holds.
    case field(FieldReference)
  }

  package let name: String
  /// Other names that people bring from elsewhere.
  package let aliases: [String]
  package let role: Role
  /// One line for people.
  package let summary: String

  private init(_ name: String, _ role: Role, _ summary: String) {
    self.name = name
    self.role = role
    self.summary = summary
    aliases = Self.aliases.filter { $0.name == name }.map(\.alias)
  }

  private init(_ field: FieldReference, _ summary: String) {
    self.init(field.qualifier, .field(field), summary)
  }

  /// Short names that GitHub's users type.
  private static let aliases: [(alias: String, name: String)] = [
    ("label", "labels"), ("author", "reporter"), ("who", "assignee"),
  ]

  /// Every name of the language itself.
  package static let builtIn: [Qualifier] =
    [
      Qualifier("is", .traits, "what it is: open, ready, blocked … (above)"),
      Qualifier("has", .has, "a field is set"),
      Qualifier("no", .lacks, "a field is not set"),
      Qualifier(
        "sort", .order, "the order: fields or relevance, each with -desc to turn it around"),
    ] + FieldSchema.all.map { Qualifier(.known($0.name), $0.summary) }
    + DerivedField.all.map { Qualifier(.derived($0), $0.summary) }

  private static let byName: [String: Qualifier] = Dictionary(
    builtIn.flatMap { row in ([row.name] + row.aliases).map { ($0, row) } }
  ) { first, _ in first }

  /// Every name that may be used, with keys of the user's own at the end.
  package static func all(ownFields: Set<String>) -> [Qualifier] {
    builtIn
      + ownFields.subtracting(byName.keys).sorted().map {
        Qualifier(.known(FieldName(rawValue: $0)), "a field of your own")
      }
  }

  /// Finds a name as typed; case counts only for keys of the user's own that differ in it.
  ///
  /// - Parameters:
  ///   - name: what stands before the colon.
  ///   - ownFields: keys of the user's own that may be asked for.
  /// - Returns: nil when there is no such name.
  package static func find(_ name: String, ownFields: Set<String>) -> Qualifier? {
    for spelling in [name, name.lowercased()] {
      if let row = byName[spelling] { return row }
      if ownFields.contains(spelling) {
        return Qualifier(.known(FieldName(rawValue: spelling)), "a field of your own")
      }
    }
    return nil
  }

  /// Every name and alias that stands for a field, sorted.
  package static func fieldNames(ownFields: Set<String>) -> [String] {
    all(ownFields: ownFields).flatMap { row in
      if case .field = row.role { [row.name] + row.aliases } else { [String]() }
    }.sorted()
  }
}
