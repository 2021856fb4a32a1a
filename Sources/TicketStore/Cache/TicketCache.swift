import TicketModel

/// The rows and texts of one generation of a repository's cache.
///
/// Whatever is wrong with the cache makes the answer slower, never another one: a table has a sum over
/// all of it, each row and text has one in the table, and what does not fit is read from its source.
struct CachedContents: Sendable {
  let generation: UInt64
  let rows: TicketBytes
  let texts: TicketBytes

  /// Opens a generation; nil when it is gone.
  init?(_ generation: UInt64, in folder: CacheFolder) {
    guard let rows = folder.map("rows-\(generation)"),
      let texts = folder.map("texts-\(generation)")
    else { return nil }
    self.generation = generation
    self.rows = rows
    self.texts = texts
  }

  /// Returns a row; nil when its bytes are not those that were written.
  func row(_ part: CachedPart) -> TicketRow? {
    part.checked(in: rows).flatMap { TicketRow(rows, $0) }
  }

  /// Returns a folded text; nil when its bytes are not those that were written.
  func text(_ part: CachedPart) -> TicketText? {
    part.checked(in: texts).map { TicketText(texts, $0) }
  }
}

/// What is known of the files of a work tree.
final class TicketCache: @unchecked Sendable {
  // The table is a mapped file, which nobody changes.
  let table: TicketTable
  let contents: CachedContents

  /// With fewer tickets than this nothing is kept, because reading them takes no longer.
  static let leastTickets = 64

  /// Opens the cache of a work tree; nil when there is none that can be believed.
  ///
  /// - Parameters:
  ///   - root: absolute path of the work tree's top.
  ///   - commonDirectory: absolute path of git's common directory.
  init?(of root: String, in commonDirectory: String) {
    guard let folder = CacheFolder(in: commonDirectory),
      let table = TicketTable(of: root, in: folder),
      let contents = CachedContents(table.header.generation, in: folder)
    else { return nil }
    self.table = table
    self.contents = contents
  }

  /// Whether so many changes make it worth to write a table anew.
  ///
  /// Writing it takes as long as reading a few hundredths of the tickets.
  static func isWorthWriting(changes: Int, tickets: Int) -> Bool {
    tickets >= leastTickets && changes > tickets / 256
  }
}

extension CachedPart {
  /// Returns where the part is, when its bytes have its sum.
  fileprivate func checked(in bytes: TicketBytes) -> Range<Int>? {
    guard let range = range(in: bytes.count), cacheChecksum(bytes.part(range)) == checksum else {
      return nil
    }
    return range
  }
}

extension TicketBytes {
  /// Some of the bytes.
  func part(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: buffer[range])
  }
}
