/// What `edit` is asked to do to one field: `priority=P1`, `labels+=auth`, `labels-=ui`.
package struct Assignment: Sendable, Equatable {
  /// How the value meets what is there.
  package enum Operator: String, Sendable {
    case set = "="
    case add = "+="
    case remove = "-="
  }

  package let field: FieldName
  package let operation: Operator
  package let value: String

  /// Reads `field=value`, `field+=value` or `field-=value`; nil for anything else.
  package init?(_ text: String) {
    guard let equals = text.firstIndex(of: "=") else { return nil }
    var name = text[..<equals]
    operation =
      switch name.last {
      case "+": .add
      case "-": .remove
      default: .set
      }
    if operation != .set { name = name.dropLast() }
    let isName: (Character) -> Bool = {
      $0.isASCII && ($0.isLetter || $0.isNumber || "_-".contains($0))
    }
    guard !name.isEmpty, name.allSatisfy(isName) else { return nil }
    field = FieldName(rawValue: String(name))
    value = String(text[text.index(after: equals)...])
  }
}

/// Why an assignment cannot be made.
package enum AssignmentRefused: Error, Sendable, Equatable {
  /// No such field; the nearest known ones.
  case unknownField(FieldName, nearest: [String])
  /// The field never changes.
  case immutable(FieldName)
  /// The status changes by transitions.
  case statusNeedsTransition(String)
  /// `+=` or `-=` on a field that holds one value.
  case notAList(FieldName)
  /// The value is not one the field can hold.
  case value(FieldValueRefused)
}

extension Assignment {
  /// Turns the assignment into an edit of a ticket.
  ///
  /// - Parameter extraFields: keys of the user's own that may be set: those of the ticket and those
  ///   that the configuration names.
  /// - Returns: one edit, or one for each item of a list.
  /// - Throws: ``AssignmentRefused``.
  package func edit(extraFields: [String]) throws(AssignmentRefused) -> [TicketEdit] {
    guard let schema = FieldSchema.field(field) else {
      return [try editOfUnknownField(extraFields)]
    }
    switch schema.kind {
    case .status: throw .statusNeedsTransition(value)
    case .id, .history: throw .immutable(field)
    default: break
    }
    guard schema.merge != .identity || field == .reporter else { throw .immutable(field) }
    guard schema.kind.isList else {
      guard operation == .set else { throw .notAList(field) }
      return [.set(field, try canonical(value, schema))]
    }
    let items = try split(schema)
    switch operation {
    case .set: return [.setItems(field, Set(items).sorted())]
    case .add: return items.map { .add(field, $0) }
    case .remove: return items.map { .remove(field, $0) }
    }
  }

  private func split(_ schema: FieldSchema) throws(AssignmentRefused) -> [String] {
    var items: [String] = []
    for part in value.split(separator: ",") {
      let item = try canonical(String(part), schema)
      if !item.isEmpty { items.append(item) }
    }
    return items
  }

  private func canonical(
    _ text: String, _ schema: FieldSchema
  ) throws(AssignmentRefused) -> String {
    do { return try schema.canonical(text) } catch { throw .value(error) }
  }

  private func editOfUnknownField(_ extraFields: [String]) throws(AssignmentRefused) -> TicketEdit {
    guard extraFields.contains(field.rawValue) else {
      let known = FieldSchema.all.map(\.name.rawValue) + extraFields
      throw .unknownField(field, nearest: nearestNames(to: field.rawValue, among: known))
    }
    do { try FieldSchema.checkOneLine(value, in: field) } catch { throw .value(error) }
    switch operation {
    case .set: return .set(field, value)
    case .add: return .add(field, value)
    case .remove: return .remove(field, value)
    }
  }
}
