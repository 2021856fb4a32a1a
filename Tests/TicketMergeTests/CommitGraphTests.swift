import TestSupport
import Testing
import TicketDocument

@testable import TicketMerge

/// P8: random histories with criss-cross merges, whose bases are merged first as git does.
struct CommitGraphTests {
  /// A history of one ticket in memory.
  private struct History {
    var parents: [[Int]] = []
    var texts: [[UInt8]] = []

    mutating func commit(_ text: [UInt8], on parents: [Int]) -> Int {
      self.parents.append(parents)
      texts.append(text)
      return texts.count - 1
    }

    func ancestors(of commit: Int) -> Set<Int> {
      var found: Set<Int> = [commit]
      var queue = [commit]
      while let next = queue.popLast() {
        for parent in parents[next] where found.insert(parent).inserted { queue.append(parent) }
      }
      return found
    }

    /// The common ancestors that no other one descends from, oldest first.
    func bases(_ one: Int, _ other: Int) -> [Int] {
      let common = ancestors(of: one).intersection(ancestors(of: other))
      return common.filter { candidate in
        !common.contains { $0 != candidate && ancestors(of: $0).contains(candidate) }
      }.sorted()
    }

    /// The text of what both descend from; several bases are merged, with longer markers.
    func base(_ one: Int, _ other: Int, depth: Int = 0) -> [UInt8]? {
      let bases = bases(one, other)
      guard let first = bases.first else { return nil }
      var text = texts[first]
      for next in bases.dropFirst() {
        let merger = TicketMerger(workflows: TestWorkflows.set, markerSize: 9 + 2 * depth)
        text =
          merger.merge(
            base: base(first, next, depth: depth + 1), ours: texts[next], theirs: text
          ).bytes
      }
      return text
    }

    func merged(_ one: Int, _ other: Int) -> [UInt8] {
      TestWorkflows.merger.merge(base: base(one, other), ours: texts[one], theirs: texts[other])
        .bytes
    }
  }

  @Test func cloneswhichMergeEachOthersBranchesAgree() throws {
    var (criss, disputed) = (0, 0)
    for seed in UInt64(0)..<400 {
      var random = SeededGenerator(seed: seed)
      var start = RandomTicket()
      start.change([.values, .comments, .prose], using: &random)
      var history = History()
      let root = history.commit(start.bytes, on: [])
      var heads = [root, root, root]
      for _ in 0..<Int.random(in: 5...14, using: &random) {
        let clone = Int.random(in: heads.indices, using: &random)
        let other = Int.random(in: heads.indices, using: &random)
        if clone == other || Bool.random(using: &random) {
          let text = edited(history.texts[heads[clone]], &random)
          heads[clone] = history.commit(text, on: [heads[clone]])
          continue
        }
        let (one, two) = (heads[clone], heads[other])
        criss += history.bases(one, two).count > 1 ? 1 : 0
        let merged = history.merged(one, two)
        let isSame = merged == history.merged(two, one)
        #expect(isSame, "seed \(seed): the direction of a merge shows")
        _ = try TicketDocument(parsing: merged)
        heads[clone] = history.commit(merged, on: [one, two])
        // Both merge each other at once: the classic criss-cross.
        if Bool.random(using: &random) {
          heads[other] = history.commit(history.merged(two, one), on: [two, one])
        }
      }
      // All fetch all: whoever merges what in which direction ends with one text.
      let first = history.commit(history.merged(heads[0], heads[1]), on: [heads[0], heads[1]])
      let end = history.merged(first, heads[2])
      let isSame = end == history.merged(heads[2], first)
      #expect(isSame, "seed \(seed)")
      let settled = try TicketDocument(parsing: end)
      disputed += settled.list("conflicts").isEmpty ? 0 : 1
    }
    #expect(criss > 100, "only \(criss) criss-cross merges")
    #expect(disputed < 400)
  }

  /// Changes one thing in a text as a person would.
  private func edited(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    guard var document = try? TicketDocument(parsing: bytes) else { return bytes }
    switch Int.random(in: 0...5, using: &random) {
    case 0:
      try? document.setScalar(
        "assignee", to: ["ada", "bob", "carol"].randomElement(using: &random) ?? "")
    case 1:
      _ = document.insertItem(
        "label\(Int.random(in: 0...9, using: &random))", in: "labels", at: .sorted)
    case 2:
      try? document.setScalar("priority", to: "P\(Int.random(in: 0...4, using: &random))")
    case 3:
      document.appendComment(
        author: "ada", time: "2026-11-2\(Int.random(in: 0...9, using: &random))T10:00:00Z",
        id: "c-\(Int.random(in: 100...999, using: &random))", isInternal: false, text: "Said.")
    case 4: try? document.setScalar("title", to: "Title \(Int.random(in: 0...5, using: &random))")
    default:
      let line = "Line \(Int.random(in: 0...5, using: &random))."
      let text = document.body.replacing("The end.", with: "\(line)\n\nThe end.")
      if document.comments.isEmpty { document.replaceBody(with: text) }
    }
    return document.bytes
  }

  @Test(
    "a base that is no ticket, or full of markers, counts as none",
    arguments: ["", "not a ticket", "---\nid: sn-k7m3qx\n", "<<<<<<< a\n---\nid: x\n=======\n"])
  func uselessBase(base: String) {
    var random = SeededGenerator(seed: 7)
    var (ours, theirs) = (RandomTicket(), RandomTicket())
    ours.change([.values, .comments], using: &random)
    theirs.change([.values, .comments], using: &random)
    let (one, other) = (ours.bytes, theirs.bytes)
    let merger = TestWorkflows.merger
    #expect(
      merger.merge(base: Array(base.utf8), ours: one, theirs: other)
        == merger.merge(base: nil, ours: one, theirs: other))
  }

  @Test func aTicketWithoutItsIDIsOneAllTheSame() {
    let texts = [
      "---\nid:\ntitle: a\n---\n", "---\ntitle: a\n---\none\n", "---\nid:\ntitle: b\n---\n",
    ]
    .map { Array($0.utf8) }
    let merger = TestWorkflows.merger
    #expect(
      merger.merge(base: texts[0], ours: texts[1], theirs: texts[2])
        == merger.merge(base: texts[0], ours: texts[2], theirs: texts[1]))
  }
}
