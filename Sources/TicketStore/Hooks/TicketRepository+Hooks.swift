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
}
