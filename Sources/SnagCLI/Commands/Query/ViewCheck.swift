import TicketDocument
import TicketModel
import TicketQuery
import TicketStore

/// Finds the saved queries that make no sense.
struct ViewCheck {
  private let configuration: Configuration
  private let vocabulary: QueryVocabulary

  /// Takes what a repository says, whose tickets may have fields of their own.
  init(_ settings: Settings, tickets: [Ticket]) {
    configuration = settings.configuration
    vocabulary = QueryVocabulary(
      ownFields: settings.ownFields(of: tickets), views: configuration.views)
  }

  /// One for each mistake, at its word, however many saved queries name the one it is in.
  var problems: [Problem] {
    var found: [String: Problem] = [:]
    for name in vocabulary.views.keys.sorted() {
      guard let error = error(of: name), let view = error.view,
        let place = configuration.viewPlaces[view]
      else { continue }
      let position = place.position(of: error.range.lowerBound)
      found["\(position.line):\(position.column)"] = Problem(
        path: place.path, position: position, severity: .error, rule: "view",
        message: "saved query @\(view): \(error.summary)", fix: error.suggestion)
    }
    return Array(found.values)
  }

  private func error(of name: String) -> QueryError? {
    let escaped = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    do {
      _ = try Query(parsing: "@\"\(escaped)\"", vocabulary)
      return nil
    } catch {
      return error
    }
  }
}
