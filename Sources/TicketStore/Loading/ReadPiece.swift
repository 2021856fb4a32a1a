import TicketDocument
import TicketModel

/// What one thread has read: the rows and texts of some tickets, one after the other.
struct ReadPiece {
  private struct File {
    let path: String
    let document: TicketDocument?
    let refusal: Problem?
    let identity: FileIdentity?
    let row: Range<Int>
    let text: Range<Int>
  }

  private let detail: LoadDetail
  private let writer: CacheWriter?
  private var rows = TicketRowWriter()
  private var texts: [UInt8] = []
  private var files: [File] = []

  /// Begins without any file.
  ///
  /// - Parameters:
  ///   - detail: what is kept of each.
  ///   - writer: the cache that rows and texts are added to.
  init(detail: LoadDetail, writer: CacheWriter?) {
    self.detail = detail
    self.writer = writer
  }

  /// How many files there are.
  var count: Int { files.count }

  /// Takes the fields and the text out of a file's bytes.
  mutating func add(
    _ path: String, _ bytes: Result<[UInt8], any Error>, _ identity: FileIdentity? = nil
  ) {
    let start = rows.bytes.count
    let textStart = texts.count
    let document = document(path, bytes)
    var refusal: Problem?
    if case .failure(let refused) = document { refusal = refused.problem }
    let read = try? document.get()
    if let read, writer != nil || detail == .texts { texts.append(folding: read.body) }
    files.append(
      File(
        path: path, document: detail.keepsDocument(at: path) ? read : nil, refusal: refusal,
        identity: identity, row: start..<rows.bytes.count, text: textStart..<texts.count))
  }

  /// Returns the document of a file, whose row is added; or why it has none.
  private mutating func document(
    _ path: String, _ bytes: Result<[UInt8], any Error>
  ) -> Result<TicketDocument, TicketFileRefused> {
    do {
      let document = try TicketDocument(parsing: bytes.get())
      try rows.add(document)
      return .success(document)
    } catch let error as DocumentError {
      return .failure(TicketFileRefused(problem: Problem(error, path: path)))
    } catch let error as TicketUnreadable {
      return .failure(TicketFileRefused(problem: Problem(error, path: path)))
    } catch {
      return .failure(TicketFileRefused(problem: Problem(readingFailed: error, path: path)))
    }
  }

  /// Returns what was read in the order in which it was, and adds it to the cache.
  func outcomes() -> [TicketReading.Outcome] {
    let rows = TicketBytes(rows.bytes)
    let texts = TicketBytes(texts)
    let places = writer?.append(rows: rows.buffer, texts: texts.buffer)
    return files.map { file in
      TicketReading.Outcome(
        path: file.path, result: result(file, rows, texts),
        parts: places.map { places in
          CachedParts(
            row: CachedPart(rows.part(file.row), at: places.rows + file.row.lowerBound),
            text: CachedPart(texts.part(file.text), at: places.texts + file.text.lowerBound),
            isRefused: file.refusal != nil)
        }, identity: file.identity)
    }
  }

  private func result(
    _ file: File, _ rows: TicketBytes, _ texts: TicketBytes
  ) -> Result<LoadedTicket, TicketFileRefused> {
    if let problem = file.refusal { return .failure(TicketFileRefused(problem: problem)) }
    guard let row = TicketRow(rows, file.row) else {
      preconditionFailure("what was packed is a row")
    }
    return .success(
      LoadedTicket(
        ticket: Ticket(row, at: TicketPlace(file.path)),
        document: file.document,
        folded: detail == .texts ? TicketText(texts, file.text) : nil))
  }
}
