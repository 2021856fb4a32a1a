/// What a commit's message says of tickets and of other commits.
package struct CommitLinks: Sendable, Equatable {
  /// The trailers that name tickets.
  package let trailers: [TicketTrailer]
  /// Tickets that lines elsewhere in the body name as a trailer would: a squash joins the messages of
  /// a branch's commits, and only the last one's trailers are still trailers.
  package let listedTickets: Set<TicketID>
  /// Full or abbreviated ids of commits that the body of `git merge --squash` lists.
  package let listedCommits: [String]
  /// Subjects that a host's squash lists: `* Check for null`.
  package let listedSubjects: [String]
  /// Full or abbreviated ids of the commits that it reverts.
  package let reverted: [String]

  /// Reads a message.
  package init(message: String) {
    trailers = TicketTrailer.trailers(of: message)
    var tickets: Set<TicketID> = []
    var commits: [String] = []
    var subjects: [String] = []
    var reverted: [String] = []
    for bytes in message.utf8.split(separator: UInt8(ascii: "\n")).dropFirst() {
      let line = Substring(bytes).trimmingReturn
      let text = line.drop { $0 == " " || $0 == "\t" }
      if let id = text.hexID(after: "This reverts commit ") { reverted.append(id) }
      if let id = text.hexID(after: "commit "), line.first == "c" { commits.append(id) }
      if text.hasPrefix("* ") { subjects.append(String(text.dropFirst(2))) }
      if let trailer = text.asTrailer { tickets.formUnion(trailer.ids) }
    }
    listedTickets = tickets
    listedCommits = commits
    listedSubjects = subjects
    self.reverted = reverted
  }

  /// Every ticket that a trailer names, in order.
  package var tickets: [TicketID] {
    var seen: Set<TicketID> = []
    return trailers.flatMap(\.ids).filter { seen.insert($0).inserted }
  }

  /// Whether it names a ticket in a trailer, or in a line that was one before a squash.
  package func names(_ id: TicketID) -> Bool {
    listedTickets.contains(id) || trailers.contains { $0.ids.contains(id) }
  }

  /// Whether the body lists other commits, as a squash's does.
  package var isListing: Bool { !listedCommits.isEmpty || !listedSubjects.isEmpty }
}

extension Substring {
  /// The line without the carriage return that ends it on other systems.
  fileprivate var trimmingReturn: Substring {
    utf8.last == 0x0D ? Substring(utf8.dropLast()) : self
  }

  /// The trailer that a line would be.
  fileprivate var asTrailer: TicketTrailer? {
    guard let colon = firstIndex(of: ":") else { return nil }
    return TicketTrailer(
      CommitTrailer(key: String(self[..<colon]), value: String(self[index(after: colon)...])))
  }

  /// The hexadecimal id, of seven digits or more, that follows a text at the beginning.
  fileprivate func hexID(after text: String) -> String? {
    guard hasPrefix(text) else { return nil }
    let digits = dropFirst(text.count).prefix { $0.isASCII && $0.isHexDigit }
    return (7...64).contains(digits.count) ? digits.lowercased() : nil
  }
}
