import GitKit
import TicketModel

/// Reads contents in git as tickets: those that no command here has read yet from git, the others
/// from the cache.
struct BlobLoader {
  let git: GitRepository
  let detail: LoadDetail

  /// A ticket's path and contents.
  struct File {
    let path: String
    let blob: ObjectID
  }

  /// Reads the files, in their order.
  func load(_ files: [File]) throws -> LoadedTickets {
    let folder = detail == .documents ? nil : CacheFolder(in: git.commonDirectory)
    let table = folder.flatMap(BlobTable.init)
    let contents = folder.flatMap { folder in
      table.flatMap { CachedContents($0.header.generation, in: folder) }
    }
    var tickets: [LoadedTicket?] = []
    var changes = 0
    for file in files {
      let entry = contents == nil ? nil : table?[file.blob]
      let ticket = entry.flatMap { entry in known(file, entry, contents) }
      if ticket == nil, entry?.isRefused != 1, !detail.keepsDocument(at: file.path) { changes += 1 }
      tickets.append(ticket)
    }
    let writer =
      TicketCache.isWorthWriting(changes: changes, tickets: files.count) && detail != .documents
      ? CacheWriter(in: git.commonDirectory) : nil
    let unknown = zip(files, tickets).filter { $0.1 == nil }.map(\.0)
    let outcomes = try read(unknown, writer)
    if let writer {
      let isSame = contents?.generation == writer.generation
      BlobTable.write(entries(isSame ? table : nil, unknown, outcomes, files.count), in: writer)
    }
    return join(tickets, outcomes)
  }

  private func known(
    _ file: File, _ entry: BlobEntry, _ contents: CachedContents?
  ) -> LoadedTicket? {
    guard let contents, entry.isRefused == 0, !detail.keepsDocument(at: file.path),
      let row = contents.row(entry.row)
    else { return nil }
    let text = detail == .texts ? contents.text(entry.text) : nil
    guard detail != .texts || text != nil else { return nil }
    return LoadedTicket(
      ticket: Ticket(row, at: TicketPlace(file.path)), document: nil, folded: text)
  }

  /// Reads contents from git, which one thread has to do.
  private func read(_ files: [File], _ writer: CacheWriter?) throws -> [TicketReading.Outcome] {
    var outcomes: [TicketReading.Outcome] = []
    var piece = ReadPiece(detail: detail, writer: writer)
    for file in files {
      piece.add(file.path, .success(try git.blob(file.blob)))
      guard piece.count == 256 else { continue }
      outcomes += piece.outcomes()
      piece = ReadPiece(detail: detail, writer: writer)
    }
    return outcomes + piece.outcomes()
  }

  /// The entries of the next table: those of the last one, unless they have become too many, and the new.
  private func entries(
    _ table: BlobTable?, _ files: [File], _ outcomes: [TicketReading.Outcome], _ count: Int
  ) -> [BlobEntry] {
    var entries: [ObjectID: BlobEntry] = [:]
    if let table, table.entries.count <= 4 * count + 4_096 {
      for entry in table.entries { entries[entry.id] = entry }
    }
    for (file, outcome) in zip(files, outcomes) {
      guard let parts = outcome.parts else { continue }
      entries[file.blob] = BlobEntry(
        id: file.blob, isRefused: parts.isRefused ? 1 : 0, row: parts.row, text: parts.text)
    }
    return Array(entries.values)
  }

  private func join(
    _ known: [LoadedTicket?], _ outcomes: [TicketReading.Outcome]
  ) -> LoadedTickets {
    var loaded = LoadedTickets(tickets: [], problems: [])
    loaded.tickets.reserveCapacity(known.count)
    var rest = outcomes[...]
    for ticket in known {
      switch ticket.map(Result.success) ?? rest.popFirst()?.result {
      case .success(let ticket)?: loaded.tickets.append(ticket)
      case .failure(let refusal)?: loaded.problems.append(refusal.problem)
      case nil: break
      }
    }
    return loaded
  }
}
