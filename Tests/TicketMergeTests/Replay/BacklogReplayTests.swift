import Foundation
import TestSupport
import Testing
import TicketDocument
import TicketImport
import TicketModel

@testable import TicketMerge

/// Tasks that were changed on both sides in real merges of the project Backlog.md.
@Suite(.enabled(if: SharedData.isPresent))
struct BacklogReplayTests {
  /// As they were written, with keys that Snag does not know, and as the importer makes tickets of them.
  @Test(arguments: [false, true]) func everyMergeIsTheSameBothWays(isImported: Bool) throws {
    let scratch = try ScratchDirectory()
    var count = (tasks: 0, ours: 0, git: 0)
    let folders = Set(
      try SharedData.files(in: "merge/backlog-md", suffix: "ours.md").map { $0.dropLast(7) })
    for folder in folders.sorted() {
      let read = { (name: String) in
        let bytes = try SharedData.bytes("\(folder)\(name).md")
        return isImported ? try Self.ticket(bytes) : bytes
      }
      let (base, ours, theirs) = (try? read("base"), try read("ours"), try read("theirs"))
      let replay = try Replay(base: base, ours: ours, theirs: theirs)
      replay.judge(String(folder))
      count.tasks += 1
      count.ours += replay.result.isClean ? 0 : 1
      count.git += try gitConflicts(base ?? [], ours, theirs, in: scratch) ? 1 : 0
    }
    print(
      "backlog.md\(isImported ? ", imported" : ""): \(count.tasks) tasks changed on both sides: git merge-file conflicts on "
        + "\(count.git), merging by meaning on \(count.ours)")
    #expect(count.tasks == 7)
  }

  private static func ticket(_ bytes: [UInt8]) throws -> [UInt8] {
    let result = try importTickets(
      from: .backlogMD, files: [("backlog/tasks/back-1 - task.md", bytes)],
      ImportContext(
        workflows: TestWorkflows.set, now: Timestamp(seconds: 1_800_000_000), actor: "importer"))
    return try #require(result.tickets.first).draft.document().bytes
  }
}
