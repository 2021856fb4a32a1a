import GitKit
import TicketModel

/// What is known of one content in git; laid out in the file as in memory.
struct BlobEntry {
  let id: ObjectID
  /// 1 when it is no readable ticket.
  let isRefused: UInt32
  var row: CachedPart
  var text: CachedPart
}

/// Which content in git is which row, for all work trees; sorted by object id, which proves the contents.
struct BlobTable {
  static let name = "blobs"

  let header: TableHeader
  let entries: UnsafeBufferPointer<BlobEntry>
  private let bytes: TicketBytes

  /// Opens the table; nil when there is none that can be believed.
  init?(in folder: CacheFolder) {
    guard let bytes = folder.map(Self.name), let header = TableHeader(of: bytes) else {
      return nil
    }
    let start = MemoryLayout<TableHeader>.size
    guard start + Int(header.entryCount) * MemoryLayout<BlobEntry>.stride == bytes.count,
      TicketTable.checksum(bytes.buffer) == header.checksum
    else { return nil }
    self.header = header
    self.bytes = bytes
    entries = UnsafeBufferPointer(
      start: (bytes.base + start).assumingMemoryBound(to: BlobEntry.self),
      count: Int(header.entryCount))
  }

  /// Returns what is known of a content.
  subscript(id: ObjectID) -> BlobEntry? {
    var range = entries.indices
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      let found = entries[middle].id
      if found == id { return entries[middle] }
      range = id < found ? range.lowerBound..<middle : (middle + 1)..<range.upperBound
    }
    return nil
  }

  /// Writes a table of these entries, each id once, in any order.
  static func write(_ entries: [BlobEntry], in writer: CacheWriter) {
    let entries = entries.sorted { $0.id < $1.id }
    var header = TableHeader(
      generation: writer.generation, rowBytes: entries.reduce(0) { $0 + UInt64($1.row.length) },
      textBytes: entries.reduce(0) { $0 + UInt64($1.text.length) }, folderCount: 0,
      entryCount: UInt32(entries.count), rootLength: 0, isOrdered: 1)
    var bytes = withUnsafeBytes(of: header, Array.init)
    entries.withUnsafeBytes { bytes += $0 }
    header.seal(&bytes)
    bytes.withUnsafeBytes { writer.finish(name, with: [$0]) }
  }
}
