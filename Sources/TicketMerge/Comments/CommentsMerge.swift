/// Merges the comments of both sides by id, time and author.
///
/// A comment that one side deleted is gone unless the other side edited it; one that both edited is
/// merged line by line.
struct CommentsMerge {
  let versions: Versions<CommentsPart>
  let markerSize: Int
  /// Number of blocks of disputed lines that this merge made.
  private(set) var conflicts = 0

  init(_ versions: Versions<CommentsPart>, markerSize: Int) {
    self.versions = versions
    self.markerSize = markerSize
  }

  mutating func merged() -> CommentsPart {
    if let undisputed = versions.undisputed { return undisputed }
    let isLaidOutAnew = versions.map { $0.saysTheSame(as: versions.base) }
    switch (isLaidOutAnew.ours, isLaidOutAnew.theirs) {
    case (true, true):
      return isSmaller(versions.theirs.bytes, versions.ours.bytes) ? versions.theirs : versions.ours
    case (true, false): return versions.theirs
    case (false, true): return versions.ours
    case (false, false): return joined()
    }
  }

  private mutating func joined() -> CommentsPart {
    let preamble = prose(versions.map(\.preamble))
    let byKey = versions.map { part in
      Dictionary(uniqueKeysWithValues: part.comments.map { ($0.key, $0) })
    }
    var comments: [CommentPart] = []
    for key in Set(byKey.ours.keys).union(byKey.theirs.keys) {
      if let comment = comment(byKey.map { $0[key] }) { comments.append(comment) }
    }
    return CommentsPart(preamble: preamble, comments: comments)
  }

  private mutating func comment(_ versions: Versions<CommentPart?>) -> CommentPart? {
    if let undisputed = versions.undisputed { return undisputed }
    guard let ours = versions.ours, let theirs = versions.theirs else {
      // Deleted against edited, or deleted on one side alone, which `undisputed` has answered.
      return versions.ours ?? versions.theirs
    }
    let base = versions.base?.text ?? commonLines(ours.text, theirs.text)
    let chosen = heading(versions.base, ours, theirs)
    return CommentPart(
      key: ours.key, isInternal: chosen.isInternal, heading: chosen.heading,
      text: prose(Versions(base: base, ours: ours.text, theirs: theirs.text)))
  }

  /// Returns the comment whose heading stays: of two spellings the one that keeps it in the team.
  private func heading(_ base: CommentPart?, _ ours: CommentPart, _ theirs: CommentPart)
    -> CommentPart
  {
    let headings = Versions(
      base: base?.heading ?? [], ours: ours.heading, theirs: theirs.heading)
    if let undisputed = headings.undisputed { return undisputed == ours.heading ? ours : theirs }
    if ours.isInternal != theirs.isInternal { return ours.isInternal ? ours : theirs }
    return isSmaller(ours.heading, theirs.heading) ? ours : theirs
  }

  private mutating func prose(_ versions: Versions<[UInt8]>) -> [UInt8] {
    if let undisputed = versions.undisputed { return undisputed }
    let merged = mergeProse(
      base: versions.base, ours: versions.ours, theirs: versions.theirs, markerSize: markerSize)
    conflicts += merged.newConflicts
    return merged.bytes
  }
}
