package import TicketModel

/// What stands before the colon: a field of the file, or something derived from it.
package enum FieldReference: Sendable, Hashable {
  /// A front-matter key, known or the user's own.
  case known(FieldName)
  case derived(DerivedField)

  /// The canonical qualifier.
  package var qualifier: String {
    switch self {
    case .known(let name): name.rawValue
    case .derived(let field): field.name
    }
  }

  /// How its values are written and ordered; fields of the user's own hold text.
  package var kind: ValueKind {
    switch self {
    case .known(let name): FieldSchema.field(name).map { ValueKind($0.kind) } ?? .text
    case .derived(let field): field.kind
    }
  }

  /// Whether asking for it says which statuses are wanted.
  var isAboutStatus: Bool {
    switch self {
    case .known(let name): name == .status
    case .derived(let field): field.isAboutStatus
    }
  }
}
