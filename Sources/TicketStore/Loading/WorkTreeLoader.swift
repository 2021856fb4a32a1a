import Dispatch
import Synchronization
import TicketDocument
import TicketModel

/// Reads every ticket of a work tree, on several threads.
struct WorkTreeLoader {
  let root: String
  let detail: LoadDetail

  /// Largest file that is read as a ticket, in bytes.
  static let sizeLimit = 8 << 20

  /// A share of the work for one thread.
  private enum Piece {
    case files(ArraySlice<String>)
    case folders(ArraySlice<String>)
  }

  /// Returns nil when the work tree has no `.tickets` directory.
  func load() throws -> LoadedTickets? {
    guard let top = try TicketFolder(Workspace.folder, root: root) else { return nil }
    var paths = top.paths
    var problems = top.problems
    var folders: [String] = []
    // The first level of shards is listed here, so that the second has enough directories to share.
    for path in top.folders {
      guard let below = try TicketFolder(path, root: root) else { continue }
      paths += below.paths
      problems += below.problems
      folders += below.folders
    }
    let parts = read(
      slices(of: paths, size: 256).map(Piece.files)
        + slices(of: folders, size: 16).map(Piece.folders),
      in: try DirectoryHandle(root))
    var tickets = parts.flatMap(\.tickets)
    tickets.sort { $0.ticket.path < $1.ticket.path }
    return LoadedTickets(
      tickets: tickets, problems: (problems + parts.flatMap(\.problems)).sorted())
  }

  private func slices(of paths: [String], size: Int) -> [ArraySlice<String>] {
    stride(from: 0, to: paths.count, by: size).map { paths[$0..<min(paths.count, $0 + size)] }
  }

  private func read(_ pieces: [Piece], in directory: DirectoryHandle) -> [LoadedTickets] {
    let parts = Mutex([LoadedTickets?](repeating: nil, count: pieces.count))
    DispatchQueue.concurrentPerform(iterations: pieces.count) { index in
      var part = LoadedTickets(tickets: [], problems: [])
      switch pieces[index] {
      case .files(let paths): read(paths, in: directory, into: &part)
      case .folders(let folders): read(folders: folders, in: directory, into: &part)
      }
      let done = part
      parts.withLock { $0[index] = done }
    }
    return parts.withLock { $0.compactMap { $0 } }
  }

  private func read(
    folders: ArraySlice<String>, in directory: DirectoryHandle, into part: inout LoadedTickets
  ) {
    var paths: [String] = []
    for path in folders {
      do {
        guard var folder = try TicketFolder(path, root: root) else { continue }
        try folder.addFolders(root: root)
        paths += folder.paths
        part.problems += folder.problems
      } catch {
        part.problems.append(Problem(readingFailed: error, path: path))
      }
    }
    read(paths[...], in: directory, into: &part)
  }

  private func read(
    _ paths: ArraySlice<String>, in directory: DirectoryHandle, into part: inout LoadedTickets
  ) {
    var reader = FileReader()
    part.tickets.reserveCapacity(paths.count)
    for path in paths {
      do {
        let bytes = try reader.read(path, in: directory, limit: Self.sizeLimit)
        part.tickets.append(try readTicket(bytes, path: path, detail: detail).get())
      } catch let refusal as TicketFileRefused {
        part.problems.append(refusal.problem)
      } catch {
        part.problems.append(Problem(readingFailed: error, path: path))
      }
    }
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
