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

  /// Returns nil when the work tree has no `.tickets` directory.
  func load() throws -> LoadedTickets? {
    guard let folder = try TicketFolder.list(root: root) else { return nil }
    let directory = try DirectoryHandle(root)
    let parts = read(folder.paths, in: directory)
    return LoadedTickets(
      tickets: parts.flatMap(\.tickets),
      problems: (folder.problems + parts.flatMap(\.problems)).sorted())
  }

  private func read(_ paths: [String], in directory: DirectoryHandle) -> [LoadedTickets] {
    // Pieces small enough that two threads end together, large enough to share a buffer.
    let size = 256
    let count = (paths.count + size - 1) / size
    let parts = Mutex([LoadedTickets?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let piece = paths[(index * size)..<min(paths.count, (index + 1) * size)]
      let part = readPiece(piece, in: directory)
      parts.withLock { $0[index] = part }
    }
    return parts.withLock { $0.compactMap { $0 } }
  }

  private func readPiece(
    _ paths: ArraySlice<String>, in directory: DirectoryHandle
  ) -> LoadedTickets {
    var reader = FileReader()
    var part = LoadedTickets(tickets: [], problems: [])
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
    return part
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
      path: path, position: Position(line: 1, column: 1), rule: "unreadable", message: message)
  }
}
