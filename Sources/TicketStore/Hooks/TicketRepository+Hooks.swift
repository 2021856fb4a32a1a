import GitKit
package import TicketModel

extension TicketRepository {
  /// Adds a trailer to a message that is about to be committed, where git would put it: below the text,
  /// above comments and scissors.
  ///
  /// - Parameters:
  ///   - trailer: `Ticket: sn-k7m3qx`.
  ///   - path: absolute path of the message's file.
  /// - Throws: `GitError`, `FileError`.
  package func addTrailer(_ trailer: String, toMessage path: String) throws {
    let bytes = try Files.read(path)
    let text = try git().requireGit(
      ["stripspace", "--strip-comments"], input: Self.withoutScissors(bytes)
    ).output
    guard !text.isEmpty else {
      // Whoever writes the title into the first line has it apart from the trailer.
      let rest = bytes.first == UInt8(ascii: "\n") ? bytes.dropFirst() : bytes[...]
      return try Files.replace(path, with: Array("\n\n\(trailer)\n".utf8) + rest)
    }
    _ = try git().requireGit([
      "interpret-trailers", "--in-place", "--no-divider", "--where=end",
      "--if-exists=addIfDifferent", "--if-missing=add", "--trailer", trailer, path,
    ])
  }

  /// Returns the trailers of a message that is about to be committed, as this repository's git reads
  /// them: it may have another comment character.
  ///
  /// - Parameter path: absolute path of the message's file.
  /// - Returns: them, and whether there is nothing else in the message, not even a title.
  /// - Throws: `GitError`, `FileError`.
  package func trailers(
    ofMessage path: String
  ) throws -> (trailers: [CommitTrailer], isUntitled: Bool) {
    let git = try git()
    let parsed = try git.requireGit(["interpret-trailers", "--parse", "--no-divider", path])
    let text = try git.requireGit(
      ["stripspace", "--strip-comments"],
      input: Self.withoutScissors(Files.read(path))
    ).outputText
    let trailers = parsed.outputText.split(separator: "\n").map(Self.trailer)
    let lines = text.split(separator: "\n")
    // To git a message of trailers alone has a title, so it would be committed.
    let isTicketLine = lines.map { TicketTrailer(Self.trailer($0)) != nil }
    let isUntitled =
      isTicketLine.contains(true)
      && zip(lines, isTicketLine).allSatisfy { $1 || $0.hasPrefix("Signed-off-by: ") }
    return (trailers, isUntitled)
  }

  private static func trailer(_ line: Substring) -> CommitTrailer {
    let colon = line.firstIndex(of: ":") ?? line.startIndex
    return CommitTrailer(key: String(line[..<colon]), value: String(line[colon...].dropFirst()))
  }

  private static func withoutScissors(_ message: [UInt8]) -> [UInt8] {
    let lines = message.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let scissors = Array("------------------------ >8 ------------------------".utf8)
    return Array(
      lines.prefix { !$0.dropFirst(2).elementsEqual(scissors) }
        .joined(separator: [UInt8(ascii: "\n")]))
  }

  /// Returns the ticket of an id: here, or as any branch has it; nil when none has it.
  ///
  /// - Parameter id: the whole id.
  /// - Returns: the ticket.
  /// - Throws: `GitError`, ``TicketNotFound`` for a file that cannot be read.
  package func ticketAnywhere(_ id: TicketID) throws -> Ticket? {
    do {
      let found = try find(id.text).ticket
      if found.id == id { return found }
    } catch TicketNotFound.missing, TicketNotFound.tooShort, TicketNotFound.ambiguous {
    }
    let git = try git()
    var seen: Set<ObjectID> = []
    for branch in try branches() {
      guard let commit = branch.commit,
        let folder = try git.entry(at: Workspace.folder, in: git.tree(of: commit)),
        folder.kind == .tree, seen.insert(folder.id).inserted
      else { continue }
      let entries = try git.entries(under: "", in: folder.id, recursive: true)
      for entry in entries where entry.kind.isFile && entry.path.isTicketFileName(of: id) {
        if case .success(let loaded) = readTicket(
          try git.blob(entry.id), path: "\(Workspace.folder)/\(entry.path)", detail: .fields),
          loaded.ticket.id == id
        {
          return loaded.ticket
        }
      }
    }
    return nil
  }
}
