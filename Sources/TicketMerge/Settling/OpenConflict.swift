package import TicketDocument
package import TicketModel

/// A field that has several values, of which one stands.
package struct FieldConflict: Sendable, Equatable {
  /// The field; `conflicts` itself for an item there that nobody can read.
  package let name: FieldName
  /// What the field could be: first what stands, then what was recorded.
  package let candidates: [Candidate]
  /// Where the field's value stands.
  package let position: Position

  /// One value of a field, with those of the fields that go with it.
  package struct Candidate: Sendable, Equatable {
    /// The value as written.
    package let value: RecordedValue
    /// The sides that have it; none when it is older than this merge, or nobody knows.
    package let sides: [Side]

    /// What a person calls the value: `carol`, or `done, resolution = fixed`.
    package var text: String {
      let others = RecordedValue.group.compactMap { name in
        value.companions[name].flatMap { $0.isEmpty ? nil : ", \(name) = \(decoded($0))" }
      }
      return decoded(value.written) + others.joined()
    }

    private func decoded(_ written: String) -> String {
      TicketDocument.scalarText(written: written) ?? written
    }
  }
}

/// Lines of the body that have two texts.
package struct BlockConflict: Sendable, Equatable {
  /// The block as it stands, markers and all.
  package let block: [UInt8]
  /// Its texts, in the order of the block.
  package let texts: [[UInt8]]
  /// Whose text is which, as far as that can be told.
  package let owners: [Side: Int]
  /// Where it begins.
  package let position: Position

  /// Whether a merge of tickets wrote it, and not git's merge of lines.
  package var isOfTicketMerge: Bool {
    block.prefix { $0 != 0x0A }.suffix(4).elementsEqual(" one".utf8)
  }

  /// The text of a side.
  package func text(of side: Side) -> [UInt8]? {
    owners[side].map { texts[$0] }
  }
}
