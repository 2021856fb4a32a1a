package import TicketDocument
package import TicketModel

/// What a person decided about an open conflict, in a form that applies to several texts of a ticket.
package enum Decision: Sendable, Equatable {
  /// A field, with those that go with it, gets a value as written.
  case value(RecordedValue)
  /// Fields get values that the person gave.
  case edits([TicketEdit])
  /// A block of the body becomes these lines.
  case lines(block: [UInt8], [UInt8])
}

/// A choice that cannot be made.
package enum SettlingRefused: Error, Sendable, Equatable {
  /// A field has several recorded values, so that there is no "theirs".
  case severalRecorded(FieldName, values: [String])
  /// A side has no value of its own for a field.
  case noSide(FieldName, Side)
  /// Nobody can tell which side wrote which text of a block.
  case unknownAuthors(Position)
}

extension Settling {
  /// Returns the decisions of taking one side, for everything that is open.
  package func decisions(taking side: Side) throws(SettlingRefused) -> [Decision] {
    var decisions: [Decision] = []
    for field in fields { decisions.append(.value(try value(of: field, side))) }
    for block in blocks {
      guard let lines = block.text(of: side) else { throw .unknownAuthors(block.position) }
      decisions.append(.lines(block: block.block, lines))
    }
    return decisions
  }

  /// The value that a side has, or, where there are no sides, what stands or what was recorded.
  private func value(
    of field: FieldConflict, _ side: Side
  ) throws(SettlingRefused) -> RecordedValue {
    if let sides {
      let documents = SideDocuments(sides)
      let values = Side.allCases.compactMap {
        documents[$0]?.recordedValue(of: field.name.rawValue)
      }
      // Where both sides have the same, the disagreement is older than they are.
      if values.count == 2, !values[0].isSame(as: values[1]) {
        return values[side == .ours ? 0 : 1]
      }
    }
    guard let standing = field.candidates.first else { throw .noSide(field.name, side) }
    // Items that nobody can read have no sides; they go away.
    if side == .ours || field.name == .conflicts { return standing.value }
    guard field.candidates.count == 2 else {
      throw .severalRecorded(field.name, values: field.candidates.dropFirst().map(\.text))
    }
    return field.candidates[1].value
  }
}

/// Who decides and when; goes into the history when the status is decided.
package struct Decider: Sendable {
  package let actor: String
  package let time: Timestamp

  /// Names a person and a time.
  package init(actor: String, time: Timestamp) {
    self.actor = actor
    self.time = time
  }
}

extension TicketDocument {
  /// Applies decisions; what a text does not hold, it does not need.
  package mutating func apply(
    _ decisions: [Decision], by decider: Decider
  ) throws(TicketEditRefused) {
    var blocks: [(block: [UInt8], lines: [UInt8])] = []
    for decision in decisions {
      switch decision {
      case .edits(let edits): try apply(edits)
      case .lines(let block, let lines): blocks.append((block, lines))
      case .value(let value):
        do { try set(value) } catch { throw .document(error) }
      }
    }
    if decisions.contains(where: \.isAboutStatus) { try recordStatus(by: decider) }
    replaceBlocks(blocks)
  }

  private mutating func set(_ value: RecordedValue) throws(DocumentEditError) {
    let name = FieldName(rawValue: value.key)
    guard name != .conflicts else {
      return try keepConflicts(list(name.rawValue).filter { RecordedValue($0) != nil })
    }
    try setWritten(name, to: value.written)
    if name == .status {
      for other in RecordedValue.group {
        try setWritten(FieldName(rawValue: other), to: value.companions[other] ?? "")
      }
    }
    try dropConflicts(about: [name])
  }

  /// Sets a field; an optional one that becomes empty goes away with its line.
  private mutating func setWritten(
    _ name: FieldName, to written: String
  ) throws(DocumentEditError) {
    let isOptional = FieldSchema.field(name).map { !$0.isAlwaysPresent } ?? true
    guard !written.isEmpty || !isOptional else {
      if case .refused(let error) = remove(name.rawValue) { throw error }
      return
    }
    try setWritten(
      name.rawValue, to: written, insertingBefore: FieldSchema.followers(of: name))
  }

  /// The last line of the history says the status; both sides' lines are there, in time order.
  private mutating func recordStatus(by decider: Decider) throws(TicketEditRefused) {
    let status = scalar(FieldName.status.rawValue) ?? ""
    let last = list(FieldName.history.rawValue).compactMap { HistoryLine($0) }.last
    guard !status.isEmpty, last?.status != status else { return }
    let time = max(decider.time, last?.time ?? decider.time)
    try apply([.recordHistory(HistoryLine(time: time, actor: decider.actor, status: status))])
  }
}

extension Decision {
  fileprivate var isAboutStatus: Bool {
    switch self {
    case .value(let value): value.key == FieldName.status.rawValue
    case .edits(let edits):
      edits.contains { edit in
        if case .set(.status, _) = edit { true } else { false }
      }
    case .lines: false
    }
  }
}
