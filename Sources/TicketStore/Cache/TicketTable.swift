import TicketModel

/// What is known of the files of one work tree, as a mapped file.
///
/// An entry may be trusted when its file's change time is earlier than a stamp that was made on the
/// same file system before the file was read. Whatever changes the file after the stamp was made gives it a
/// change time that is not earlier than the stamp, because the system's clock does not go back,
/// however coarsely it ticks; so the change time differs from the entry's, and the entry is not
/// taken. A file that was changed in the stamp's own tick is not trusted, and read again.
struct TicketTable {
  let bytes: TicketBytes
  let header: TableHeader
  let folders: UnsafeBufferPointer<TableFolder>
  let entries: UnsafeBufferPointer<TableEntry>
  private let texts: UnsafeRawBufferPointer
  private let textsStart: Int
  private let numbers: [String: Int]

  /// Name of the file for a work tree.
  static func name(for root: String) -> String {
    let sum =
      root.utf8.withContiguousStorageIfAvailable {
        cacheChecksum(UnsafeRawBufferPointer($0))
      } ?? 0
    return "table-\(String(sum, radix: 16))"
  }

  /// Opens the table of a work tree; nil when there is none that can be believed.
  init?(of root: String, in folder: CacheFolder) {
    guard let bytes = folder.map(Self.name(for: root)) else { return nil }
    self.init(bytes, root: root)
  }

  /// Takes bytes for the table of a work tree; nil when they are not.
  init?(_ bytes: TicketBytes, root: String) {
    guard let header = TableHeader(of: bytes) else { return nil }
    let start = MemoryLayout<TableHeader>.size
    let folderBytes = Int(header.folderCount) * MemoryLayout<TableFolder>.stride
    let entryBytes = Int(header.entryCount) * MemoryLayout<TableEntry>.stride
    let textsStart = start + folderBytes + entryBytes
    guard textsStart + Int(header.rootLength) <= bytes.count,
      Self.checksum(bytes.buffer) == header.checksum
    else { return nil }
    self.bytes = bytes
    self.header = header
    self.textsStart = textsStart
    folders = UnsafeBufferPointer(
      start: (bytes.base + start).assumingMemoryBound(to: TableFolder.self),
      count: Int(header.folderCount))
    entries = UnsafeBufferPointer(
      start: (bytes.base + start + folderBytes).assumingMemoryBound(to: TableEntry.self),
      count: Int(header.entryCount))
    texts = UnsafeRawBufferPointer(rebasing: bytes.buffer[textsStart...])
    guard texts[..<Int(header.rootLength)].elementsEqual(root.utf8) else { return nil }
    var numbers: [String: Int] = [:]
    for (number, folder) in folders.enumerated() {
      let start = Int(folder.path)
      numbers[
        String(decoding: texts[start..<(start + Int(folder.pathLength))], as: UTF8.self)] = number
    }
    self.numbers = numbers
  }

  /// The sum over a table without its first words, worked out in blocks on several threads.
  static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    let start = MemoryLayout<TableHeader>.offset(of: \.generation) ?? 24
    let blocks = stride(from: start, to: bytes.count, by: 1 << 20).map {
      $0..<Swift.min($0 + 1 << 20, bytes.count)
    }
    nonisolated(unsafe) let bytes = bytes
    let sums =
      blocks.count < 2
      ? blocks.map { cacheChecksum(UnsafeRawBufferPointer(rebasing: bytes[$0])) }
      : blocks.concurrentMap { cacheChecksum(UnsafeRawBufferPointer(rebasing: bytes[$0])) }
    return sums.withUnsafeBytes(cacheChecksum)
  }

  /// The number of a folder by its path; nil when the table does not have it.
  func folder(_ path: String) -> Int? { numbers[path] }

  /// The numbers of a folder's entries.
  func entries(of folder: Int) -> Range<Int> {
    let folder = folders[folder]
    return Int(folder.firstEntry)..<(Int(folder.firstEntry) + Int(folder.entryCount))
  }

  /// The name of an entry's file, with a NUL behind it.
  func name(_ entry: Int) -> UnsafePointer<UInt8> {
    (texts.baseAddress.unsafelyUnwrapped + Int(entries[entry].name))
      .assumingMemoryBound(to: UInt8.self)
  }

  /// Where an entry's file is.
  ///
  /// - Parameters:
  ///   - folder: path of the folder with a `/` at its end.
  ///   - entry: the entry's number.
  /// - Returns: the place; nil when it would be outside of the table.
  func place(in folder: String, _ entry: Int) -> TicketPlace? {
    let start = textsStart + Int(entries[entry].name)
    return TicketPlace(folder, bytes, start..<(start + Int(entries[entry].nameLength)))
  }
}
