extension [UInt8] {
  /// Whether it holds seven `<`, `|` or `>` in a row, as every marker does that a block may leave;
  /// quick, for the many that do not.
  var holdsMarker: Bool {
    var run = 0
    var last: UInt8 = 0
    for byte in self {
      run = byte == last ? run + 1 : 1
      last = byte
      if run == 7, "<|>".utf8.contains(byte) { return true }
    }
    return false
  }
}
