import TicketDocument

/// One entry of a front matter, cut into the pieces that are merged on their own.
///
/// `lead`, `start`, `tail` and `rest` in a row are the entry's bytes. Line ends are LF.
struct EntryPart: Equatable {
  /// The decoded key.
  let key: String
  /// Comments and blank lines above, which belong to the entry; each with its line end.
  var lead: [[UInt8]]
  /// From the key to the end of the value, or to the colon of a list that stands below.
  var start: [UInt8]
  /// Blanks and comment behind `start` on its line.
  var tail: [UInt8]
  /// Line end and the lines below.
  var rest: [UInt8]
  var value: Value
  /// The value as it is written, without comment; begins with a line end when it stands below.
  var written: String

  /// A value by its shape.
  enum Value: Equatable {
    /// A scalar's decoded text; "" for none.
    case text(String)
    case items([ItemPart])
    /// Anything that is merged as a whole.
    case opaque
  }

  /// Everything but the comments around it.
  var core: [UInt8] { start + rest }

  /// The whole entry.
  var bytes: [UInt8] { lead.flatMap { $0 } + start + tail + rest }

  /// Key and colon as written.
  var keyAndColon: [UInt8] {
    Array(start.prefix(keyLength))
  }

  private let keyLength: Int

  /// Cuts an entry out of its document.
  init(_ entry: TicketDocument.Entry, lead: [[UInt8]], in bytes: [UInt8]) {
    let lines = entry.lines
    let lineEnd = bytes[lines].firstIndex(of: .lineFeed) ?? lines.upperBound
    key = entry.key
    self.lead = lead
    keyLength = entry.colonEnd - lines.lowerBound
    let isBelow = entry.valueRange.lowerBound > lineEnd
    let valueBytes = bytes[entry.valueRange]
    written = (isBelow ? "\n" : "") + String(decoding: valueBytes, as: UTF8.self)
    let startEnd: Int
    switch entry.value {
    case .empty:
      value = .text("")
      startEnd = entry.colonEnd
    case .scalar(let scalar):
      value = .text(scalar.text)
      startEnd = entry.valueRange.upperBound
    case .list(let scalars):
      value = .items(ItemPart.items(scalars, isBelow: isBelow, after: lineEnd + 1, in: bytes))
      startEnd = isBelow ? entry.colonEnd : entry.valueRange.upperBound
    case .nested:
      value = .opaque
      startEnd = lineEnd
    }
    start = Array(bytes[lines.lowerBound..<startEnd])
    tail = Array(bytes[startEnd..<lineEnd])
    rest = Array(bytes[lineEnd..<lines.upperBound])
  }

  /// Makes an entry that no side has in this form.
  init(key: String, keyAndColon: [UInt8], written: String) {
    self.key = key
    keyLength = keyAndColon.count
    lead = []
    tail = []
    let isBelow = written.utf8.first == .lineFeed
    start = keyAndColon + (written.isEmpty || isBelow ? [] : [.space])
    start += isBelow ? [] : Array(written.utf8)
    rest = (isBelow ? Array(written.utf8) : []) + [.lineFeed]
    value = TicketDocument.scalarText(written: written).map(Value.text) ?? .opaque
    self.written = written
  }

  /// Makes a list, one item to a line.
  init(key: String, keyAndColon: [UInt8], items: [ItemPart]) {
    self.init(key: key, keyAndColon: keyAndColon, written: "")
    rest = [.lineFeed] + items.flatMap { $0.lead.flatMap { $0 } + $0.line + [.lineFeed] }
    value = .items(items)
  }

  /// The value as a list; nil when it is none: one scalar is one item.
  var items: [ItemPart]? {
    switch value {
    case .items(let items): items
    case .text(let text):
      written.isEmpty
        ? [] : [ItemPart(text: text, lead: [], line: Array("- \(written)".utf8))]
    case .opaque: nil
    }
  }
}

/// One item of a list with the comments above it.
struct ItemPart: Equatable {
  /// The decoded text, by which items are the same.
  let text: String
  /// Comments and blank lines above, each with its line end.
  var lead: [[UInt8]]
  /// From the dash to the end of its line, without the line end.
  var line: [UInt8]

  static func items(
    _ scalars: [TicketDocument.Scalar], isBelow: Bool, after start: Int, in bytes: [UInt8]
  ) -> [ItemPart] {
    var cursor = start
    return scalars.map { scalar in
      guard isBelow else {
        return ItemPart(
          text: scalar.text, lead: [], line: Array("- ".utf8) + bytes[scalar.range])
      }
      let lineStart =
        bytes[..<scalar.range.lowerBound].lastIndex(of: .lineFeed).map { $0 + 1 } ?? 0
      let lineEnd = bytes[scalar.range.upperBound...].firstIndex(of: .lineFeed) ?? bytes.count
      let lead = bytes[min(cursor, lineStart)..<lineStart].linesWithEnds.map(Array.init)
      cursor = min(lineEnd + 1, bytes.count)
      let line = bytes[lineStart..<lineEnd].drop { $0 == .space || $0 == .tab }
      return ItemPart(text: scalar.text, lead: lead, line: Array(line))
    }
  }
}

extension UInt8 {
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let tab = UInt8(ascii: "\t")
  static let hash = UInt8(ascii: "#")
}
