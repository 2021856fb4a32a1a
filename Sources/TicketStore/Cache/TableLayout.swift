import TicketModel

/// A part of `rows-N` or `texts-N`, with a sum over its bytes.
struct CachedPart: Equatable {
  var offset: UInt64 = 0
  var checksum: UInt64 = 0
  var length: UInt32 = 0
  private var unused: UInt32 = 0

  init() {}

  /// Names bytes that are or will be at an offset.
  init(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    self.offset = UInt64(offset)
    length = UInt32(clamping: bytes.count)
    checksum = cacheChecksum(bytes)
  }

  /// Returns where the part is in a file; nil when the file does not hold it.
  func range(in count: Int) -> Range<Int>? {
    guard offset <= UInt64(count), UInt64(length) <= UInt64(count) - offset else { return nil }
    return Int(offset)..<(Int(offset) + Int(length))
  }
}

/// Where the row and the text of one file or content are.
struct CachedParts {
  let row: CachedPart
  let text: CachedPart
  /// Whether it is no readable ticket; there is no row then.
  let isRefused: Bool
}

/// What a table knows of one file; laid out in the file as in memory.
struct TableEntry {
  var inode: UInt64
  var modified: Int64
  var changed: Int64
  var size: UInt32
  /// Where in the table's texts the name is; a NUL follows it.
  var name: UInt32
  var row = CachedPart()
  var text = CachedPart()
  var nameLength: UInt16
  var flags: UInt16
  /// Which file of the folder, counted from its first, the directory gave at this one's place.
  var order: UInt32

  /// Whether an equal identity proves equal contents.
  static let isTrusted: UInt16 = 1
  /// Whether the file is no readable ticket; it has no row.
  static let isRefused: UInt16 = 2

  /// Makes what a table says of a file; its name is for the table to set.
  init(_ identity: FileIdentity, isTrusted: Bool, _ parts: CachedParts) {
    inode = identity.inode
    modified = identity.modified
    changed = identity.changed
    size = identity.size
    row = parts.row
    text = parts.text
    flags = (isTrusted ? Self.isTrusted : 0) | (parts.isRefused ? Self.isRefused : 0)
    name = 0
    nameLength = 0
    order = 0
  }

  /// Whether the file is still what it was when the entry was made.
  func describes(_ file: FileIdentity) -> Bool {
    flags & Self.isTrusted != 0 && file.isFile && inode == file.inode && changed == file.changed
      && modified == file.modified && size == file.size
  }
}

/// What a table knows of one folder; laid out in the file as in memory.
struct TableFolder {
  /// Where in the table's texts the path is.
  var path: UInt32
  var pathLength: UInt32
  var firstEntry: UInt32
  var entryCount: UInt32
}

/// The beginning of a table; laid out in the file as in memory.
struct TableHeader {
  static let magic: UInt64 = 0x000A_6C62_7467_6E73

  var magic = Self.magic
  var version = CacheVersion.current
  /// Over everything that follows it.
  var checksum: UInt64 = 0
  /// Which `rows-N` and `texts-N` it names parts of.
  var generation: UInt64
  /// Bytes of rows and texts that it names.
  var rowBytes: UInt64
  var textBytes: UInt64
  var folderCount: UInt32
  var entryCount: UInt32
  /// Length of the path of the work tree, which the texts begin with.
  var rootLength: UInt32
  /// Whether the entries are in the order of their paths.
  var isOrdered: UInt32
}

extension TableHeader {
  /// Takes the beginning of a table; nil when it is none, or of another version.
  init?(of bytes: TicketBytes) {
    guard bytes.count >= MemoryLayout<TableHeader>.size else { return nil }
    self = bytes.base.load(as: TableHeader.self)
    guard magic == Self.magic, version == CacheVersion.current else { return nil }
  }

  /// Puts the header with the sum over a table at the table's beginning, where there is room for it.
  mutating func seal(_ table: inout [UInt8]) {
    checksum = table.withUnsafeBytes(TicketTable.checksum)
    withUnsafeBytes(of: self) { header in
      table.replaceSubrange(..<header.count, with: header)
    }
  }
}
