import Foundation
import TestSupport
import TicketDocument
import TicketMerge
import TicketModel

/// A promise that an input broke.
struct Broken: Error, CustomStringConvertible {
  let promise: String
  let texts: [[UInt8]]

  var description: String {
    texts.reduce("\(promise)\n") { "\($0)-----8<-----\n\(String(decoding: $1, as: UTF8.self))\n" }
  }
}

/// Makes damaged tickets of seeds and holds the engine to its promises.
final class Fuzzer {
  private let corpus: Corpus
  private let merger: TicketMerger
  /// What was tried, by kind.
  private(set) var counts = (merges: 0, readable: 0, markers: 0, settled: 0)

  init(corpus: Corpus) throws {
    self.corpus = corpus
    merger = TicketMerger(
      workflows: WorkflowSet([try Workflow(parsing: Self.workflow, path: "bug.yml")]))
  }

  private static let workflow = """
    name: bug
    types: [bug, task]
    statuses:
      new:         { category: new }
      in-progress: { category: active }
      review:      { category: active }
      done:        { category: done }
    transitions:
      start:  { from: new, to: in-progress }
      submit: { from: in-progress, to: review }
      done:   { from: [in-progress, review], to: done }
      reopen: { from: done, to: in-progress }
    """

  /// Tries one input.
  func run(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let base = damaged(corpus.texts.randomElement(using: &random) ?? [], &random)
    let ours = damaged(base, &random)
    let theirs = damaged(base, &random)
    let hasBase = Int.random(in: 0..<8, using: &random) > 0
    // Processor time: a busy machine is no reason to stop.
    let start = clock()
    let merged = try merge(hasBase ? base : nil, ours, theirs)
    try rebuild(ours)
    try rebuild(merged)
    try settle(merged, TicketSides(base: hasBase ? base : nil, ours: ours, theirs: theirs))
    guard clock() - start < CLOCKS_PER_SEC else {
      throw Broken(promise: "took over a second", texts: [base, ours, theirs])
    }
  }

  private func merge(_ base: [UInt8]?, _ ours: [UInt8], _ theirs: [UInt8]) throws -> [UInt8] {
    counts.merges += 1
    let result = merger.merge(base: base, ours: ours, theirs: theirs)
    let texts = [base ?? [], ours, theirs, result.bytes]
    guard merger.merge(base: base, ours: theirs, theirs: ours) == result else {
      throw Broken(promise: "swapping the sides changes the result", texts: texts)
    }
    if isTicket(ours), isTicket(theirs) {
      counts.readable += 1
      guard isTicket(result.bytes) else {
        throw Broken(promise: "the result does not parse", texts: texts)
      }
      let again = merger.merge(base: base, ours: result.bytes, theirs: ours)
      guard isTicket(again.bytes) else {
        throw Broken(promise: "the result merged again does not parse", texts: texts)
      }
    }
    return result.bytes
  }

  private func rebuild(_ bytes: [UInt8]) throws {
    guard let file = try? ConflictedFile.read(bytes) else { return }
    counts.markers += 1
    for side in file.alternatives {
      for other in file.alternatives { _ = try merge(file.base, side, other) }
    }
  }

  private func settle(_ bytes: [UInt8], _ sides: TicketSides) throws {
    guard isTicket(bytes), let document = try? TicketDocument(parsing: bytes) else { return }
    for sides in [sides, nil] {
      let settling = Settling(document, sides: sides)
      guard settling.isOpen else { continue }
      for side in Side.allCases {
        guard let decisions = try? settling.decisions(taking: side) else { continue }
        var settled = document
        guard (try? settled.apply(decisions, by: decider)) != nil else { continue }
        counts.settled += 1
        guard isTicket(settled.bytes) else {
          throw Broken(promise: "what was settled does not parse", texts: [bytes, settled.bytes])
        }
      }
    }
  }

  private let decider = Decider(actor: "ada", time: Timestamp(seconds: 1_800_000_000))

  private func isTicket(_ bytes: [UInt8]) -> Bool {
    guard let document = try? TicketDocument(parsing: bytes) else { return false }
    let keys = document.entries.map(\.key)
    return Set(keys).count == keys.count
  }
}
