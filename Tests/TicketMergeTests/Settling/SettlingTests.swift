import Testing
import TicketDocument
import TicketMerge
import TicketModel

/// What is open in a text, and what becomes of it by a choice; the merge itself has no part in this.
@Suite struct SettlingTests {
  private static let front = """
    ---
    id: sn-k7m3qx
    title: Login crashes
    type: bug
    status: waiting
    created: 2026-11-20T09:15:00Z
    assignee: bob
    reporter: bob
    priority: P2
    labels:
    - a
    - b
    blocked_by:
    waiting_for: the vendor
    x-size: 3
    """
  private static let history = """
    history:
    - 2026-11-20T09:15:00Z bob new
    - 2026-11-21T09:15:00Z bob waiting
    - 2026-11-22T09:15:00Z carol done
    ---

    """
  private static let decider = Decider(actor: "ada", time: Timestamp(seconds: 1_795_600_000))

  private static func text(_ items: [String], body: String = "Body.\n") -> String {
    let conflicts =
      items.isEmpty ? [] : ["conflicts:"] + items.map { "- \(TicketDocument.quoted($0))" }
    return ([front] + conflicts + [history]).joined(separator: "\n") + body
  }

  private static func settling(
    _ text: String, ours: String? = nil, theirs: String? = nil
  ) throws -> Settling {
    let sides = ours.map {
      TicketSides(base: nil, ours: Array($0.utf8), theirs: theirs.map { Array($0.utf8) })
    }
    return Settling(try TicketDocument(parsing: Array(text.utf8)), sides: sides)
  }

  private static func settled(_ settling: Settling, _ decisions: [Decision]) throws
    -> TicketDocument
  {
    var document = settling.document
    try document.apply(decisions, by: decider)
    return document
  }

  @Test func aTextWithoutConflictsIsNotOpen() throws {
    let settling = try Self.settling(Self.text([]))
    #expect(!settling.isOpen)
    #expect(try settling.decisions(taking: .theirs) == [])
  }

