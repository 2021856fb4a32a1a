import TicketDocument
package import TicketModel

/// Joins concurrent edits of one ticket by meaning: merge.md's policy, taken from ``FieldSchema``.
///
/// Which side is "ours" never decides, nor does a clock: swapping the sides gives the same bytes.
package struct TicketMerger: Sendable {
  /// What the statuses mean.
  package let workflows: WorkflowSet
  /// Length of the runs `<<<<<<<` in prose that both sides changed (git's `%L`); at least 7.
  package let markerSize: Int

  /// Makes a merger.
  package init(workflows: WorkflowSet, markerSize: Int = 7) {
    self.workflows = workflows
    self.markerSize = max(markerSize, 7)
  }

  /// Merges two texts of one ticket.
  ///
  /// - Parameters:
  ///   - base: The text both sides started from; nil when there is none. One that cannot be read
  ///     counts as none.
  ///   - ours: One side's text.
  ///   - theirs: The other side's text.
  ///   - path: Where the result will stand; decides which ticket stays there when the sides are two.
  /// - Returns: The joined text and what could not be decided.
  package func merge(base: [UInt8]?, ours: [UInt8], theirs: [UInt8], path: String? = nil)
    -> MergeResult
  {
    if ours == theirs || theirs == base { return MergeResult(bytes: ours, conflicts: []) }
    if ours == base { return MergeResult(bytes: theirs, conflicts: []) }
    let texts = Versions(base: base ?? [], ours: ours, theirs: theirs)
    let lineEnds = MergedLineEnds(texts)
    let documents = texts.map { try? TicketDocument(parsing: lineEnds.removed(from: $0)) }
    guard let one = documents.ours, let other = documents.theirs else { return unreadable(texts) }
    if let side = Identities(base: documents.base, ours: one, theirs: other).stays(at: path) {
      return side == .ours
        ? MergeResult(bytes: ours, conflicts: [.twoTickets(other: theirs)])
        : MergeResult(bytes: theirs, conflicts: [.twoTickets(other: ours)])
    }
    let parts = Versions(
      base: Self.base(documents.base, one, other), ours: TicketParts(one),
      theirs: TicketParts(other))
    let result = merge(parts, lineEnds)
    guard (try? TicketDocument(parsing: result.bytes)) != nil else { return unreadable(texts) }
    guard result.bytes == texts.base else { return result }
    // Both only moved keys, which no rule can join.
    return MergeResult(bytes: min(ours, theirs, by: isSmaller), conflicts: [])
  }

  /// A base of another ticket is none.
  private static func base(
    _ base: TicketDocument?, _ ours: TicketDocument, _ theirs: TicketDocument
  ) -> TicketParts {
    if let base, Identities.id(of: base) == Identities.id(of: ours) { return TicketParts(base) }
    var result = TicketParts()
    result.prose = commonLines(TicketParts(ours).prose, TicketParts(theirs).prose)
    return result
  }

  private func merge(_ parts: Versions<TicketParts>, _ lineEnds: MergedLineEnds) -> MergeResult {
    var result = TicketParts()
    result.opening = parts.map(\.opening).undisputed(orBy: isSmaller)
    let fields = FrontMatterMerge(parts, workflows: workflows).merged()
    result.entries = fields.entries
    result.trailer = mergedLines(parts.map(\.trailer))
    result.closing = parts.map(\.closing).undisputed(orBy: isSmaller)
    var comments = CommentsMerge(parts.map(\.comments), markerSize: markerSize)
    result.comments = comments.merged()
    // Comments behind code that is still open would be code.
    let texts =
      result.comments.bytes.isEmpty
      ? parts.map(\.prose) : parts.map { TicketDocument.closingFence(of: $0.prose) }
    let prose = mergeProse(
      base: texts.base, ours: texts.ours, theirs: texts.theirs, markerSize: markerSize)
    result.prose = prose.bytes
    let count = prose.newConflicts + comments.conflicts
    return MergeResult(
      bytes: lineEnds.applied(to: result.bytes),
      conflicts: fields.conflicts + (count == 0 ? [] : [.prose(count: count)]))
  }

  /// Merges lines as git would, where there is no front matter to go by.
  private func unreadable(_ texts: Versions<[UInt8]>) -> MergeResult {
    let merged = mergeProse(
      base: texts.base, ours: texts.ours, theirs: texts.theirs, markerSize: markerSize)
    let reasons = [texts.ours, texts.theirs].compactMap(Self.reasonNotToRead)
    return MergeResult(
      bytes: merged.bytes, conflicts: [.unreadable(reason: reasons.min(by: isSmaller) ?? "")])
  }

  private static func reasonNotToRead(_ text: [UInt8]) -> String? {
    do throws(DocumentError) {
      _ = try TicketDocument(parsing: text)
      return nil
    } catch {
      return "line \(error.position.line): \(error.summary)"
    }
  }
}
