import GitKit
import TicketDocument
import TicketModel

/// Reads the file of a ``BranchCache``; tickets stay where they are in it.
struct BranchReader {
  private let objects: [ObjectID]
  private let paths: [String]
  private let bytes: TicketBytes
  private var reader: ByteReader

  init(_ payload: consuming ByteReader) throws(BytesDamaged) {
    reader = payload
    bytes = TicketBytes(reader.bytes)
    objects = try reader.array { reader throws(BytesDamaged) in
      guard let id = ObjectID(bytes: reader.bytes[try reader.range(20)]) else {
        throw BytesDamaged()
      }
      return id
    }
    paths = try reader.array { reader throws(BytesDamaged) in try reader.string() }
  }

  mutating func survey() throws(BytesDamaged) -> BranchSurvey {
    let rows = try list { reader throws(BytesDamaged) in try reader.row() }
    return BranchSurvey(
      rows: rows,
      problems: try reader.array { reader throws(BytesDamaged) in try Problem(&reader) })
  }

  /// Reads what follows the survey.
  mutating func memory(_ survey: BranchSurvey) throws(BytesDamaged) -> BranchMemory {
    let head = try optional { reader throws(BytesDamaged) in try reader.object() }
    let defaults = try list { reader throws(BytesDamaged) in try reader.object() }
    let rules = try list { reader throws(BytesDamaged) in try reader.optionalObject() }
    let touches = try list { reader throws(BytesDamaged) in
      (try reader.object(), try reader.touch())
    }
    guard reader.isAtEnd else { throw BytesDamaged() }
    return BranchMemory(
      head: head, defaults: Set(defaults), rules: rules,
      touches: Dictionary(touches, uniquingKeysWith: { first, _ in first }), survey: survey)
  }

  private mutating func object() throws(BytesDamaged) -> ObjectID {
    let number = try reader.number()
    guard objects.indices.contains(number) else { throw BytesDamaged() }
    return objects[number]
  }

  private mutating func optionalObject() throws(BytesDamaged) -> ObjectID? {
    try optional { reader throws(BytesDamaged) in try reader.object() }
  }

  private mutating func path() throws(BytesDamaged) -> String {
    let number = try reader.number()
    guard paths.indices.contains(number) else { throw BytesDamaged() }
    return paths[number]
  }

  private mutating func id() throws(BytesDamaged) -> TicketID {
    guard let id = TicketID(try reader.string()) else { throw BytesDamaged() }
    return id
  }

  private mutating func row() throws(BytesDamaged) -> BranchSurvey.Row {
    let candidate = TicketCandidate(
      id: try id(), paths: try list { reader throws(BytesDamaged) in try reader.path() },
      tips: try list { reader throws(BytesDamaged) in try reader.object() })
    let committed = try optional { reader throws(BytesDamaged) in
      BranchSurvey.File(path: try reader.path(), blob: try reader.object())
    }
    return BranchSurvey.Row(
      candidate: candidate, committed: committed,
      judgement: try optional { reader throws(BytesDamaged) in try reader.judgement() })
  }

  private mutating func judgement() throws(BytesDamaged) -> SurveyedJudgement {
    let results = try list { reader throws(BytesDamaged) in try reader.version() }
    let words = try list { reader throws(BytesDamaged) in
      let commit = try reader.object()
      let same = try reader.reader.number()
      guard same <= results.count else { throw BytesDamaged() }
      let version =
        same > 0
        ? results[same - 1]
        : try reader.optional { reader throws(BytesDamaged) in try reader.version() }
      return SurveyedJudgement.Word(commit: commit, version: version)
    }
    return SurveyedJudgement(results: results, words: words)
  }

  private mutating func version() throws(BytesDamaged) -> SurveyedVersion {
    let (path, blob) = (try path(), try object())
    let text = try optional { reader throws(BytesDamaged) in try reader.reader.text() }
    let ticket = try optional { reader throws(BytesDamaged) in
      let range = try reader.reader.range(reader.reader.number())
      guard let row = TicketRow(reader.bytes, range) else { throw BytesDamaged() }
      return Ticket(row, at: TicketPlace(path))
    }
    return SurveyedVersion(path: path, blob: blob, text: text, ticket: ticket)
  }

  private mutating func touch() throws(BytesDamaged) -> BranchTouch {
    let bases = try list { reader throws(BytesDamaged) in try reader.object() }
    let own = try optional { reader throws(BytesDamaged) in
      try reader.list { reader throws(BytesDamaged) in try reader.object() }
    }
    let trees = try list { reader throws(BytesDamaged) in try reader.optionalObject() }
    let places = try list { reader throws(BytesDamaged) in
      BranchTouch.Place(
        path: try reader.path(),
        ids: try reader.list { reader throws(BytesDamaged) in try reader.id() },
        unreadable: try reader.optionalObject())
    }
    return BranchTouch(
      parting: BranchTouch.Parting(bases: bases, own: own.map(Set.init)), trees: trees,
      places: places)
  }

  private mutating func list<Value>(
    _ body: (inout Self) throws(BytesDamaged) -> Value
  ) throws(BytesDamaged) -> [Value] {
    var values: [Value] = []
    for _ in 0..<(try reader.count()) { values.append(try body(&self)) }
    return values
  }

  private mutating func optional<Value>(
    _ body: (inout Self) throws(BytesDamaged) -> Value
  ) throws(BytesDamaged) -> Value? {
    try reader.number() == 0 ? nil : try body(&self)
  }
}

extension Problem {
  fileprivate init(_ reader: inout ByteReader) throws(BytesDamaged) {
    let path = try reader.string()
    guard let severity = Severity(rawValue: try reader.string()) else { throw BytesDamaged() }
    let (rule, message) = (try reader.string(), try reader.string())
    let position = Position(line: try reader.number(), column: try reader.number())
    self.init(
      path: path, position: position, severity: severity, rule: rule, message: message,
      fix: try reader.optional { reader throws(BytesDamaged) in try reader.string() })
  }
}
