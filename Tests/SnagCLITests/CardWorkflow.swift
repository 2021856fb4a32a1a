/// A workflow of the tests' own: what a template says may change.
extension CommandLineWorld {
  /// Lets tickets of type `card` go from new to done.
  ///
  /// - Parameter limits: limits on work in progress by status.
  /// - Throws: when the file cannot be written.
  func addCardWorkflow(limits: [String: Int] = [:]) throws {
    let statuses = [
      ("new", "new"), ("triaged", "new"), ("in-progress", "active"), ("review", "active"),
      ("waiting", "waiting"), ("done", "done"),
    ].map { name, category in
      let limit = limits[name].map { ", wip: \($0)" } ?? ""
      return "  \(name): { category: \(category)\(limit) }\n"
    }.joined()
    try write(
      """
      name: card
      types: [card]
      statuses:
      \(statuses)transitions:
        sort: { from: new, to: triaged }
        take: { from: [new, triaged], to: in-progress, effects: [assign-me] }
        hand-in: { from: in-progress, to: review }
        pause: { from: in-progress, to: waiting }
        finish: { from: [new, in-progress, review, waiting], to: done }

      """, to: ".tickets/workflows/card.yml")
  }
}
