package import TicketDocument
import TicketModel

/// A text of a ticket and everything in it that nobody has decided yet.
package struct Settling: Sendable {
  /// The text.
  package let document: TicketDocument
  /// What it was merged of; nil when that is not known any more.
  package let sides: TicketSides?
  /// Fields with several values.
  package let fields: [FieldConflict]
  /// Blocks of the body between markers.
  package let blocks: [BlockConflict]

  /// Whether something is undecided.
  package var isOpen: Bool { !fields.isEmpty || !blocks.isEmpty }

  /// Reads what is open in a text.
  package init(_ document: TicketDocument, sides: TicketSides? = nil) {
    self.document = document
    self.sides = sides
    let marked = document.markedBlocks
    let isOpen = !marked.isEmpty || document.entry(FieldName.conflicts.rawValue) != nil
    // Where nothing is open, nobody asks whose it is.
    let owners = SideDocuments(isOpen ? sides : nil)
    fields = Self.fields(of: document, owners)
    blocks = marked.map { block in
      BlockConflict(
        block: Array(document.bytes[block.range]),
        texts: block.texts.map { Array(document.bytes[$0]) },
        owners: owners.owners(of: block, in: document),
        position: document.position(of: block.range.lowerBound))
    }
  }

  private static func fields(
    of document: TicketDocument, _ owners: SideDocuments
  ) -> [FieldConflict] {
    var order: [String] = []
    var recorded: [String: [RecordedValue]] = [:]
    for item in document.list(FieldName.conflicts.rawValue) {
      let value =
        RecordedValue(item) ?? RecordedValue(key: FieldName.conflicts.rawValue, written: item)
      if recorded[value.key] == nil { order.append(value.key) }
      recorded[value.key, default: []].append(value)
    }
    return order.map { key in
      let standing = key == FieldName.conflicts.rawValue ? nil : document.recordedValue(of: key)
      let values = (standing.map { [$0] } ?? []) + (recorded[key] ?? [])
      return FieldConflict(
        name: FieldName(rawValue: key),
        candidates: values.map { FieldConflict.Candidate(value: $0, sides: owners.sides(of: $0)) },
        position: document.valuePosition(of: key))
    }
  }
}

/// The sides' texts, as far as they can be read.
struct SideDocuments {
  let ours: TicketDocument?
  let theirs: TicketDocument?
  private let hasSides: Bool

  init(_ sides: TicketSides?) {
    func read(_ bytes: [UInt8]?) -> TicketDocument? {
      // A side that cannot be read has no fields; its lines are looked for all the same.
      bytes.flatMap { try? TicketDocument(parsing: $0) }
    }
    hasSides = sides != nil
    ours = read(sides?.ours)
    theirs = read(sides?.theirs)
  }

  subscript(side: Side) -> TicketDocument? { side == .ours ? ours : theirs }

  /// The sides that have a value.
  func sides(of value: RecordedValue) -> [Side] {
    Side.allCases.filter { self[$0]?.recordedValue(of: value.key).isSame(as: value) == true }
  }

  /// Whose texts a block's are; nothing for one that both sides could have written.
  ///
  /// The merge does not say, because its result is the same whichever side is ours. But the lines
  /// stand in the text they came from, with or without the lines around the block. Where there are no
  /// sides, the upper text is ours, as in git's blocks.
  func owners(of block: MarkedBlock, in document: TicketDocument) -> [Side: Int] {
    guard hasSides else { return block.texts.count == 2 ? [.ours: 0, .theirs: 1] : [:] }
    guard let ours, let theirs else { return [:] }
    let before = document.lastLine(before: block.range.lowerBound)
    let after = document.firstLine(behind: block.range.upperBound)
    for (head, tail) in [([], []), (before, []), ([], after), (before, after)] {
      let texts = block.texts.map { head + document.bytes[$0] + tail }
      let pairs = texts.indices.filter { ours.holds(texts[$0]) }.flatMap { one in
        texts.indices.filter { $0 != one && theirs.holds(texts[$0]) }.map { (one, $0) }
      }
      if pairs.count == 1 { return [.ours: pairs[0].0, .theirs: pairs[0].1] }
    }
    return [:]
  }
}

extension TicketDocument {
  /// A field's value with those of the fields that go with it, as a merge would record it.
  func recordedValue(of key: String) -> RecordedValue {
    let group = key == FieldName.status.rawValue ? RecordedValue.group : []
    let companions = group.compactMap { name in
      written(name).flatMap { $0.isEmpty ? nil : (name, $0) }
    }
    return RecordedValue(
      key: key, written: written(key) ?? "",
      companions: Dictionary(uniqueKeysWithValues: companions))
  }

  /// The line that ends at an offset, or nothing at the body's beginning.
  fileprivate func lastLine(before end: Int) -> [UInt8] {
    guard end > bodyRange.lowerBound else { return [] }
    let start = bytes[bodyRange.lowerBound..<end - 1].lastIndex(of: 0x0A).map { $0 + 1 }
    return Array(bytes[(start ?? bodyRange.lowerBound)..<end])
  }

  /// The line that starts at an offset, or nothing at the end.
  fileprivate func firstLine(behind start: Int) -> [UInt8] {
    let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 }
    return Array(bytes[start..<(end ?? bytes.count)])
  }

  /// Whether lines stand in the body; no line stands everywhere.
  func holds(_ lines: [UInt8]) -> Bool {
    guard let first = lines.first else { return true }
    let body = bytes[bodyRange]
    guard body.count >= lines.count else { return false }
    return body.indices.dropLast(lines.count - 1).contains { start in
      body[start] == first && (start == body.startIndex || body[start - 1] == 0x0A)
        && body[start..<start + lines.count].elementsEqual(lines)
    }
  }
}

extension RecordedValue {
  /// Whether both stand for the same, in whatever spelling.
  func isSame(as other: RecordedValue) -> Bool {
    func decoded(_ value: RecordedValue) -> [String] {
      [value.written] + Self.group.map { value.companions[$0] ?? "" }
    }
    return key == other.key
      && decoded(self).map(Self.decoded) == decoded(other).map(Self.decoded)
  }
}
