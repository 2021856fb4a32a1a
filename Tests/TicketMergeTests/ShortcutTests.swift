import TestSupport
import Testing
import TicketModel

@testable import TicketMerge

@Suite struct ShortcutTests {
  @Test func aSideThatDidNotChangeGivesWay() {
    let merger = TicketMerger(workflows: WorkflowSet([]))
    let base = Array("base".utf8), side = Array("side".utf8)
    #expect(
      merger.merge(base: base, ours: side, theirs: base)
        == merger.merge(base: base, ours: base, theirs: side))
  }
}
