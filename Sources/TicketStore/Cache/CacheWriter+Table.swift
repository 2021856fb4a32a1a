import TicketModel

extension CacheWriter {
  /// Writes the table of a work tree as it is now.
  ///
  /// - Parameters:
  ///   - root: absolute path of the work tree's top.
  ///   - scan: its files.
  ///   - outcomes: those of them that were read, in the order of the scan.
  ///   - cache: what the scan was compared with.
  func writeTable(
    _ root: String, _ scan: WorkTreeScan, _ outcomes: [TicketReading.Outcome],
    _ cache: TicketCache?
  ) {
    var draft = TableDraft(root: root, generation: generation)
    var rest = outcomes[...]
    for folder in scan.folders {
      var moving = MovingParts()
      var files: [TableDraft.File] = []
      files.reserveCapacity(folder.files.count)
      for file in folder.files {
        var entry: TableEntry?
        if scan.isRead(file) {
          entry = rest.popFirst().flatMap(tableEntry)
        } else if let cache, case .known(let number) = file {
          entry = cache.table.entries[number]
          if cache.contents.generation != generation, let old = entry {
            entry = moving.take(old, as: files.count, from: cache)
          }
        }
        guard let entry else { continue }
        files.append(TableDraft.File(name: Array(scan.name(of: file).utf8), entry: entry))
      }
      moving.end(&files, in: self)
      draft.folders.append(TableDraft.Folder(path: folder.path, files: files))
    }
    draft.write { finish(TicketTable.name(for: root), with: $0) }
  }
}

extension CacheWriter {
  /// What a table says of a file that was read; nil when it was not added.
  private func tableEntry(of outcome: TicketReading.Outcome) -> TableEntry? {
    guard let identity = outcome.identity, let parts = outcome.parts else { return nil }
    return TableEntry(identity, isTrusted: proves(identity), parts)
  }
}

/// Rows and texts of one generation on their way into the next.
private struct MovingParts {
  private var rows: [UInt8] = []
  private var texts: [UInt8] = []
  private var files: [Int] = []

  /// Takes the parts of an entry; nil when they are not there.
  mutating func take(_ entry: TableEntry, as file: Int, from cache: TicketCache) -> TableEntry? {
    guard let row = entry.row.range(in: cache.contents.rows.count),
      let text = entry.text.range(in: cache.contents.texts.count)
    else { return nil }
    var entry = entry
    entry.row.offset = UInt64(rows.count)
    entry.text.offset = UInt64(texts.count)
    rows += cache.contents.rows.part(row)
    texts += cache.contents.texts.part(text)
    files.append(file)
    return entry
  }

  /// Adds what was taken and says in the entries where it is now.
  func end(_ entries: inout [TableDraft.File], in writer: CacheWriter) {
    let places = rows.withUnsafeBytes { rows in
      texts.withUnsafeBytes { writer.append(rows: rows, texts: $0) }
    }
    guard let places else { return }
    for file in files {
      entries[file].entry.row.offset += UInt64(places.rows)
      entries[file].entry.text.offset += UInt64(places.texts)
    }
  }
}
