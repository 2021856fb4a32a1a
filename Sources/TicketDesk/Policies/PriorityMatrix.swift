package import TicketModel

/// The priority that impact and urgency make together.
package struct PriorityMatrix: Sendable, Equatable {
  /// By impact, then urgency.
  private let cells: [String: [String: Priority]]

  /// Makes a matrix of its cells: by impact, then urgency.
  package init(cells: [String: [String: Priority]]) { self.cells = cells }

  /// The usual one: impact and urgency count alike, and nothing is P0 by itself.
  package static let standard: PriorityMatrix = {
    let levels = ["high", "medium", "low"]
    let row = { (impact: Int) in
      levels.enumerated().compactMap { urgency, name in
        Priority("P\(min(impact + urgency + 1, 4))").map { (name, $0) }
      }
    }
    return PriorityMatrix(
      cells: Dictionary(
        uniqueKeysWithValues: levels.enumerated().map {
          ($1, Dictionary(uniqueKeysWithValues: row($0)))
        }))
  }()

  /// Returns the priority of an impact and an urgency; nil when the matrix has no cell for them.
  package func priority(impact: String, urgency: String) -> Priority? {
    cells[impact.lowercased()]?[urgency.lowercased()]
  }
}
