import GitKit
import TicketDocument
import TicketModel

/// The last survey of the branches, in a file that all worktrees of a repository share.
///
/// What is in it follows from object ids alone, all of which are in it too. When they are those of now, it is
/// the answer; else it is what the next survey goes on from, whose answer takes its place.
struct BranchCache {
  private let path: String
  private let key: String

  /// Names the file.
  ///
  /// - Parameters:
  ///   - git: the repository.
  ///   - tips: its branches; where a shallow clone's history ends they say as well, and without the same
  ///     end nothing in the file holds.
  init(_ git: GitRepository, _ tips: BranchTips) {
    path = "\(git.commonDirectory)/snag/branches"
    key = tips.border.map(\.hex).joined(separator: " ")
  }

  /// What is in the file.
  struct Kept {
    /// The survey of some branches.
    let survey: BranchSurvey
    /// Whether they are the ones that are asked for.
    let isAnswer: Bool
    fileprivate let reader: BranchReader

    /// What it follows from; nil when that cannot be read.
    var memory: BranchMemory? {
      var reader = reader
      return try? reader.memory(survey)
    }
  }

  private var file: SealedFile {
    // Rows of tickets are in it, which have a version of their own.
    SealedFile(path, version: "snag branches 3 \(CacheVersion.current)", key: key)
  }

  /// Returns what was kept; nil when that is of no use.
  func read(for tips: BranchTips) -> Kept? {
    do {
      var payload = try file.read()
      let isAnswer = try payload.text().elementsEqual(tips.key.utf8)
      var reader = try BranchReader(payload)
      return Kept(survey: try reader.survey(), isAnswer: isAnswer, reader: reader)
    } catch {
      return nil
    }
  }

  /// Keeps a survey; where that is not possible, the next call takes as long as this one.
  func keep(_ memory: BranchMemory, for tips: BranchTips) {
    _ = file.keep { writer in
      writer.write(tips.key)
      var branches = BranchWriter()
      branches.write(memory)
      writer.append(branches.bytes)
    }
  }
}

/// Paths and object names, each kept once and named by its number.
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

/// Writes what a ``BranchReader`` reads.
private struct BranchWriter {
  private var objects = Numbers<ObjectID>()
  private var paths = Numbers<String>()
  private var rest = ByteWriter()

  /// The tables, which come first because the rest is read by them, and the rest.
  var bytes: ByteWriter {
    var writer = ByteWriter()
    writer.write(objects.values) { writer, id in id.bytes.forEach { writer.write(byte: $0) } }
    writer.write(paths.values) { $0.write($1) }
    writer.append(rest)
    return writer
  }

  mutating func write(_ memory: BranchMemory) {
    list(memory.survey.rows) { $0.write($1) }
    list(memory.survey.problems) { $1.write(to: &$0.rest) }
    optional(memory.head) { $0.write($1) }
    list(memory.defaults.sorted()) { $0.write($1) }
    list(memory.rules) { $0.optional($1) { $0.write($1) } }
    list(memory.touches.sorted { $0.key < $1.key }) { writer, touch in
      writer.write(touch.key)
      writer.write(touch.value)
    }
  }

  private mutating func write(_ id: ObjectID) { rest.write(objects[id]) }
  private mutating func path(_ path: String) { rest.write(paths[path]) }

  private mutating func write(_ row: BranchSurvey.Row) {
    rest.write(row.candidate.id.text)
    list(row.candidate.paths) { $0.path($1) }
    list(row.candidate.tips) { $0.write($1) }
    optional(row.committed) { writer, file in
      writer.path(file.path)
      writer.write(file.blob)
    }
    optional(row.judgement) { writer, judgement in
      writer.list(judgement.results) { $0.write($1) }
      writer.list(judgement.words) { writer, word in
        writer.write(word.commit)
        // Mostly what a branch says is the ticket.
        let same = judgement.results.firstIndex {
          $0.path == word.version?.path && $0.blob == word.version?.blob
        }
        writer.rest.write(same.map { $0 + 1 } ?? 0)
        if same == nil { writer.optional(word.version) { $0.write($1) } }
      }
    }
  }

  private mutating func write(_ version: SurveyedVersion) {
    path(version.path)
    write(version.blob)
    optional(version.text) { $0.rest.write($1) }
    optional(version.ticket) { $0.rest.write($1.row.buffer) }
  }

  private mutating func write(_ touch: BranchTouch) {
    list(touch.parting.bases) { $0.write($1) }
    optional(touch.parting.own) { $0.list($1.sorted()) { $0.write($1) } }
    list(touch.trees) { $0.optional($1) { $0.write($1) } }
    list(touch.places) { writer, place in
      writer.path(place.path)
      writer.list(place.ids) { $0.rest.write($1.text) }
      writer.optional(place.unreadable) { $0.write($1) }
    }
  }

  private mutating func list<Value>(_ values: [Value], _ body: (inout Self, Value) -> Void) {
    rest.write(values.count)
    for value in values { body(&self, value) }
  }

  private mutating func optional<Value>(_ value: Value?, _ body: (inout Self, Value) -> Void) {
    rest.write(value == nil ? 0 : 1)
    if let value { body(&self, value) }
  }
}

extension Problem {
  fileprivate func write(to writer: inout ByteWriter) {
    for text in [path, severity.rawValue, rule, message] { writer.write(text) }
    writer.write(position.line)
    writer.write(position.column)
    writer.write(fix) { $0.write($1) }
  }
}
