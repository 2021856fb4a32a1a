import GitKit
import TicketDocument
import TicketModel

/// The last survey of the branches, in a file that all worktrees of a repository share.
///
/// What is in it follows from object ids alone, all of which are its key. One file is enough: the next
/// answer takes its place.
struct BranchCache {
  private let path: String

  init(_ git: GitRepository) { path = "\(git.commonDirectory)/snag/branches" }

  private func file(_ key: String) -> SealedFile {
    SealedFile(path, version: "snag branches 2", key: key)
  }

  /// Returns the survey that was kept for a key.
  func survey(for key: String) -> BranchSurvey? { try? BranchSurvey(file(key).read()) }

  /// Keeps a survey; where that is not possible, the next call takes as long as this one.
  func keep(_ survey: BranchSurvey, for key: String) {
    _ = file(key).keep { survey.write(to: &$0) }
  }
}

/// Texts and commits, each kept once and named by its number.
private struct Numbers<Value: Hashable> {
  private(set) var values: [Value] = []
  private var numbers: [Value: Int] = [:]

  subscript(value: Value) -> Int {
    mutating get {
      if let known = numbers[value] { return known }
      numbers[value] = values.count
      values.append(value)
      return values.count - 1
    }
  }
}

/// A text that is told apart by its beginning and length first: hashing all of it takes longer.
private struct Text: Hashable {
  let bytes: [UInt8]

  func hash(into hasher: inout Hasher) {
    hasher.combine(bytes.count)
    for byte in bytes.prefix(32) { hasher.combine(byte) }
  }
}

extension BranchSurvey {
  fileprivate func write(to writer: inout ByteWriter) {
    var texts = Numbers<Text>()
    var commits = Numbers<ObjectID>()
    var rest = ByteWriter()
    func version(_ version: TicketVersion, _ writer: inout ByteWriter) {
      writer.write(version.path)
      writer.write(texts[Text(bytes: version.bytes)])
    }
    rest.write(rows) { writer, row in
      writer.write(row.candidate.id.text)
      writer.write(row.candidate.paths) { $0.write($1) }
      writer.write(row.candidate.tips) { $0.write(commits[$1]) }
      writer.write(row.committed) { version($1, &$0) }
      writer.write(row.judgement) { writer, judgement in
        writer.write(judgement.results) { version($1, &$0) }
        writer.write(judgement.words) { writer, word in
          writer.write(commits[word.commit])
          writer.write(word.version) { version($1, &$0) }
        }
      }
    }
    writer.write(texts.values) { $0.write($1.bytes) }
    writer.write(commits.values) { $0.write($1.hex) }
    writer.write(problems) { $1.write(to: &$0) }
    // The tables come first, because the rows are read by them.
    writer.append(rest)
  }

  fileprivate init(_ payload: consuming ByteReader) throws(BytesDamaged) {
    var reader = payload
    let texts = try reader.array { reader throws(BytesDamaged) in try reader.text() }
    let commits = try reader.array { reader throws(BytesDamaged) in
      guard let commit = ObjectID(hex: try reader.string()) else { throw BytesDamaged() }
      return commit
    }
    problems = try reader.array { reader throws(BytesDamaged) in try Problem(&reader) }
    let tables = Tables(texts: texts, commits: commits)
    rows = try reader.array { reader throws(BytesDamaged) in try Row(&reader, tables) }
    guard reader.isAtEnd else { throw BytesDamaged() }
  }
}

/// What numbers in the rows stand for.
private struct Tables {
  let texts: [[UInt8]]
  let commits: [ObjectID]

  func commit(_ reader: inout ByteReader) throws(BytesDamaged) -> ObjectID {
    let number = try reader.number()
    guard commits.indices.contains(number) else { throw BytesDamaged() }
    return commits[number]
  }

  func version(_ reader: inout ByteReader) throws(BytesDamaged) -> TicketVersion {
    let path = try reader.string()
    let number = try reader.number()
    guard texts.indices.contains(number) else { throw BytesDamaged() }
    return TicketVersion(path: path, bytes: texts[number])
  }
}

extension BranchSurvey.Row {
  fileprivate init(_ reader: inout ByteReader, _ tables: Tables) throws(BytesDamaged) {
    guard let id = TicketID(try reader.string()) else { throw BytesDamaged() }
    candidate = TicketCandidate(
      id: id, paths: try reader.array { reader throws(BytesDamaged) in try reader.string() },
      tips: try reader.array { reader throws(BytesDamaged) in try tables.commit(&reader) })
    committed = try reader.optional { reader throws(BytesDamaged) in try tables.version(&reader) }
    judgement = try reader.optional { reader throws(BytesDamaged) in
      try TicketJudgement(&reader, tables)
    }
  }
}

extension TicketJudgement {
  fileprivate init(_ reader: inout ByteReader, _ tables: Tables) throws(BytesDamaged) {
    results = try reader.array { reader throws(BytesDamaged) in try tables.version(&reader) }
    words = try reader.array { reader throws(BytesDamaged) in
      Word(
        commit: try tables.commit(&reader),
        version: try reader.optional { reader throws(BytesDamaged) in
          try tables.version(&reader)
        })
    }
  }
}

extension Problem {
  fileprivate func write(to writer: inout ByteWriter) {
    for text in [path, severity.rawValue, rule, message] { writer.write(text) }
    writer.write(position.line)
    writer.write(position.column)
    writer.write(fix) { $0.write($1) }
  }

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