  @Test func everyRecordedValueIsACandidate() throws {
    let settling = try Self.settling(
      Self.text([
        "assignee =", "assignee = carol", "status = done, resolution = fixed", "x-size = \"5\"",
        "no value at all",
      ]))
    #expect(
      settling.fields.map { "\($0.name): \($0.candidates.map(\.text).joined(separator: " | "))" }
        == [
          "assignee: bob |  | carol", "status: waiting | done, resolution = fixed", "x-size: 3 | 5",
          "conflicts: no value at all",
        ])
    #expect(settling.fields[0].position == Position(line: 7, column: 11))
  }

  @Test func withoutSidesOursStandsAndTheirsIsTheRecordedOne() throws {
    let settling = try Self.settling(Self.text(["assignee = carol", "x-size = \"5\""]))
    let ours = try Self.settled(settling, settling.decisions(taking: .ours))
    #expect(String(decoding: ours.bytes, as: UTF8.self) == Self.text([]))
    let theirs = try Self.settled(settling, settling.decisions(taking: .theirs))
    #expect(
      String(decoding: theirs.bytes, as: UTF8.self)
        == Self.text([]).replacing("assignee: bob", with: "assignee: carol")
        .replacing("x-size: 3", with: "x-size: \"5\""))
  }

  @Test func severalRecordedValuesAreNoSide() throws {
    let settling = try Self.settling(Self.text(["assignee = carol", "assignee = dave"]))
    #expect(throws: SettlingRefused.severalRecorded(.assignee, values: ["carol", "dave"])) {
      try settling.decisions(taking: .theirs)
    }
    #expect(try settling.decisions(taking: .ours).count == 1)
  }

  @Test func aSideGivesItsOwnValueWhicheverStands() throws {
    let ours = Self.text([]).replacing("assignee: bob", with: "assignee: carol  # mine")
    let theirs = Self.text([]).replacing("assignee: bob", with: "assignee: 'dave'")
    let merged = Self.text(["assignee = carol"]).replacing("assignee: bob", with: "assignee: dave")
    let settling = try Self.settling(merged, ours: ours, theirs: theirs)
    #expect(settling.fields[0].candidates.map(\.sides) == [[.theirs], [.ours]])
    for (side, value) in [(Side.ours, "carol"), (.theirs, "dave")] {
      let document = try Self.settled(settling, settling.decisions(taking: side))
      #expect(document.scalar("assignee") == value)
      #expect(document.entry("conflicts") == nil)
    }
  }

  @Test func aDisagreementOlderThanBothSidesIsDecidedByWhatStands() throws {
    let old = Self.text(["assignee = carol"])
    let settling = try Self.settling(old, ours: old, theirs: old)
    let theirs = try Self.settled(settling, settling.decisions(taking: .theirs))
    #expect(theirs.scalar("assignee") == "carol")
  }

  @Test func theStatusComesWithItsResolutionAndALineOfHistory() throws {
    let settling = try Self.settling(Self.text(["status = done, resolution = fixed"]))
    let done = try Self.settled(settling, settling.decisions(taking: .theirs))
    #expect(done.scalar("status") == "done")
    #expect(done.scalar("resolution") == "fixed")
    #expect(done.list("history").count == 3)
    // The last line says another status than the one that stays.
    let waiting = try Self.settled(settling, settling.decisions(taking: .ours))
    #expect(waiting.scalar("resolution") == nil)
    #expect(waiting.list("history").last == "\(Self.decider.time) ada waiting")
  }

  @Test func aListIsChosenAsItIsWritten() throws {
    let settling = try Self.settling(Self.text(["x-size = \n- a\n- b"]))
    let document = try Self.settled(settling, settling.decisions(taking: .theirs))
    #expect(document.list("x-size") == ["a", "b"])
  }

  private static let block = "<<<<<<< one\nA\n||||||| base\nZ\n=======\nB\n>>>>>>> other\n"

  @Test func blocksAreDecidedByTheTextsOfTheSides() throws {
    let body = "start\n\(Self.block)end\n"
    // The block's order says nothing: here the lower text is ours.
    let settling = try Self.settling(
      Self.text([], body: body), ours: Self.text([], body: "start\nB\nend\n"),
      theirs: Self.text([], body: "start\nA\nend\n"))
    #expect(settling.blocks[0].owners == [.ours: 1, .theirs: 0])
    #expect(try Self.settled(settling, settling.decisions(taking: .ours)).body == "start\nB\nend\n")
    #expect(
      try Self.settled(settling, settling.decisions(taking: .theirs)).body == "start\nA\nend\n")
  }

  @Test func linesAroundABlockTellTextsApartThatBothSidesHold() throws {
    let block = "<<<<<<< one\n||||||| base\nZ\n=======\nB\n>>>>>>> other\n"
    let settling = try Self.settling(
      Self.text([], body: "B\nstart\n\(block)end\n"),
      ours: Self.text([], body: "B\nstart\nB\nend\n"),
      theirs: Self.text([], body: "B\nstart\nend\n"))
    #expect(settling.blocks[0].owners == [.ours: 1, .theirs: 0])
  }

  @Test func withoutSidesTheUpperTextIsOurs() throws {
    let settling = try Self.settling(Self.text([], body: Self.block))
    #expect(try Self.settled(settling, settling.decisions(taking: .ours)).body == "A\n")
  }

  @Test func aBlockThatNobodyCanTellApartIsRefused() throws {
    let text = Self.text([], body: Self.block)
    let settling = try Self.settling(text, ours: Self.text([]), theirs: Self.text([]))
    #expect(throws: SettlingRefused.unknownAuthors(settling.blocks[0].position)) {
      try settling.decisions(taking: .ours)
    }
    let three = Self.block.replacing(">>>>>>>", with: "=======\nC\n>>>>>>>")
    let several = try Self.settling(Self.text([], body: three))
    #expect(several.blocks[0].texts.count == 3)
    #expect(throws: SettlingRefused.self) { try several.decisions(taking: .ours) }
  }

  @Test func whatWasNotTakenIsNamed() throws {
    let settling = try Self.settling(
      Self.text(["assignee = carol", "assignee ="], body: Self.block))
    let settled = try Self.settled(settling, settling.decisions(taking: .ours))
    let decided = settling.decidedFields(in: settled)
    #expect(decided.map(\.name) == [.assignee])
    #expect(decided.map(\.chosen) == ["bob"])
    #expect(decided.map(\.others) == [["carol", ""]])
    #expect(settling.droppedTexts(in: settled).map(\.text) == ["B\n"])
    #expect(settling.decidedFields(in: settling.document) == [])
    #expect(settling.droppedTexts(in: settling.document).isEmpty)
  }
}
