/// A ticket's text: front matter and Markdown, parsed without losing a byte.
///
/// The document knows the shape of every entry but no key's meaning. Until edited, `bytes` are the
/// bytes it was made from; an edit replaces the span of what it names and nothing else.
///
///     var document = try TicketDocument(parsing: bytes)
///     document.scalar("status")                       // "new"
///     try document.setScalar("status", to: "active")
///     document.bytes                                  // one word differs
package struct TicketDocument: Sendable, Equatable {
  /// Largest text accepted unless the caller says otherwise: 8 MiB.
  package static let defaultLimit = 8 * 1024 * 1024

  /// The text; what to write to the file.
  package private(set) var bytes: [UInt8]
  private(set) var index: FrontMatterIndex

  /// Parses a ticket by format.md's rules of reading.
  ///
  /// Costs one pass over the bytes; nothing is decoded and the body is only checked for UTF-8.
  ///
  /// - Parameters:
  ///   - bytes: The whole text.
  ///   - limit: Largest number of bytes accepted; never more than 2 GiB.
  /// - Throws: `DocumentError` with the position of the first thing that is refused.
  package init(
    parsing bytes: [UInt8], limit: Int = TicketDocument.defaultLimit
  ) throws(DocumentError) {
    guard bytes.count <= min(limit, Int(Int32.max)) else {
      throw DocumentError(ScanFailure(.tooLarge, at: 0, related: limit), in: bytes)
    }
    let index: FrontMatterIndex
    do {
      index = try bytes.withUnsafeBufferPointer { (bytes) throws(ScanFailure) in
        var scanner = FrontMatterScanner(bytes)
        try scanner.scan()
        return scanner.index
      }
    } catch {
      throw DocumentError(error, in: bytes)
    }
    self.bytes = bytes
    self.index = index
  }

  /// Whether two documents have the same bytes.
  package static func == (left: TicketDocument, right: TicketDocument) -> Bool {
    left.bytes == right.bytes
  }

  /// Replaces spans and reads the result again; on an error the document stays as it was.
  ///
  /// - Parameter splices: Replacements in rising order that do not overlap.
  /// - Throws: `unreadableResult`.
  mutating func apply(_ splices: [Splice]) throws(DocumentEditError) {
    guard !splices.isEmpty else { return }
    let edited = splices.applied(to: bytes)
    do {
      self = try TicketDocument(parsing: edited, limit: Int(Int32.max))
    } catch {
      throw DocumentEditError.unreadableResult(error)
    }
  }
}
