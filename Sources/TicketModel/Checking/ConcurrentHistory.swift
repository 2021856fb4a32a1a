/// Tells whether a history can be that of a ticket which two people moved on two branches.
///
/// After a merge the lines of both sides stand in time order, so that a line need not lead from the one
/// above it. Every way to deal the lines out to two sides is tried at once; what is kept is only where
/// the sides could stand, at most the cube of the number of statuses.
struct ConcurrentHistory {
  private let workflow: Workflow
  private let order: StatusOrder

  init(_ workflow: Workflow) {
    self.workflow = workflow
    order = StatusOrder(workflow)
  }

  /// Where two branches stand, and what they started from; all equal where there is one.
  private struct Stand: Hashable {
    var ours: String
    var theirs: String
    var base: String
  }

  /// Whether legal steps and merges lead through these statuses to the last one.
  func explains(_ statuses: [String], endingAt status: String) -> Bool {
    guard let first = statuses.first else { return false }
    var stands: Set<Stand> = [Stand(ours: first, theirs: first, base: first)]
    for next in statuses.dropFirst() {
      stands = stands.reduce(into: []) { $0.formUnion(steps(from: $1, to: next)) }
    }
    return stands.contains { outcomes(of: $0).contains(status) }
  }

  private func steps(from stand: Stand, to status: String) -> [Stand] {
    var result: [Stand] = []
    if leads(stand.ours, status) {
      result.append(Stand(ours: status, theirs: stand.theirs, base: stand.base))
    }
    if leads(stand.theirs, status) {
      result.append(Stand(ours: stand.ours, theirs: status, base: stand.base))
    }
    for merged in outcomes(of: stand) where leads(merged, status) {
      result.append(Stand(ours: status, theirs: status, base: status))
      // One side goes on from the merge, the other has not heard of the step.
      result.append(Stand(ours: status, theirs: merged, base: merged))
    }
    return result
  }

  /// What a merge makes of both sides' statuses: both where a person decides.
  private func outcomes(of stand: Stand) -> [String] {
    if stand.ours == stand.base { return [stand.theirs] }
    if stand.theirs == stand.base { return [stand.ours] }
    if order.leads(from: stand.ours, to: stand.theirs) { return [stand.theirs] }
    if order.leads(from: stand.theirs, to: stand.ours) { return [stand.ours] }
    return [stand.ours, stand.theirs]
  }

  private func leads(_ from: String, _ to: String) -> Bool {
    from == to || workflow.leads(from: from, to: to)
  }
}
