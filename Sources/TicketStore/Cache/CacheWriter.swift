#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

import Synchronization
import TicketModel

/// Adds to a cache; one at a time for all processes, because it holds the cache's lock while it lives.
final class CacheWriter: Sendable {
  /// The time of the file system after which nothing was read yet.
  let stamp: Int64
  /// Which `rows-N` and `texts-N` are added to.
  let generation: UInt64

  private struct Ends {
    var rows: OpenedFile
    var texts: OpenedFile
    var rowsEnd: Int
    var textsEnd: Int
    var hasFailed = false
  }

  private nonisolated(unsafe) let folder: CacheFolder
  private let lock: OpenedFile
  private let files: Mutex<Ends>

  /// Below this many bytes nothing is worth being made anew.
  private static let smallest = 4 << 20

  /// Makes the cache ready to be added to; nil when it cannot be written, or somebody else does.
  ///
  /// - Parameter commonDirectory: absolute path of git's common directory.
  init?(in commonDirectory: String) {
    guard let folder = CacheFolder(in: commonDirectory, isMade: true),
      let lock = folder.open("lock", O_RDWR | O_CREAT), lock.lock(), let stamp = lock.stamp()
    else { return nil }
    let newest = folder.generations.max() ?? 1
    let isWasteful = Self.isWasteful(folder, newest)
    generation = isWasteful ? newest + 1 : newest
    let flags = O_WRONLY | O_CREAT | O_APPEND
    guard let rows = folder.open("rows-\(generation)", flags),
      let texts = folder.open("texts-\(generation)", flags)
    else { return nil }
    self.folder = folder
    self.lock = lock
    self.stamp = stamp
    files = Mutex(
      Ends(rows: rows, texts: texts, rowsEnd: rows.size, textsEnd: texts.size))
  }

  /// The device of the cache's files.
  var device: UInt64 { folder.device }

  /// Whether an identity that was taken after ``stamp`` proves the contents from now on.
  ///
  /// Where the file is on another device its times come from another clock, perhaps of another
  /// computer; then only what is long past is believed.
  func proves(_ file: FileIdentity) -> Bool {
    file.changed < (file.device == device ? stamp : stamp - 10_000_000_000)
  }

  /// Adds rows and texts; nil when the system refuses.
  ///
  /// - Returns: where the first of each begins in its file.
  func append(
    rows: UnsafeRawBufferPointer, texts: UnsafeRawBufferPointer
  ) -> (rows: Int, texts: Int)? {
    nonisolated(unsafe) let (rows, texts) = (rows, texts)
    return files.withLock { files in
      guard !files.hasFailed, files.rows.write(rows), files.texts.write(texts) else {
        // Where the next one would begin is unknown now.
        files.hasFailed = true
        return nil
      }
      defer {
        files.rowsEnd += rows.count
        files.textsEnd += texts.count
      }
      return (files.rowsEnd, files.textsEnd)
    }
  }

  /// Puts a table in place, unless something it names could not be added; what is out of use is deleted.
  func finish(_ name: String, with parts: [UnsafeRawBufferPointer]) {
    guard files.withLock({ !$0.hasFailed }) else { return }
    folder.replace(name, with: parts)
    for name in folder.names where folder.isOutOfUse(name, generation) { folder.delete(name) }
  }

  /// Whether more than half of what a generation holds is of no use.
  private static func isWasteful(_ folder: CacheFolder, _ generation: UInt64) -> Bool {
    var rows = smallest
    var texts = smallest
    for name in folder.names {
      guard let header = folder.header(of: name), header.generation == generation else { continue }
      // Without its checksum a header may say anything.
      rows += 2 * Int(min(header.rowBytes, 1 << 40))
      texts += 2 * Int(min(header.textBytes, 1 << 40))
    }
    return folder.open("rows-\(generation)", O_RDONLY).map { $0.size > rows } ?? false
      || folder.open("texts-\(generation)", O_RDONLY).map { $0.size > texts } ?? false
  }
}

extension CacheFolder {
  /// The numbers of all `rows-N`.
  var generations: [UInt64] {
    names.compactMap { $0.hasPrefix("rows-") ? UInt64($0.dropFirst(5)) : nil }.filter {
      $0 < 1 << 60
    }
  }

  /// The beginning of a table whose work tree is still there; nil of other files.
  fileprivate func header(of name: String) -> TableHeader? {
    guard name.hasPrefix("table-") || name == BlobTable.name, !name.hasSuffix(".new"),
      let bytes = map(name), let header = TableHeader(of: bytes)
    else { return nil }
    return name == BlobTable.name || header.hasRoot(bytes) ? header : nil
  }

  /// Whether nothing will read a file any more; asked while the lock is held.
  fileprivate func isOutOfUse(_ name: String, _ generation: UInt64) -> Bool {
    if name == "." || name == ".." || name == "lock" { return false }
    if name == "rows-\(generation)" || name == "texts-\(generation)" { return false }
    return header(of: name).map { $0.generation != generation } ?? true
  }
}

extension TableHeader {
  /// Whether the work tree of a table is there.
  fileprivate func hasRoot(_ bytes: TicketBytes) -> Bool {
    let start =
      MemoryLayout<TableHeader>.size + Int(folderCount) * MemoryLayout<TableFolder>.stride
      + Int(entryCount) * MemoryLayout<TableEntry>.stride
    guard start + Int(rootLength) <= bytes.count else { return false }
    let root = UnsafeRawBufferPointer(start: bytes.base + start, count: Int(rootLength))
    return Files.kind(of: String(decoding: root, as: UTF8.self)) == .directory
  }
}
