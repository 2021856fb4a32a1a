import TestSupport
import Testing
import TicketDocument

@testable import TicketMerge

/// Pairs of edits that are easily merged wrong.
@Suite struct MergeCaseTests {
  private func ticket(
    _ keys: String = "", history: String = newBugHistory, body: String = "", assignee: String = ""
  ) -> String {
    newBugKeys(title: "Crash")
      .replacing("assignee:", with: assignee.isEmpty ? "assignee:" : "assignee: \(assignee)")
      + keys + history + "---\n" + body
  }

  /// Merges both ways and again with each side.
  private func merged(_ base: String, _ ours: String, _ theirs: String) throws -> (
    text: String, result: MergeResult
  ) {
    let merger = TestWorkflows.merger
    let texts = [base, ours, theirs].map { Array($0.utf8) }
    let result = merger.merge(base: texts[0], ours: texts[1], theirs: texts[2])
    #expect(merger.merge(base: texts[0], ours: texts[2], theirs: texts[1]) == result)
    for side in texts[1...] {
      let again = merger.merge(base: texts[0], ours: result.bytes, theirs: side)
      let isSame = again.bytes == result.bytes
      #expect(isSame, "merged again it is\n\(String(decoding: again.bytes, as: UTF8.self))")
    }
    _ = try TicketDocument(parsing: result.bytes)
    return (String(decoding: result.bytes, as: UTF8.self), result)
  }

  @Test func aClosingLineWithoutItsEndIsFollowedByABody() throws {
    let ours = String(ticket(assignee: "ada").dropLast())
    let merged = try merged(ticket(), ours, ticket(body: "the body\n"))
    #expect(merged.text == ticket(body: "the body\n", assignee: "ada"))
  }

  @Test func twoCommentsOfOneIDAreBothKept() throws {
    let ours = "\n## Comments\n\n### ann, 2026-11-23T10:00:00Z, c-7hq4, internal\n\nSecret.\n"
    let theirs = "\n## Comments\n\n### bob, 2026-11-23T11:00:00Z, c-7hq4\n\nPublic.\n"
    let merged = try merged(ticket(), ticket(body: ours), ticket(body: theirs))
    let comments = try TicketDocument(parsing: merged.result.bytes).comments
    #expect(comments.map(\.author) == ["ann", "bob"])
    #expect(comments.map(\.isInternal) == [true, false])
    #expect(comments.map(\.text) == ["Secret.", "Public."])
  }

  @Test func internalStaysInternal() throws {
    let open = "\n## Comments\n\n### ann, 2026-11-23T10:00:00Z, c-7hq4\n\nText.\n"
    let closed = open.replacing("c-7hq4", with: "c-7hq4, internal")
    let merged = try merged(ticket(), ticket(body: open), ticket(body: closed))
    #expect(merged.text.contains("c-7hq4, internal\n"))
  }

  @Test func openCodeDoesNotSwallowComments() throws {
    let first = "\n## Comments\n\n### ann, 2026-11-23T10:00:00Z, c-1\n\nText.\n"
    let ours = first + "\n```\nopen\n"
    let theirs = first + "\n### bob, 2026-11-23T11:00:00Z, c-2\n\nMore.\n"
    let both = try merged(ticket(body: first), ticket(body: ours), ticket(body: theirs))
    #expect(try TicketDocument(parsing: both.result.bytes).comments.map(\.id) == ["c-1", "c-2"])

    let prose = try merged(
      ticket(body: "\ntext\n"), ticket(body: "\ntext\n\n```\nopen\n"),
      ticket(body: "\ntext\n" + first))
    #expect(try TicketDocument(parsing: prose.result.bytes).comments.map(\.id) == ["c-1"])
  }

  @Test func stepsOfOneSecondStayInOrder() throws {
    let line = { (status: String) in "- 2026-11-21T16:40:00Z ann \(status)\n" }
    let ours = newBugHistory + line("triaged") + line("in-progress") + line("review")
    let theirs = newBugHistory + "- 2026-11-22T16:40:00Z bob triaged\n"
    let merged = try merged(ticket(), ticket(history: ours), ticket(history: theirs))
    #expect(merged.text.contains(ours + "- 2026-11-22T16:40:00Z bob triaged\n"))
  }

  @Test func commentsOfSeveralLinesStayTogether() throws {
    let ours = "# Why: see the\n# board minutes\ndue: 2026-12-01\n"
    let theirs = "# Agreed with\n# a customer\ndue: 2026-12-01\n"
    let merged = try merged(ticket("due: 2026-12-01\n"), ticket(ours), ticket(theirs))
    #expect(
      merged.text.contains(
        "# Agreed with\n# a customer\n\n# Why: see the\n# board minutes\ndue: 2026-12-01\n"))
  }

  @Test func aDisagreementAboutASettlementIsRecorded() throws {
    let base = ticket("conflicts:\n- assignee = carol\n", assignee: "bob")
    let merged = try merged(base, ticket(assignee: "bob"), ticket(assignee: "dave"))
    #expect(merged.text.contains("assignee: dave\n") && merged.text.contains("- assignee = bob\n"))
    #expect(!merged.text.contains("carol"))
  }

  @Test(arguments: ["my key", "a,b", "a = b", "\"x\"", "back\\slash"])
  func keysOfAnyFormAreRecorded(key: String) throws {
    let value = RecordedValue(key: key, written: "one")
    #expect(RecordedValue(value.item) == value)
    let quoted = "'\(key)'"
    let merged = try merged(ticket(), ticket("\(quoted): one\n"), ticket("\(quoted): two\n"))
    let items = try TicketDocument(parsing: merged.result.bytes).list("conflicts")
    #expect(items.compactMap(RecordedValue.init) == [value])
  }

  @Test func theLettersOfAnIDAreNoOtherTicket() throws {
    let ours = ticket(assignee: "ada").replacing("sn-k7m3qx", with: "SN-K7M3QX")
    let merged = try merged(ticket(), ours, ticket(body: "text\n"))
    #expect(merged.text.contains("assignee: ada") && merged.text.contains("text"))
  }

  @Test func lineEndsThatNobodyTouchedStay() throws {
    let mixed = "\nfirst\r\nsecond\n"
    let one = try merged(
      ticket(body: mixed), ticket(body: mixed, assignee: "ada"),
      ticket("due: 2026-12-01\n", body: mixed))
    #expect(one.text == ticket("due: 2026-12-01\n", body: mixed, assignee: "ada"))
  }
}
