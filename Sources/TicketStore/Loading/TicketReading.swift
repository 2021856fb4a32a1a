import TicketDocument
import TicketModel

/// Reads files as tickets, and hands them to a cache when there is one to write to.
struct TicketReading: Sendable {
  let root: DirectoryHandle
  let detail: LoadDetail
  let writer: CacheWriter?

  /// Largest file that is read as a ticket, in bytes.
  static let sizeLimit = 8 << 20

  /// A file as it was read.
  struct Outcome: Sendable {
    let path: String
    var result: Result<LoadedTicket, TicketFileRefused>
    /// Where its row and text were added; nil when they were not.
    var parts: CachedParts?
    /// What the system said of the file before it was read; nil of contents in git.
    var identity: FileIdentity?
  }

  /// Reads the files at repository-relative paths, each piece of them on a thread.
  func read(_ paths: [String]) -> [Outcome] {
    stride(from: 0, to: paths.count, by: 256).map { paths[$0..<min($0 + 256, paths.count)] }
      .concurrentMap(readPiece).flatMap { $0 }
  }

  private func readPiece(_ paths: ArraySlice<String>) -> [Outcome] {
    var piece = ReadPiece(detail: detail, writer: writer)
    var reader = FileReader()
    reader.takesIdentity = writer != nil
    for path in paths {
      let bytes = Result { try reader.read(path, in: root, limit: Self.sizeLimit) }
      piece.add(path, bytes, reader.identity)
    }
    return piece.outcomes()
  }
}
