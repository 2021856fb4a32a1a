extension TicketDocument {
  /// One comment of the section `## Comments`.
  package struct Comment: Sendable, Equatable {
    /// Handle of the person.
    package let author: String
    /// Time as written: RFC 3339.
    package let time: String
    /// Identity, the same on every side of a merge.
    package let id: String
    /// Whether the comment is for the team only.
    package let isInternal: Bool
    /// The text without blank lines around it; lines end in LF, and the backslash that
    /// `appendComment` puts before a heading is taken off.
    package let text: String
    /// Bytes of the heading line with its end.
    package let headingRange: Range<Int>
    /// Bytes from the heading to the next comment or the end of the text.
    package let range: Range<Int>
  }
}

/// The heading of a comment, `### <actor>, <time>, <comment id>[, internal]` by format.md's "Body".
struct CommentHeading: Equatable {
  var author: String
  var time: String
  var id: String
  var isInternal: Bool

  /// Reads a heading's text; nil when it breaks the grammar.
  ///
  /// The actor is any text without a comma, the time is RFC 3339, and the id is letters, digits,
  /// `.`, `_` and `-`.
  init?(_ text: String) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
      .map { $0.drop { $0 == " " } }
    guard parts.count == 3 || parts.count == 4 && parts[3] == "internal",
      !parts[0].isEmpty, Self.isTime(parts[1]), Self.isID(parts[2])
    else { return nil }
    author = String(parts[0])
    time = String(parts[1])
    id = String(parts[2])
    isInternal = parts.count == 4
  }

  private static func isID(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy(isIDByte)
  }

  /// Whether a byte may stand in a comment's id.
  static func isIDByte(_ byte: UInt8) -> Bool {
    byte.isDigit || (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == .dash || byte == .dot
      || byte == UInt8(ascii: "_")
  }

  /// Whether a text has the form `2026-11-20T09:15:00`, a fraction, and `Z` or an offset.
  private static func isTime(_ text: Substring) -> Bool {
    let pattern = "0000-00-00T00:00:00".utf8
    let utf8 = Array(text.utf8)
    guard utf8.count > pattern.count,
      zip(utf8, pattern).allSatisfy({ $1 == 0x30 ? $0.isDigit : $0 == $1 })
    else { return false }
    var zone = utf8[pattern.count...]
    if zone.first == .dot {
      let fraction = zone.dropFirst().prefix { $0.isDigit }
      guard !fraction.isEmpty else { return false }
      zone = zone[fraction.endIndex...]
    }
    if zone.elementsEqual("Z".utf8) { return true }
    return zone.count == 6
      && zip(zone.dropFirst(), "00:00".utf8)
        .allSatisfy { $1 == 0x30 ? $0.isDigit : $0 == $1 }
      && (zone.first == .dash || zone.first == UInt8(ascii: "+"))
  }
}
