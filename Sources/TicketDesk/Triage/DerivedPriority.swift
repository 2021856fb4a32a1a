package import TicketModel

/// The priority that follows when impact or urgency is set; one that was set by hand stays.
package struct DerivedPriority: Sendable {
  private let matrix: PriorityMatrix

  /// The fields that it follows from.
  package static let fields: [FieldName] = ["impact", "urgency"]

  /// Goes by a matrix.
  package init(_ matrix: PriorityMatrix) { self.matrix = matrix }

  /// Reads the matrix of an `sla.yml` and nothing else of it.
  ///
  /// - Parameters:
  ///   - text: what the file holds; without a matrix in it the usual one counts.
  ///   - path: its repository-relative path.
  /// - Throws: `ConfigurationError` with the position of what is wrong.
  package init(parsing text: String, path: String) throws(ConfigurationError) {
    let pairs = try YAMLNode(parsing: text, path: path).pairs()
    var matrix = PriorityMatrix.standard
    for (key, value) in pairs {
      if try key.text() == "matrix" { matrix = try PriorityMatrix(value) }
    }
    self.init(matrix)
  }

  /// What the matrix says of a ticket's impact and urgency; nil when it says nothing.
  package func priority(of ticket: Ticket) -> Priority? {
    priority(impact: ticket.text(of: "impact"), urgency: ticket.text(of: "urgency"))
  }

  /// What the matrix says; nil when it says nothing.
  package func priority(impact: String, urgency: String) -> Priority? {
    matrix.priority(impact: impact, urgency: urgency)
  }

  /// What the matrix says of a ticket whose priority is another one, which somebody has set by hand.
  package func overruled(by ticket: Ticket) -> Priority? {
    guard let given = priority(of: ticket), !ticket.priority.isEmpty,
      ticket.priority != given.text
    else { return nil }
    return given
  }

  /// Finds the edit that follows from others.
  ///
  /// - Parameters:
  ///   - edits: what is done to the ticket.
  ///   - ticket: as it is before.
  /// - Returns: nil when the priority stays as it is.
  package func edit(after edits: [TicketEdit], of ticket: Ticket) -> TicketEdit? {
    var (impact, urgency) = (ticket.text(of: "impact"), ticket.text(of: "urgency"))
    var isSet = false
    for case .set(let name, let value) in edits {
      switch name {
      case .priority: return nil
      case "impact": (impact, isSet) = (value, true)
      case "urgency": (urgency, isSet) = (value, true)
      default: continue
      }
    }
    guard isSet, let new = priority(impact: impact, urgency: urgency),
      new.text != ticket.priority, overruled(by: ticket) == nil,
      ticket.priority.isEmpty || priority(of: ticket) != nil
    else { return nil }
    return .set(.priority, new.text)
  }
}
