import Foundation
import TestSupport
import Testing
import TicketDocument

@testable import TicketMerge

/// Tasks that were changed on both sides in real merges of the project Backlog.md, as they were written.
@Suite(.enabled(if: SharedData.isPresent))
struct BacklogReplayTests {
  @Test func everyMergeIsTheSameBothWaysAndParses() throws {
    let scratch = try ScratchDirectory()
    var count = (tasks: 0, ours: 0, git: 0)
    let folders = Set(
      try SharedData.files(in: "merge/backlog-md", suffix: "ours.md").map { $0.dropLast(7) })
    for folder in folders.sorted() {
      let base = try? SharedData.bytes("\(folder)base.md")
      let (ours, theirs) = (
        try SharedData.bytes("\(folder)ours.md"), try SharedData.bytes("\(folder)theirs.md")
      )
      let replay = try Replay(base: base, ours: ours, theirs: theirs)
      replay.judge(String(folder))
      count.tasks += 1
      count.ours += replay.result.isClean ? 0 : 1
      count.git += try gitConflicts(base ?? [], ours, theirs, in: scratch) ? 1 : 0
    }
    print(
      "backlog.md: \(count.tasks) tasks changed on both sides: git merge-file conflicts on "
        + "\(count.git), merging by meaning on \(count.ours)")
    #expect(count.tasks == 7)
  }
}
