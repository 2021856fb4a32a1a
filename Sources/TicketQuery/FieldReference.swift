package import TicketModel

/// What stands before the colon: a field of the file, or something derived from it.
package enum FieldReference: Sendable, Hashable {
  /// A front-matter key, known or the user's own.
  case known(FieldName)
  /// When the ticket was last moved, from its history.
  case updated
  /// When the ticket came into a done status, from its history.
  case closed
  /// Number of days since creation.
  case age

  private static let derived: [String: FieldReference] = [
    "updated": .updated, "closed": .closed, "age": .age,
  ]

  /// Short names that GitHub's users type.
  private static let aliases: [String: FieldName] = [
    "label": .labels, "author": .reporter, "who": .assignee,
  ]

  /// Finds what a qualifier names.
  ///
  /// - Parameters:
  ///   - qualifier: the name before the colon.
  ///   - extraFields: keys of the user's own that may be asked for.
  package init?(qualifier: String, extraFields: Set<String>) {
    if let derived = Self.derived[qualifier] {
      self = derived
    } else if let alias = Self.aliases[qualifier] {
      self = .known(alias)
    } else if FieldSchema.field(FieldName(rawValue: qualifier)) != nil
      || extraFields.contains(qualifier)
    {
      self = .known(FieldName(rawValue: qualifier))
    } else {
      return nil
    }
  }

  /// The canonical qualifier.
  package var qualifier: String {
    switch self {
    case .known(let name): name.rawValue
    case .updated: "updated"
    case .closed: "closed"
    case .age: "age"
    }
  }

  /// Every qualifier that can be asked for, sorted.
  package static func qualifiers(extraFields: Set<String>) -> [String] {
    (FieldSchema.all.map(\.name.rawValue) + derived.keys + aliases.keys + extraFields).sorted()
  }
}
