import TestSupport
import Testing
import TicketDocument
import TicketModel

@testable import TicketMerge

/// Settling of random merges: it never crashes, leaves nothing open, and takes what it says it takes.
@Suite struct SettlingPropertyTests {
  private static let decider = Decider(actor: "ada", time: Timestamp(seconds: 1_900_000_000))

  /// A random merge whose result is a ticket, with its sides.
  private static func settling(_ seed: UInt64) throws -> Settling? {
    var random = SeededGenerator(seed: seed)
    var start = RandomTicket()
    start.change(.all, using: &random)
    var (ours, theirs) = (start, start)
    ours.change(.all, using: &random)
    theirs.change(.all, using: &random)
    let result = TestWorkflows.merger.merge(
      base: start.bytes, ours: ours.bytes, theirs: theirs.bytes)
    if case .twoTickets? = result.conflicts.first { return nil }
    return Settling(
      try TicketDocument(parsing: result.bytes),
      sides: TicketSides(base: start.bytes, ours: ours.bytes, theirs: theirs.bytes))
  }

  @Test func aSideSettlesWhateverAMergeLeavesOpen() throws {
    var (open, blocks, unknown) = (0, 0, 0)
    for seed in 0..<500 as Range<UInt64> {
      guard let settling = try Self.settling(seed), settling.isOpen else { continue }
      open += 1
      for side in Side.allCases {
        do throws(SettlingRefused) {
          let decisions = try settling.decisions(taking: side)
          blocks += settling.blocks.count
          var document = settling.document
          let isApplied = (try? document.apply(decisions, by: Self.decider)) != nil
          #expect(isApplied, "seed \(seed)")
          let isOpen = Settling(document).isOpen
          #expect(!isOpen, "seed \(seed)")
          Self.judge(document, settling, side, seed)
        } catch {
          // Values of older merges, and lines that both sides hold, are a person's to tell apart.
          unknown += 1
        }
      }
    }
    #expect(open > 50)
    #expect(blocks > 4)
    #expect(unknown < open / 2, "\(unknown) of \(open)")
  }

  /// Every field that was open has the side's value, and the others have kept theirs.
  private static func judge(
    _ document: TicketDocument, _ settling: Settling, _ side: Side, _ seed: UInt64
  ) {
    let sides = SideDocuments(settling.sides)
    for field in settling.fields where field.name != .conflicts {
      let key = field.name.rawValue
      guard let own = sides[side]?.recordedValue(of: key),
        let other = sides[side == .ours ? .theirs : .ours]?.recordedValue(of: key),
        !own.isSame(as: other)
      else { continue }
      let isOwn = document.recordedValue(of: key).isSame(as: own)
      #expect(isOwn, "seed \(seed): \(key)")
    }
    let open = Set(
      settling.fields.map(\.name.rawValue) + RecordedValue.group + ["conflicts", "history"])
    for entry in settling.document.entries where !open.contains(entry.key) {
      let isKept = document.rawValue(entry.key) == settling.document.rawValue(entry.key)
      #expect(isKept, "seed \(seed): \(entry.key)")
    }
  }

  @Test func everyCandidateIsInTheResultOrNamed() throws {
    for seed in 0..<200 as Range<UInt64> {
      guard let settling = try Self.settling(seed), settling.isOpen else { continue }
      guard let decisions = try? settling.decisions(taking: .ours) else { continue }
      var document = settling.document
      try document.apply(decisions, by: Self.decider)
      let decided = settling.decidedFields(in: document)
      for field in settling.fields where field.name != .conflicts {
        let named = decided.filter { $0.name == field.name }.flatMap { [$0.chosen] + $0.others }
        for candidate in field.candidates {
          let isNamed =
            named.contains(candidate.text)
            || named.contains {
              candidate.value.isSame(as: RecordedValue(key: field.name.rawValue, written: $0))
            }
          #expect(isNamed, "seed \(seed): \(candidate.text)")
        }
      }
      let dropped = settling.droppedTexts(in: document).map(\.text)
      for text in settling.blocks.flatMap(\.texts) where !text.isEmpty {
        let isThere =
          document.holds(text) || dropped.contains(String(decoding: text, as: UTF8.self))
        #expect(isThere, "seed \(seed)")
      }
    }
  }

  /// Bytes of all kinds, torn and joined: nothing crashes, and what was a ticket stays one.
  @Test func brokenTextsAreLeftAlone() throws {
    for seed in 0..<300 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      guard let settling = try Self.settling(seed) else { continue }
      var bytes = settling.document.bytes
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert("<|=>\n:- ,\"".utf8.randomElement(using: &random) ?? 0, at: place)
        case 2: bytes.insert(contentsOf: "\n<<<<<<< one\na\n".utf8, at: place)
        default: bytes.insert(contentsOf: "\n=======\nb\n>>>>>>> other\n".utf8, at: place)
        }
      }
      guard let document = try? TicketDocument(parsing: bytes) else { continue }
      let torn = Settling(document, sides: settling.sides)
      for side in Side.allCases {
        guard let decisions = try? torn.decisions(taking: side) else { continue }
        var settled = document
        guard (try? settled.apply(decisions, by: Self.decider)) != nil else { continue }
        #expect((try? TicketDocument(parsing: settled.bytes)) != nil, "seed \(seed)")
      }
    }
  }
}
