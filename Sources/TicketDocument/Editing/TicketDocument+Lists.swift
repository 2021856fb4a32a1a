/// Where a new item goes.
package enum ItemPlacement: Sendable, Equatable {
  /// Before the first item that is greater by its UTF-8 bytes.
  case sorted
  /// Behind the last item.
  case end
}

extension TicketDocument {
  /// Sets the items of a key by inserting and deleting whole lines, or inside its brackets.
  ///
  /// The lines of items that stay keep their bytes, as do all comment and blank lines; new lines take
  /// the list's own indentation. A scalar becomes a list; [] leaves the key without a value, or with
  /// `[]` where brackets were. A missing key gets lines of its own, placed as by `setScalar`.
  ///
  /// - Parameters:
  ///   - key: The key.
  ///   - items: All items the list has afterwards, in order.
  ///   - followers: Keys of which the first one present comes behind a new entry.
  /// - Throws: `notAList` for an opaque value.
  package mutating func setList(
    _ key: String, to items: [String], insertingBefore followers: [String] = []
  ) throws(DocumentEditError) {
    guard let record = record(of: key) else {
      let lines = Array((Self.writtenKey(key) + ":").utf8) + lineEnding.bytes + itemLines(items)
      return try apply([Splice(insertion(before: followers), lines)])
    }
    guard record.shape != .nested else { throw .notAList(key: key) }
    let old = list(key)
    guard !old.elementsEqual(items, by: { $0.utf8.elementsEqual($1.utf8) }) else { return }
    switch record.shape {
    case .empty: try apply([Splice(record.lines.end..<record.lines.end, itemLines(items))])
    case .scalar:
      let below = record.lines.end..<record.lines.end
      try apply([emptying(record), Splice(below, itemLines(items))])
    case .blockList: try apply(lineSplices(record, from: old, to: items))
    case .flowList: try apply([bracketSplice(record, from: old, to: items)])
    case .nested: return
    }
  }

  /// Adds an item to a key's list; one that is there already changes nothing.
  ///
  /// - Parameters:
  ///   - item: The item.
  ///   - key: The key; a missing one is made, placed as by `setScalar`.
  ///   - placement: Where the item goes.
  ///   - followers: Keys of which the first one present comes behind a new entry.
  /// - Returns: `refused` when the value is opaque.
  @discardableResult
  package mutating func insertItem(
    _ item: String, in key: String, at placement: ItemPlacement,
    insertingBefore followers: [String] = []
  ) -> EditOutcome {
    var items = list(key)
    guard !items.contains(item) else { return .unchanged }
    let isLater = { (other: String) in item.utf8.lexicographicallyPrecedes(other.utf8) }
    let place = placement == .end ? nil : items.firstIndex(where: isLater)
    items.insert(item, at: place ?? items.count)
    return outcome { (document) throws(DocumentEditError) in
      try document.setList(key, to: items, insertingBefore: followers)
    }
  }

  /// Removes an item, wherever it stands in a key's list; a missing one changes nothing.
  ///
  /// - Returns: `refused` when the value is opaque.
  @discardableResult
  package mutating func removeItem(_ item: String, from key: String) -> EditOutcome {
    guard record(of: key) != nil else { return .unchanged }
    let items = list(key).filter { $0 != item }
    return outcome { (document) throws(DocumentEditError) in
      try document.setList(key, to: items)
    }
  }

  private func itemLines(_ items: [String], indent: ArraySlice<UInt8> = []) -> [UInt8] {
    items.flatMap { indent + Array("- \(Self.quoted($0))".utf8) + lineEnding.bytes }
  }

  /// Returns the deleted and inserted lines that turn one list into the other.
  private func lineSplices(
    _ record: EntryRecord, from old: [String], to new: [String]
  ) -> [Splice] {
    let items = index.items[record.items.range]
    let first = items.first?.line.start ?? record.lines.end
    let indent = bytes[first...].prefix { $0 == .space }
    let kept = KeptItems(from: old, to: new).oldPositions
    let stays = Set(kept.compactMap { $0 })
    var splices = items.enumerated().filter { !stays.contains($0.offset) }
      .map { Splice($0.element.line.range, []) }
    let firstLine = bytes.withUnsafeBufferPointer { $0.line(at: record.lines.start).next }
    var added: [String] = []
    var place = firstLine
    for (item, oldPosition) in zip(new, kept) {
      guard let oldPosition else {
        added.append(item)
        continue
      }
      if !added.isEmpty { splices.append(Splice(place..<place, itemLines(added, indent: indent))) }
      added = []
      place = items[items.startIndex + oldPosition].line.end
    }
    if !added.isEmpty { splices.append(Splice(place..<place, itemLines(added, indent: indent))) }
    return splices.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
  }
}
