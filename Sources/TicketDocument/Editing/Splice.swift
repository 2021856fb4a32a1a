/// A replacement of bytes by other bytes.
struct Splice: Sendable, Equatable {
  var range: Range<Int>
  var replacement: [UInt8]

  init(_ range: Range<Int>, _ replacement: some Sequence<UInt8>) {
    self.range = range
    self.replacement = Array(replacement)
  }
}

extension [Splice] {
  /// Returns a text with all replacements made; they rise and do not overlap.
  func applied(to bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(reduce(bytes.count) { $0 + $1.replacement.count - $1.range.count })
    var offset = 0
    for splice in self {
      result.append(contentsOf: bytes[offset..<splice.range.lowerBound])
      result.append(contentsOf: splice.replacement)
      offset = splice.range.upperBound
    }
    result.append(contentsOf: bytes[offset...])
    return result
  }
}
