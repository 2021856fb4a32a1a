/// One item of a list in brackets with the blanks around it.
private struct BracketCell {
  var leading: ArraySlice<UInt8>
  var text: ArraySlice<UInt8>
  var trailing: ArraySlice<UInt8>
}

extension TicketDocument {
  /// Returns the edit of a list in brackets; items that stay keep their text and blanks.
  ///
  /// The blanks behind `[` and before `]` stay there, whichever items come to stand beside them.
  func bracketSplice(
    _ record: EntryRecord, from old: [String], to new: [String]
  ) -> Splice {
    let inside = (record.value.start + 1)..<(record.value.end - 1)
    guard !new.isEmpty else { return Splice(inside, []) }
    let (oldCells, tail) = cells(of: record)
    let gap = oldCells.count > 1 ? oldCells[1].leading : [.space]
    var cells = zip(new, KeptItems(from: old, to: new).oldPositions).map { item, position in
      guard let position else {
        return BracketCell(
          leading: gap, text: Array(Self.quotedInBrackets(item).utf8)[...], trailing: [])
      }
      var cell = oldCells[position]
      if position == 0 { cell.leading = gap }
      if position == oldCells.count - 1 { cell.trailing = [] }
      return cell
    }
    cells[0].leading = oldCells.first?.leading ?? []
    cells[cells.count - 1].trailing = oldCells.last?.trailing ?? []
    let text = cells.map { $0.leading + $0.text + $0.trailing }.joined(separator: [.comma])
    return Splice(inside, Array(text) + tail)
  }

  /// Returns the items with their blanks, and a final comma with what is behind it.
  private func cells(of record: EntryRecord) -> ([BracketCell], tail: ArraySlice<UInt8>) {
    let end = record.value.end - 1
    var start = record.value.start + 1
    var cells: [BracketCell] = []
    for item in index.items[record.items.range] {
      let text = item.span.range
      let separator = bytes[text.upperBound..<end].firstIndex(of: .comma) ?? end
      cells.append(
        BracketCell(
          leading: bytes[start..<text.lowerBound], text: bytes[text],
          trailing: bytes[text.upperBound..<separator]))
      start = min(separator + 1, end)
    }
    let hasFinalComma =
      !cells.isEmpty && bytes[record.value.range].dropLast().last { !$0.isBlank } == .comma
    guard hasFinalComma, let comma = bytes[..<end].lastIndex(of: .comma) else { return (cells, []) }
    return (cells, bytes[comma..<end])
  }
}
