import TicketModel
import TicketQuery
import TicketStore

extension Session {
  /// Says which values of a query no ticket has and no ticket could have here.
  ///
  /// Such a query has an answer, an empty one, which looks like good news: `status:in-progres`.
  ///
  /// - Parameters:
  ///   - query: what is asked.
  ///   - tickets: all tickets; a value that one of them has is not wrong.
  ///   - settings: what values there are.
  func warnOfUnknownValues(in query: Query, among tickets: [Ticket], _ settings: Settings) {
    for (field, value) in query.namedValues {
      guard let known = settings.values(of: field),
        !known.contains(where: { $0.lowercased() == value.lowercased() }),
        !tickets.contains(where: { $0.hasItem(of: field) { $0.lowercased() == value.lowercased() } }
        )
      else { continue }
      let words =
        Query.Trait(rawValue: value.lowercased()).map { ["is:\($0)"] }
        ?? nearestNames(to: value, among: known)
      warn(
        "nothing here has the \(field) \(value); "
          + (words.first.map { "did you mean \($0)?" }
            ?? "there are \(known.sorted().joined(separator: ", "))"))
    }
  }
}

extension Query {
  /// Values of fields that some words alone make sense for, those of saved queries too.
  fileprivate var namedValues: [(FieldName, String)] {
    terms.flatMap { term -> [(FieldName, String)] in
      switch term.condition {
      case .view(_, let view): view.namedValues
      case .field(.known(let name), let values):
        values.compactMap { value in
          guard case .compared(.equal, let text) = value.match, text != "@me" else { return nil }
          return (name, text)
        }
      case .field, .traits, .has, .words: []
      }
    }
  }
}

extension Settings {
  /// What a field can hold here; nil where it can hold anything.
  fileprivate func values(of field: FieldName) -> [String]? {
    let values: [String]? =
      switch field {
      case .status: workflows.workflows.flatMap { $0.statuses.map(\.name) }
      case .type: workflows.types
      case .labels: configuration.labels
      case .assignee, .reporter: configuration.people
      default: nil
      }
    return values?.isEmpty == true ? nil : values
  }
}
