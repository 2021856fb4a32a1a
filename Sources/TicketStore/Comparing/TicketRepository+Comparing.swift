import GitKit
import TicketDocument
import TicketModel

extension TicketRepository {
  /// Says what changed between two states, by ticket and field.
  ///
  /// Only texts that differ are read, and a file that is no readable ticket hides no other one.
  ///
  /// - Parameter range: which states.
  /// - Returns: the changes, and what could not be read.
  /// - Throws: ``RevisionMissing``, ``NoMergeBase``, ``NoTickets``, ``FolderRefused`` or `GitError`.
  package func compare(_ range: TicketRange) throws -> TicketComparison {
    let git = try git()
    if let root { try FolderRefused.check(root) }
    let (from, to) = try RangeResolution(git: git, hasWorkTree: root != nil).states(of: range)
    let files = try git.differingFiles(from: from, to: to)
    if files.isEmpty { try requireTickets(in: [from, to]) }
    var reading = VersionReading(git: git, root: root)
    for file in files { try reading.read(file) }
    let matching = VersionMatching(
      old: reading.old, new: reading.new,
      unreadable: (reading.refusedOld.map(\.path), reading.refusedNew.map(\.path)))
    return TicketComparison(
      from: from, to: to, changes: matching.changes, problems: reading.problems,
      unreadable: reading.refusedNew)
  }

  /// Returns whether git knows a revision of that name.
  package func knowsRevision(_ name: String) throws -> Bool {
    // Looking for a ref of a name that no file can have is an error of the system's.
    guard name.utf8.count <= 255 else { return false }
    do {
      return try git().resolve(name) != nil
    } catch let error as GitError where error.code == .ambiguous {
      return false
    }
  }

  /// "Nothing changed" is no answer where there has never been a ticket.
  private func requireTickets(in states: [ComparedState]) throws {
    if let root, Files.kind(of: "\(root)/\(Workspace.folder)") != nil { return }
    for state in states where try git().ticketTree(of: state) != nil { return }
    throw NoTickets()
  }
}

/// Reads the versions of files that differ.
private struct VersionReading {
  let git: GitRepository
  let root: String?
  private(set) var old: [ReadTicket] = []
  private(set) var new: [ReadTicket] = []
  private(set) var refusedOld: [Problem] = []
  private(set) var refusedNew: [Problem] = []

  init(git: GitRepository, root: String?) {
    self.git = git
    self.root = root
  }

  /// Problems of the new versions, and of old ones where the new one has none.
  var problems: [Problem] {
    let paths = Set(refusedNew.map(\.path))
    return (refusedNew + refusedOld.filter { !paths.contains($0.path) }.map(\.ofOldVersion))
      .sorted()
  }

  mutating func read(_ file: DifferingFile) throws {
    let before = try bytes(of: file.old, file.path)
    let after = try bytes(of: file.new, file.path)
    // A file that was only touched, or has other line ends than git stores, is as it was.
    if case .success(let before?) = before, case .success(let after?) = after, before == after {
      return
    }
    Self.take(before, file.path, &old, &refusedOld)
    Self.take(after, file.path, &new, &refusedNew)
  }

  private typealias Bytes = Result<[UInt8]?, TicketFileRefused>

  private static func take(
    _ bytes: Bytes, _ path: String, _ tickets: inout [ReadTicket], _ problems: inout [Problem]
  ) {
    do {
      guard let bytes = try bytes.get() else { return }
      let loaded = try readTicket(bytes, path: path, detail: .documents).get()
      guard let document = loaded.document else { return }
      tickets.append(ReadTicket(ticket: loaded.ticket, document: document))
    } catch {
      problems.append(error.problem)
    }
  }

  /// Returns nil inside when there is no file.
  private func bytes(of version: DifferingFile.Version, _ path: String) throws -> Bytes {
    switch version {
    case .none: return .success(nil)
    case .blob(let id): return .success(try git.blob(id))
    case .refused(let problem): return .failure(TicketFileRefused(problem: problem))
    case .workFile:
      guard let root else { return .success(nil) }
      if Files.kind(of: "\(root)/\(path)") == .symbolicLink {
        return .failure(TicketFileRefused(problem: .link(path)))
      }
      do {
        return .success(
          try Files.readIfPresent("\(root)/\(path)").map { try git.cleaned($0, path: path) })
      } catch let error where error is FileError || error is FileTooLarge {
        return .failure(
          TicketFileRefused(problem: Problem(readingFailed: error, path: path)))
      }
    }
  }
}

extension Problem {
  /// The same problem, saying that it is one of the version before.
  fileprivate var ofOldVersion: Problem {
    Problem(
      path: path, position: position, severity: severity, rule: rule,
      message: "before the change: \(message)", fix: nil)
  }
}
