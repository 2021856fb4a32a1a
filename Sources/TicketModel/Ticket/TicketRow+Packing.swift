import TicketDocument

/// Packs the fields of tickets, one row after the other.
package struct TicketRowWriter: Sendable {
  /// The rows so far.
  package private(set) var bytes: [UInt8] = []

  /// Begins without any row.
  package init() {}

  /// Adds a row; the fields say what is in it.
  mutating func add(_ fields: TicketFields) {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: TicketRow.partsStart))
    let created = Timestamp(fields.created)
    var flags: TicketRow.Flags = []
    if created != nil { flags.insert(.hasCreated) }
    if fields.isTextUndecided { flags.insert(.isTextUndecided) }
    if fields.hasOwnFields { flags.insert(.hasOwnFields) }
    for part in TicketRow.Part.allCases {
      add(part, of: fields)
      set(UInt32(bytes.count - start), at: start + 12 + 4 * part.rawValue)
    }
    set(flags.rawValue, at: start)
    set(created?.seconds ?? 0, at: start + 4)
  }

  private mutating func add(_ part: TicketRow.Part, of fields: TicketFields) {
    switch part {
    case .id: bytes.append(contentsOf: fields.id.utf8)
    case .title: bytes.append(contentsOf: fields.title.utf8)
    case .type: bytes.append(contentsOf: fields.type.utf8)
    case .status: bytes.append(contentsOf: fields.status.utf8)
    case .assignee: bytes.append(contentsOf: fields.assignee.utf8)
    case .reporter: bytes.append(contentsOf: fields.reporter.utf8)
    case .priority: bytes.append(contentsOf: fields.priority.utf8)
    case .labels: for item in fields.labels { add(item) }
    case .blockedBy: for item in fields.blockedBy { add(item) }
    case .history: for item in fields.history { add(item) }
    case .others: for field in fields.others { add(field) }
    case .comments: for mark in fields.comments { add(mark) }
    }
  }

  private mutating func add(_ field: Ticket.Field) {
    add(field.name.rawValue)
    switch field.value {
    case .scalar(let text):
      add(RowKind.scalar.rawValue)
      add(text)
    case .typed(let text):
      add(RowKind.typed.rawValue)
      add(text)
    case .list(let items):
      add(RowKind.list.rawValue)
      add(items.count)
      for item in items { add(item) }
    }
  }

  private mutating func add(_ mark: CommentMark) {
    add(mark.author)
    add(mark.isInternal ? 1 : 0)
    withUnsafeBytes(of: mark.time.seconds.littleEndian) { bytes.append(contentsOf: $0) }
  }

  private mutating func add(_ text: String) {
    add(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func add(_ number: Int) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private mutating func set(_ number: some FixedWidthInteger, at position: Int) {
    bytes.withUnsafeMutableBytes {
      $0.storeBytes(of: number.littleEndian, toByteOffset: position, as: type(of: number))
    }
  }
}
