import Foundation
import TestSupport
import Testing
import TicketDocument
import TicketImport
import TicketModel

@testable import TicketMerge

/// Tickets that were changed on both sides in real merges of the project Beads.
@Suite(.enabled(if: SharedData.isPresent))
struct BeadsReplayTests {
  @Test func everyRecordMergesByMeaning() throws {
    var count = (tickets: 0, ours: 0, git: 0, disagreements: 0, edited: 0)
    let scratch = try ScratchDirectory()
    for line in try SharedData.bytes("merge/beads-concurrent-edits.jsonl").split(separator: 10) {
      let record = try #require(
        try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
      let texts = Versions(base: "base", ours: "ours", theirs: "theirs").map { side in
        Result { try Self.ticket(record[side]) }
      }
      let base = try texts.base.get()
      guard let ours = try texts.ours.get(), let theirs = try texts.theirs.get() else {
        // git keeps the edited side of such a pair, and so does `sync`.
        count.edited += 1
        continue
      }
      count.tickets += 1
      let judged = try Replay(base: base, ours: ours, theirs: theirs)
      judged.judge(record["id"] as? String ?? "")
      count.disagreements += judged.disagreements
      count.ours += judged.result.isClean ? 0 : 1
      count.git += try gitConflicts(base ?? [], ours, theirs, in: scratch) ? 1 : 0
    }
    print(
      "beads: \(count.tickets) tickets changed on both sides: git merge-file conflicts on \(count.git), "
        + "merging by meaning on \(count.ours) (\(count.disagreements) fields); "
        + "\(count.edited) edited against deleted")
    #expect(count.tickets == 1184 && count.edited == 518)
    #expect(count.ours < count.git)
  }

  private static func ticket(_ json: Any?) throws -> [UInt8]? {
    guard let object = json as? [String: Any] else { return nil }
    let line = try JSONSerialization.data(withJSONObject: object, options: .sortedKeys)
    let result = try importTickets(
      from: .beads, files: [("issues.jsonl", Array(line))],
      ImportContext(
        workflows: TestWorkflows.set, now: Timestamp(seconds: 1_800_000_000), actor: "importer"))
    return try #require(result.tickets.first).draft.document().bytes
  }
}

/// Whether git's own merge of lines would stop here.
func gitConflicts(
  _ base: [UInt8], _ ours: [UInt8], _ theirs: [UInt8], in scratch: ScratchDirectory
) throws -> Bool {
  for (name, bytes) in [("base", base), ("ours", ours), ("theirs", theirs)] {
    try Data(bytes).write(to: URL(fileURLWithPath: "\(scratch.path)/\(name)"))
  }
  return try run(["git", "merge-file", "-p", "-q", "ours", "base", "theirs"], in: scratch.path)
    .status != 0
}
