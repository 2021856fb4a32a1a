/// A range of bytes in eight bytes; the size limit keeps offsets below 2^31.
struct CompactRange: Sendable {
  var lower: Int32
  var upper: Int32

  init(_ lower: Int, _ upper: Int) {
    self.lower = Int32(truncatingIfNeeded: lower)
    self.upper = Int32(truncatingIfNeeded: upper)
  }

  var range: Range<Int> { Int(lower)..<Int(upper) }
  var start: Int { Int(lower) }
  var end: Int { Int(upper) }
}

/// Shape of a value.
enum ValueShape: UInt8, Sendable {
  case empty, scalar, blockList, flowList, nested
}

/// One scalar as offsets.
struct ScalarRecord: Sendable {
  /// The scalar with its quotes.
  var span: CompactRange
  /// The item's line with its line end; for a scalar that is no item of a block list, unused.
  var line: CompactRange
  var style: ScalarStyle
}

/// One entry of the front matter as offsets.
struct EntryRecord: Sendable {
  /// The key with its quotes.
  var key: CompactRange
  /// The value without trailing blanks, comment and line end; empty behind the colon for no value.
  var value: CompactRange
  /// Whole lines of the key and its value.
  var lines: CompactRange
  /// Positions of the list's items among all items.
  var items: CompactRange
  /// Hash of the decoded key.
  var keyHash: UInt32
  /// Offset behind the colon.
  var colonEnd: Int32
  var shape: ValueShape
  var style: ScalarStyle
  var keyStyle: ScalarStyle
}

/// Everything known about a front matter: what parsing keeps beside the bytes.
struct FrontMatterIndex: Sendable {
  var entries: [EntryRecord] = []
  var items: [ScalarRecord] = []
  var frontMatter = CompactRange(0, 0)
  var body = CompactRange(0, 0)
  var lineEnding = LineEnding.lf
}
