import TestSupport
import Testing
import TicketMerge
import TicketModel
import TicketStore

/// The merge driver's own part: which workflows it reads, and when.
@Suite struct FileMergeTests {
  private static let path = ".tickets/we-k2xmg8.md"
  private static let workflow = """
    name: bug
    types: [bug]
    statuses:
      new:         { category: new }
      triaged:     { category: new }
      in-progress: { category: active }
      done:        { category: done, requires: [resolution] }
    transitions:
      triage: { from: new, to: triaged }
      start:  { from: [new, triaged], to: in-progress }
      done:   { from: in-progress, to: done }
      reopen: { from: done, to: in-progress }
    """

  private func ticket(_ status: String, _ resolution: String?, _ conflict: String?) -> [UInt8] {
    let more =
      (resolution.map { "resolution: \($0)\n" } ?? "")
      + (conflict.map { "conflicts:\n- \($0)\n" } ?? "")
    return Array(
      """
      ---
      id: we-k2xmg8
      title: Login crashes
      type: bug
      status: \(status)
      created: 2026-11-21T09:15:00Z
      \(more)history:
      ---

      """.utf8)
  }

  /// The driver reads workflows only where it thinks they count; that must show in no result.
  @Test func workflowsAreReadWheneverTheyCount() throws {
    let scratch = try ScratchDirectory()
    try scratch.write(Self.workflow, to: ".tickets/workflows/bug.yml")
    let whole = TicketMerger(
      workflows: WorkflowSet([try Workflow(parsing: Self.workflow, path: "bug.yml")]))
    let environment = StoreEnvironment(
      variables: [:], now: { Timestamp(seconds: 0) }, random: SystemRandomNumberGenerator(),
      sleep: { _ in })
    var versions = [[UInt8](), Array("no ticket".utf8)]
    for status in ["new", "triaged", "in-progress", "done", "unknown"] {
      versions.append(ticket(status, nil, nil))
      versions.append(ticket(status, nil, "status = triaged"))
    }
    versions += [ticket("done", "fixed", nil), ticket("done", "wontfix", nil)]
    versions += [ticket("in-progress", "fixed", nil), ticket("new", "fixed", "resolution = x")]
    for base in versions {
      try scratch.write(base, to: "base")
      for ours in versions {
        try scratch.write(ours, to: "ours")
        for theirs in versions {
          try scratch.write(theirs, to: "theirs")
          let merge = FileMerge(
            base: scratch.path("base"), ours: scratch.path("ours"),
            theirs: scratch.path("theirs"), markerSize: 7, path: Self.path)
          let driven = try merge.run(in: scratch.path, environment.variables)
          let expected = whole.merge(
            base: base.isEmpty ? nil : base, ours: ours, theirs: theirs, path: Self.path)
          #expect(
            driven.bytes == expected.bytes && driven.conflicts == expected.conflicts,
            """
            \(String(decoding: base, as: UTF8.self))
            \(String(decoding: ours, as: UTF8.self))
            \(String(decoding: theirs, as: UTF8.self))
            """)
        }
      }
    }
  }
}
