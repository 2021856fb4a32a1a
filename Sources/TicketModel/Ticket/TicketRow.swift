import TicketDocument

/// The fields of one ticket packed into bytes, which may lie in a mapped file.
///
/// Little endian: flags (4 bytes), when it was created (8), where each of the parts of ``Part``
/// ends (4 each, from the row's start), then the parts without gaps. A scalar's part is its UTF-8; a list's
/// is its items, each with its length before it; the other fields are name, kind and value; comments
/// are author, whether they are internal, and time. Where the file is from is no part of it: the same content is the same row.
///
/// Nothing outside of the row is read whatever its bytes are; whether they are a row's is for a
/// checksum to say.
package struct TicketRow: Sendable {
  private let bytes: TicketBytes
  private let offset: Int
  private let length: UInt32

  /// Number of the layout; another one whenever the bytes of a ticket change.
  package static let version = 2

  /// What has a place of its own, in the order of the row.
  enum Part: Int, CaseIterable {
    case id, title, type, status, assignee, reporter, priority, labels, blockedBy, history, others
    case comments
  }

  struct Flags: OptionSet {
    let rawValue: UInt32
    static let hasCreated = Flags(rawValue: 1)
    static let isTextUndecided = Flags(rawValue: 2)
    static let hasOwnFields = Flags(rawValue: 4)
  }

  static let partsStart = 12 + 4 * Part.allCases.count

  /// Takes bytes for a row; nil when the places of its parts are not within them.
  ///
  /// - Parameters:
  ///   - bytes: what the row is in.
  ///   - range: which of them it is.
  package init?(_ bytes: TicketBytes, _ range: Range<Int>) {
    guard range.lowerBound >= 0, range.upperBound <= bytes.count, range.count >= Self.partsStart,
      let length = UInt32(exactly: range.count)
    else { return nil }
    self.bytes = bytes
    offset = range.lowerBound
    self.length = length
    var last = UInt32(Self.partsStart)
    for part in 0..<Part.allCases.count {
      let end = number(at: 12 + 4 * part)
      guard end >= last else { return nil }
      last = end
    }
    guard last == length else { return nil }
  }

  /// The row's bytes; they are valid while the row is.
  package var buffer: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: bytes.base + offset, count: Int(length))
  }

  var flags: Flags { Flags(rawValue: number(at: 0)) }

  var created: Timestamp? {
    guard flags.contains(.hasCreated) else { return nil }
    let seconds = (bytes.base + offset).loadUnaligned(fromByteOffset: 4, as: Int64.self)
    return Timestamp(seconds: Int64(littleEndian: seconds))
  }

  func text(_ part: Part) -> String {
    String(decoding: UnsafeRawBufferPointer(rebasing: buffer[range(of: part)]), as: UTF8.self)
  }

  func items(_ part: Part) -> [String] {
    var reader = RowReader(buffer, range(of: part))
    var items: [String] = []
    while let item = reader.text() { items.append(item) }
    return items
  }

  /// The last item of a list without reading the others.
  func lastItem(_ part: Part) -> String? {
    var reader = RowReader(buffer, range(of: part))
    var last: Range<Int>?
    while let range = reader.range() { last = range }
    return last.map {
      String(decoding: UnsafeRawBufferPointer(rebasing: buffer[$0]), as: UTF8.self)
    }
  }

  var others: [Ticket.Field] {
    var reader = RowReader(buffer, range(of: .others))
    var fields: [Ticket.Field] = []
    while let name = reader.text(), let value = reader.value() {
      fields.append(Ticket.Field(name: FieldName(rawValue: name), value: value))
    }
    return fields
  }

  /// The comments without their texts, in the order of the file.
  var comments: [CommentMark] {
    var reader = RowReader(buffer, range(of: .comments))
    var marks: [CommentMark] = []
    while let author = reader.text(), let kind = reader.number(), let seconds = reader.seconds() {
      marks.append(
        CommentMark(time: Timestamp(seconds: seconds), author: author, isInternal: kind == 1))
    }
    return marks
  }

  /// The first of the other fields with a name.
  func other(_ name: FieldName) -> FieldValue? {
    var reader = RowReader(buffer, range(of: .others))
    while let key = reader.range() {
      if buffer[key].elementsEqual(name.rawValue.utf8) { return reader.value() }
      guard reader.skipValue() else { return nil }
    }
    return nil
  }

  /// Whether the bytes are the same; the same fields may be written in other bytes.
  func isSame(as other: TicketRow) -> Bool { buffer.elementsEqual(other.buffer) }

  private func range(of part: Part) -> Range<Int> {
    let start = part == .id ? UInt32(Self.partsStart) : number(at: 8 + 4 * part.rawValue)
    return Int(start)..<Int(number(at: 12 + 4 * part.rawValue))
  }

  private func number(at position: Int) -> UInt32 {
    UInt32(
      littleEndian: (bytes.base + offset).loadUnaligned(
        fromByteOffset: position, as: UInt32.self))
  }
}

/// Reads texts and values out of a part of a row; never beyond its end.
private struct RowReader {
  private let buffer: UnsafeRawBufferPointer
  private var position: Int
  private let end: Int

  init(_ buffer: UnsafeRawBufferPointer, _ range: Range<Int>) {
    self.buffer = buffer
    position = range.lowerBound
    end = range.upperBound
  }

  /// Returns the next text's place; nil at the end.
  mutating func range() -> Range<Int>? {
    guard let count = number(), count <= end - position else { return nil }
    defer { position += count }
    return position..<(position + count)
  }

  mutating func text() -> String? {
    range().map { String(decoding: UnsafeRawBufferPointer(rebasing: buffer[$0]), as: UTF8.self) }
  }

  mutating func value() -> FieldValue? {
    switch number() {
    case RowKind.scalar.rawValue?: return text().map(FieldValue.scalar)
    case RowKind.typed.rawValue?: return text().map(FieldValue.typed)
    case RowKind.list.rawValue?:
      guard let count = number() else { return nil }
      var items: [String] = []
      for _ in 0..<count {
        guard let item = text() else { return nil }
        items.append(item)
      }
      return .list(items)
    default: return nil
    }
  }

  /// Passes over a value; false at the end.
  mutating func skipValue() -> Bool {
    guard let kind = number() else { return false }
    guard kind == RowKind.list.rawValue else { return range() != nil }
    guard let count = number() else { return false }
    for _ in 0..<count where range() == nil { return false }
    return true
  }

  /// Returns eight bytes as a number; nil when there are fewer.
  mutating func seconds() -> Int64? {
    guard end - position >= 8 else { return nil }
    defer { position += 8 }
    return Int64(
      littleEndian: buffer.loadUnaligned(fromByteOffset: position, as: Int64.self))
  }

  mutating func number() -> Int? {
    var number = 0
    for shift in stride(from: 0, to: 35, by: 7) {
      guard position < end else { return nil }
      let byte = buffer[position]
      position += 1
      number |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return number }
    }
    return nil
  }
}

/// What a value of the other fields is.
enum RowKind: Int {
  case scalar, typed, list
}
