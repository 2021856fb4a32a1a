extension [UInt8] {
  /// Whether it holds seven `<`, `|` or `>` in a row, as every marker does that a block may leave.
  ///
  /// Quick for the many texts that do not: of seven bytes in a row it looks at one.
  package var holdsMarker: Bool {
    withUnsafeBufferPointer { bytes in
      let length = MarkedBlock.minimumSize
      return stride(from: length - 1, to: bytes.count, by: length).contains { place in
        let byte = bytes[place]
        guard "<|>".utf8.contains(byte) else { return false }
        let before = bytes[..<place].reversed().prefix(length).prefix { $0 == byte }.count
        let behind = bytes[(place + 1)...].prefix(length).prefix { $0 == byte }.count
        return before + 1 + behind >= length
      }
    }
  }
}

extension TicketDocument {
  /// Whether the body holds something between markers, or markers that are left of it.
  package var isBodyUndecided: Bool { bytes.holdsMarker && !bodyMarkers.isEmpty }
}
