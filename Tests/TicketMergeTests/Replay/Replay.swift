import Testing
import TicketDocument
import TicketModel

@testable import TicketMerge

/// One real pair of edits, merged and judged field by field.
struct Replay {
  let result: MergeResult
  let disagreements: Int
  private let versions: Versions<TicketDocument?>
  private let merged: TicketDocument
  private let isSymmetric: Bool

  init(base: [UInt8]?, ours: [UInt8], theirs: [UInt8]) throws {
    let merger = TestWorkflows.merger
    result = merger.merge(base: base, ours: ours, theirs: theirs)
    isSymmetric = merger.merge(base: base, ours: theirs, theirs: ours) == result
    versions = Versions(
      base: try base.map { try TicketDocument(parsing: $0) },
      ours: try TicketDocument(parsing: ours), theirs: try TicketDocument(parsing: theirs))
    merged = try TicketDocument(parsing: result.bytes)
    disagreements = merged.list("conflicts").count
  }

  /// Expects that sides may be swapped, that what one side changed is there, and that of what both
  /// changed the loser is recorded.
  func judge(_ id: String) {
    #expect(isSymmetric, "\(id): swapping the sides changes the result")
    if case .twoTickets? = result.conflicts.first { return }
    var keys: Set<String> = []
    for document in [versions.base, versions.ours, versions.theirs] {
      keys.formUnion(document?.entries.map(\.key) ?? [])
    }
    for key in keys { judge(key, id) }
    let comments = versions.map { Set($0?.comments.map(\.id) ?? []) }
    let expected = comments.ours.union(comments.theirs)
      .filter {
        !comments.base.contains($0) || comments.ours.contains($0) && comments.theirs.contains($0)
      }
    #expect(Set(merged.comments.map(\.id)).isSuperset(of: expected), "\(id): a comment is gone")
  }

  private func judge(_ key: String, _ id: String) {
    let schema = FieldSchema.field(FieldName(rawValue: key))
    if schema?.kind.isList == true {
      let items = versions.map { Set($0?.list(key) ?? []) }
      let expected = items.ours.union(items.theirs)
        .filter { !items.base.contains($0) || items.ours.contains($0) && items.theirs.contains($0) }
      #expect(Set(merged.list(key)) == expected, "\(id): \(key)")
      return
    }
    let values = versions.map { $0?.scalar(key) ?? "" }
    let value = merged.scalar(key) ?? ""
    guard schema?.merge != .statusGroup else {
      #expect(value == values.ours || value == values.theirs, "\(id): \(key)")
      return
    }
    if let undisputed = values.undisputed {
      #expect(value == undisputed, "\(id): \(key) is \(value), not \(undisputed)")
      return
    }
    let recorded = merged.list("conflicts").compactMap(RecordedValue.init)
      .filter { $0.key == key }.map { RecordedValue.decoded($0.written) }
    #expect(
      Set(recorded + [value]) == [values.ours, values.theirs], "\(id): \(key) lost a value")
  }
}
