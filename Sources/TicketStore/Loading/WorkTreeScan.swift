import Dispatch
import TicketModel

/// All folders of a work tree's tickets, and those tickets that a cache still knows.
///
/// Files are looked at on several threads, as reading directories and asking for what the system knows of each
/// file is most of the work.
struct WorkTreeScan {
  private(set) var folders: [FolderScan] = []
  private(set) var problems: [Problem] = []
  /// What became of each entry of the cache's table.
  let known: KnownTickets

  private let root: DirectoryHandle
  private let cache: TicketCache?
  private let detail: LoadDetail

  /// From so many files on, a folder's are shared by several threads.
  private static let largeFolder = 1024

  /// Looks at a work tree; nil when it has no `.tickets` directory.
  init?(_ root: String, cache: TicketCache?, detail: LoadDetail) throws {
    self.cache = cache
    self.detail = detail
    known = KnownTickets(count: cache?.table.entries.count ?? 0)
    try FolderRefused.check(root)
    self.root = try DirectoryHandle(root)
    guard let top = try FolderScan(Workspace.folder, in: self.root, table: cache?.table) else {
      return nil
    }
    add(top)
    // The first level of shards is listed here, so that the second has enough directories to share.
    var next: [String] = []
    for path in top.rest.folders {
      guard let folder = try FolderScan(path, in: self.root, table: cache?.table) else { continue }
      next += folder.rest.folders
      add(folder)
    }
    while !next.isEmpty { next = addAll(next) }
    lookAtLargeFolders()
    for folder in folders { folder.release() }
  }

  /// Whether the known tickets are in the order of their paths.
  var isOrdered: Bool { cache.map { $0.table.header.isOrdered != 0 } ?? true }

  /// The name of a file, whether the table has it or not.
  func name(of file: FolderScan.ScannedFile) -> String {
    switch file {
    case .new(let name): name
    case .known(let entry): cache.map { String(cString: $0.table.name(entry)) } ?? ""
    }
  }

  /// How many files are meant to be tickets.
  var fileCount: Int { folders.reduce(0) { $0 + $1.files.count } }

  private mutating func add(_ folder: FolderScan) {
    problems += folder.rest.problems
    folders.append(folder)
    if folder.files.count < Self.largeFolder {
      look(at: folder, folder.files.indices)
      folder.release()
    }
  }

  /// Adds folders and returns those in them.
  private mutating func addAll(_ paths: [String]) -> [String] {
    let (root, cache) = (root, cache)
    let look = look
    let results = paths.concurrentMap { path -> Result<FolderScan?, FileError> in
      do throws(FileError) {
        let folder = try FolderScan(path, in: root, table: cache?.table)
        if let folder, folder.files.count < Self.largeFolder {
          look(folder, folder.files.indices)
          folder.release()
        }
        return .success(folder)
      } catch {
        return .failure(error)
      }
    }
    var next: [String] = []
    for (path, result) in zip(paths, results) {
      switch result {
      case .success(let folder?):
        problems += folder.rest.problems
        next += folder.rest.folders
        folders.append(folder)
      case .success(nil): break
      case .failure(let error): problems.append(Problem(readingFailed: error, path: path))
      }
    }
    return next
  }

  private func lookAtLargeFolders() {
    for folder in folders where folder.files.count >= Self.largeFolder {
      let starts = Array(stride(from: 0, to: folder.files.count, by: 256))
      DispatchQueue.concurrentPerform(iterations: starts.count) { number in
        let start = starts[number]
        look(at: folder, start..<min(start + 256, folder.files.count))
      }
    }
  }

  private var look: @Sendable (FolderScan, Range<Int>) -> Void {
    let look = TicketLook(known: known, cache: cache, detail: detail)
    return { look.look(at: $0, $1) }
  }

  private func look(at folder: FolderScan, _ files: Range<Int>) { look(folder, files) }
}

/// Looks whether files are still what a cache knows.
private struct TicketLook: Sendable {
  let known: KnownTickets
  let cache: TicketCache?
  let detail: LoadDetail

  func look(at folder: FolderScan, _ files: Range<Int>) {
    guard let cache else { return }
    let path = "\(folder.path)/"
    for number in files {
      guard case .known(let entry) = folder.files[number] else { continue }
      known.set(entry, fate(of: entry, folder, path, cache))
    }
  }

  private func fate(
    of number: Int, _ folder: FolderScan, _ path: String, _ cache: TicketCache
  ) -> KnownTickets.Fate {
    let entry = cache.table.entries[number]
    guard let identity = folder.identity(of: number), entry.describes(identity) else {
      return .changed
    }
    guard entry.flags & TableEntry.isRefused == 0 else { return .refused }
    guard let row = cache.contents.row(entry.row), let place = cache.table.place(in: path, number)
    else {
      return .changed
    }
    let ticket = Ticket(row, at: place)
    switch detail {
    case .fields: return .same(LoadedTicket(ticket: ticket, document: nil))
    case .texts:
      guard let text = cache.contents.text(entry.text) else { return .changed }
      return .same(LoadedTicket(ticket: ticket, document: nil, folded: text))
    case .documents: return .wanted(identity)
    case .documentsAt(let files):
      let path = ticket.path
      if files.paths.contains(path), files.known[path] != identity { return .wanted(identity) }
      return .same(LoadedTicket(ticket: ticket, document: nil))
    }
  }
}

/// What became of each entry of a table; each is set once, on any thread.
final class KnownTickets: @unchecked Sendable {
  enum Fate {
    /// The file is not there any more.
    case gone
    case same(LoadedTicket)
    /// The file may have changed, or its row is damaged.
    case changed
    /// The file is as it was and is no readable ticket.
    case refused
    /// The file is as it was, but its document is asked for.
    case wanted(FileIdentity)
  }

  private let fates: UnsafeMutableBufferPointer<Fate>

  init(count: Int) {
    fates = .allocate(capacity: count)
    fates.initialize(repeating: .gone)
  }

  deinit { fates.deinitialize().deallocate() }

  var count: Int { fates.count }

  subscript(number: Int) -> Fate { fates[number] }

  fileprivate func set(_ number: Int, _ fate: Fate) { fates[number] = fate }
}
