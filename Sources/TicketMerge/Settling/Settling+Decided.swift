package import TicketDocument
package import TicketModel

/// What became of a field that was open.
package struct DecidedField: Sendable, Equatable {
  package let name: FieldName
  /// The value it has now, as a person calls it.
  package let chosen: String
  /// The values it could have had.
  package let others: [String]
}

extension Settling {
  /// Returns what was decided on the way to another text of the ticket.
  package func decidedFields(in settled: TicketDocument) -> [DecidedField] {
    let open = Set(Settling(settled).fields.map(\.name))
    return fields.filter { !open.contains($0.name) }.map { field in
      let chosen = FieldConflict.Candidate(
        value: settled.recordedValue(of: field.name.rawValue), sides: [])
      return DecidedField(
        name: field.name, chosen: chosen.text,
        others: field.candidates.filter { !$0.value.isSame(as: chosen.value) }.map(\.text))
    }
  }

  /// Returns the texts of decided blocks that the other text does not hold.
  package func droppedTexts(in settled: TicketDocument) -> [(position: Position, text: String)] {
    let open = settled.markedBlocks.map { Array(settled.bytes[$0.range]) }
    return blocks.filter { !open.contains($0.block) }.flatMap { block in
      block.texts.filter { !$0.isEmpty && !settled.holds($0) }
        .map { (block.position, String(decoding: $0, as: UTF8.self)) }
    }
  }
}
