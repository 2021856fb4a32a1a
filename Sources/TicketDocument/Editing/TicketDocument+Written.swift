extension TicketDocument {
  /// Returns a key's value as it is written, in the form that `setWritten` takes.
  ///
  /// - Returns: nil when the key is absent, "" when its value is empty. Lines end in line feeds, and a
  ///   value below its key begins with one.
  package func written(_ key: String) -> String? {
    guard let record = record(of: key), let raw = rawValue(key) else { return nil }
    let isBelow = bytes[record.lines.start..<record.value.start].contains(.lineFeed)
    return (isBelow ? "\n" : "")
      + String(decoding: raw.filter { $0 != .carriageReturn }, as: UTF8.self)
  }

  /// Sets a key to a value as it is written in some ticket, whatever its shape.
  ///
  /// Where one scalar takes the place of another, the rest of the line stays; otherwise the entry's
  /// lines are written anew. Comments and blank lines above the entry stay.
  ///
  /// - Parameters:
  ///   - key: The key; a missing one is made, placed as by `setScalar`.
  ///   - written: Such as `written(_:)` gives; "" leaves the key without a value.
  ///   - followers: Keys of which the first one present comes behind a new entry.
  /// - Throws: `unreadableResult` for a text that is no value.
  package mutating func setWritten(
    _ key: String, to written: String, insertingBefore followers: [String] = []
  ) throws(DocumentEditError) {
    guard written != self.written(key) else { return }
    let record = record(of: key)
    if let record, record.shape == .scalar, Self.scalarText(written: written) != nil,
      !written.isEmpty
    {
      return try apply([Splice(record.value.range, written.utf8)])
    }
    let range = record.map { $0.lines.range } ?? insertion(before: followers)
    let gap = written.isEmpty || written.hasPrefix("\n") ? "" : " "
    let lines = "\(Self.writtenKey(key)):\(gap)\(written)".utf8
      .split(separator: .lineFeed, omittingEmptySubsequences: false)
    let entry = lines.flatMap { Array($0) + lineEnding.bytes }
    try apply([Splice(range, entry)])
  }

  /// Returns the text that a written value stands for; nil when it is not one scalar.
  package static func scalarText(written: String) -> String? {
    guard !written.isEmpty else { return "" }
    do {
      let sample = try TicketDocument(parsing: Array("---\nkey: \(written)\n---\n".utf8))
      return sample.entries.count == 1 ? sample.scalar("key") : nil
    } catch {
      return nil
    }
  }
}
