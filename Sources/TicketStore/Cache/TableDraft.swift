import TicketModel

/// A table of one work tree while it is put together.
struct TableDraft {
  /// A file and what is known of it.
  struct File {
    let name: [UInt8]
    var entry: TableEntry
  }

  /// A folder's files in the order in which the directory gives them.
  struct Folder {
    let path: String
    var files: [File] = []
  }

  let root: String
  let generation: UInt64
  var folders: [Folder] = []

  /// Hands the table's bytes over.
  func write(_ body: ([UnsafeRawBufferPointer]) -> Void) {
    var texts = Array(root.utf8)
    var entries: [TableEntry] = []
    var tableFolders: [TableFolder] = []
    // As paths are ordered: a folder's name with the slash.
    let sorted = folders.filter { !$0.files.isEmpty }
      .sorted { "\($0.path)/".utf8.lexicographicallyPrecedes("\($1.path)/".utf8) }
    for folder in sorted {
      tableFolders.append(
        TableFolder(
          path: UInt32(texts.count), pathLength: UInt32(folder.path.utf8.count),
          firstEntry: UInt32(entries.count), entryCount: UInt32(folder.files.count)))
      texts += folder.path.utf8
      Self.add(folder.files, to: &entries, &texts)
    }
    var header = TableHeader(
      generation: generation, rowBytes: entries.reduce(0) { $0 + UInt64($1.row.length) },
      textBytes: entries.reduce(0) { $0 + UInt64($1.text.length) },
      folderCount: UInt32(tableFolders.count), entryCount: UInt32(entries.count),
      rootLength: UInt32(root.utf8.count), isOrdered: Self.isOrdered(sorted) ? 1 : 0)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(64 + 16 * tableFolders.count + 88 * entries.count + texts.count)
    withUnsafeBytes(of: header) { bytes += $0 }
    tableFolders.withUnsafeBytes { bytes += $0 }
    entries.withUnsafeBytes { bytes += $0 }
    bytes += texts
    header.seal(&bytes)
    bytes.withUnsafeBytes { body([$0]) }
  }

  /// Adds a folder's files in the order of their names.
  private static func add(
    _ files: [File], to entries: inout [TableEntry], _ texts: inout [UInt8]
  ) {
    let first = entries.count
    let sorted = files.indices.sorted { files[$0].name.isLess(than: files[$1].name) }
    for number in sorted {
      var entry = files[number].entry
      entry.name = UInt32(texts.count)
      entry.nameLength = UInt16(files[number].name.count)
      entries.append(entry)
      texts += files[number].name
      texts.append(0)
    }
    for (place, number) in sorted.enumerated() {
      entries[first + number].order = UInt32(place)
    }
  }

  /// Whether the files are in the order of their paths as Swift compares texts.
  private static func isOrdered(_ folders: [Folder]) -> Bool {
    var last = ""
    for folder in folders {
      let names = folder.files.map(\.name).sorted { $0.isLess(than: $1) }
      for name in names {
        let path = "\(folder.path)/\(String(decoding: name, as: UTF8.self))"
        guard last < path else { return false }
        last = path
      }
    }
    return true
  }
}

extension [UInt8] {
  /// Whether the bytes come before others.
  fileprivate func isLess(than other: [UInt8]) -> Bool {
    lexicographicallyPrecedes(other)
  }
}
