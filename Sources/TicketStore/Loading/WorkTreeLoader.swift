import TicketDocument
import TicketModel

/// Reads every ticket of a work tree: those that changed from their files, the others from the cache.
struct WorkTreeLoader {
  let root: String
  let detail: LoadDetail
  /// git's common directory, where the cache is; nil to do without one.
  let commonDirectory: String?

  /// Returns nil when the work tree has no `.tickets` directory.
  func load() throws -> LoadedTickets? {
    // Documents are in no cache.
    let usesCache = detail != .documents
    let cache = usesCache ? commonDirectory.flatMap { TicketCache(of: root, in: $0) } : nil
    guard let scan = try WorkTreeScan(root, cache: cache, detail: detail) else { return nil }
    let reads = scan.reads
    let writer =
      usesCache && TicketCache.isWorthWriting(changes: scan.changes, tickets: scan.fileCount)
      ? commonDirectory.flatMap(CacheWriter.init) : nil
    let reading = TicketReading(root: try DirectoryHandle(root), detail: detail, writer: writer)
    let outcomes = reading.read(reads)
    writer?.writeTable(root, scan, outcomes, cache)
    var loaded = LoadedTickets(scan, outcomes)
    if case .documentsAt = detail { loaded.provenFiles = scan.provenFiles }
    return loaded
  }
}

extension WorkTreeScan {
  /// The paths of the files that must be read, in the order of the scan.
  fileprivate var reads: [String] {
    var paths: [String] = []
    for folder in folders {
      for file in folder.files where isRead(file) { paths.append(path(of: file, in: folder)) }
    }
    return paths
  }

  /// The files that are as they were and are read for their documents.
  fileprivate var provenFiles: [String: FileIdentity] {
    var identities: [String: FileIdentity] = [:]
    for folder in folders {
      for case .known(let entry) in folder.files {
        guard case .wanted(let identity) = known[entry] else { continue }
        identities[path(of: .known(entry), in: folder)] = identity
      }
    }
    return identities
  }

  /// How many files and entries of the table do not fit each other.
  fileprivate var changes: Int {
    var known = 0
    var changes = 0
    for folder in folders {
      for file in folder.files {
        guard case .known(let entry) = file else {
          changes += 1
          continue
        }
        known += 1
        if case .changed = self.known[entry] { changes += 1 }
      }
    }
    return changes + self.known.count - known
  }

  /// Whether a file must be read.
  func isRead(_ file: FolderScan.ScannedFile) -> Bool {
    guard case .known(let entry) = file, case .same = known[entry] else { return true }
    return false
  }

  private func path(of file: FolderScan.ScannedFile, in folder: FolderScan) -> String {
    "\(folder.path)/\(name(of: file))"
  }
}

extension LoadedTickets {
  /// Joins what is known with what was read, in the order of the paths.
  fileprivate init(_ scan: WorkTreeScan, _ outcomes: [TicketReading.Outcome]) {
    problems = scan.problems
    var fresh: [LoadedTicket] = []
    for outcome in outcomes {
      switch outcome.result {
      case .success(let ticket): fresh.append(ticket)
      case .failure(let refusal): problems.append(refusal.problem)
      }
    }
    problems.sort()
    var known: [LoadedTicket] = []
    known.reserveCapacity(scan.known.count)
    for entry in 0..<scan.known.count {
      if case .same(let ticket) = scan.known[entry] { known.append(ticket) }
    }
    tickets =
      scan.isOrdered && fresh.count <= known.count / 16
      ? known.merging(fresh.sortedByPath) : (known + fresh).sortedByPath
  }
}

extension [LoadedTicket] {
  /// The tickets in the order of their paths, each of which is put together once.
  var sortedByPath: [LoadedTicket] {
    map { ($0.ticket.path, $0) }.sorted { $0.0 < $1.0 }.map(\.1)
  }

  /// Puts a few tickets in their places among many; both are in the order of their paths.
  func merging(_ few: [LoadedTicket]) -> [LoadedTicket] {
    var merged: [LoadedTicket] = []
    merged.reserveCapacity(count + few.count)
    var start = 0
    for ticket in few {
      let end = place(of: ticket.ticket.path, from: start)
      merged += self[start..<end]
      merged.append(ticket)
      start = end
    }
    return few.isEmpty ? self : merged + self[start...]
  }

  private func place(of path: String, from start: Int) -> Int {
    var range = start..<count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if self[middle].ticket.path < path {
        range = (middle + 1)..<range.upperBound
      } else {
        range = range.lowerBound..<middle
      }
    }
    return range.lowerBound
  }
}

extension Problem {
  /// A file that could not be read at all.
  init(readingFailed error: any Error, path: String) {
    let message =
      switch error {
      case let error as FileError: "cannot be read: \(error.reason)"
      case let error as FileTooLarge: "larger than \(error.limit >> 20) MiB; it is not read"
      default: "cannot be read: \(error)"
      }
    self.init(
      path: path, position: Position(line: 1, column: 1), rule: "unreadable", message: message,
      fix: error is FileTooLarge ? "move long text and logs into files of their own" : nil)
  }
}
