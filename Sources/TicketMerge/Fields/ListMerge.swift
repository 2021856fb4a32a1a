/// Merges a list element by element; nothing is ever disputed.
///
/// In the base: stays only if both sides kept it. Not in the base: is there if either side added it.
struct ListMerge {
  /// Order of the result when both sides changed it.
  let isInOrder: (String, String) -> Bool

  /// Returns the joined items, nil when the entry of one side can stay as it is.
  func merged(_ versions: Versions<EntryPart?>) -> Outcome {
    if let core = versions.map({ $0?.core ?? [] }).undisputed {
      return .side(core == versions.ours?.core ?? [] ? versions.ours : versions.theirs)
    }
    let sets = versions.map { Self.byText($0?.items ?? []) }
    switch (sets.ours == sets.base, sets.theirs == sets.base) {
    case (true, true):
      let (ours, theirs) = (versions.ours?.core ?? [], versions.theirs?.core ?? [])
      return .side(isSmaller(theirs, ours) ? versions.theirs : versions.ours)
    case (true, false): return .side(versions.theirs)
    case (false, true): return .side(versions.ours)
    case (false, false): return .items(joined(sets))
    }
  }

  enum Outcome {
    /// The entry of one side, or none.
    case side(EntryPart?)
    /// Items to be written anew.
    case items([ItemPart])
  }

  private func joined(_ sets: Versions<[String: ItemPart]>) -> [ItemPart] {
    Set(sets.ours.keys).union(sets.theirs.keys)
      .compactMap { text in Self.item(sets.map { $0[text] }) }
      .sorted { isInOrder($0.text, $1.text) }
  }

  private static func item(_ versions: Versions<ItemPart?>) -> ItemPart? {
    guard let ours = versions.ours, let theirs = versions.theirs else {
      return versions.base == nil ? versions.ours ?? versions.theirs : nil
    }
    return ItemPart(
      text: ours.text,
      lead: mergedLines(versions.map { $0?.lead ?? [] }),
      line: Versions(base: versions.base?.line ?? [], ours: ours.line, theirs: theirs.line)
        .undisputed { isSmaller($1, $0) })
  }

  private static func byText(_ items: [ItemPart]) -> [String: ItemPart] {
    Dictionary(items.map { ($0.text, $0) }) { first, _ in first }
  }
}

/// Merges comments of a front matter, runs of lines between blank ones as elements of a set.
func mergedLines(_ versions: Versions<[[UInt8]]>) -> [[UInt8]] {
  if let undisputed = versions.undisputed { return undisputed }
  return separated(versions.map { Set(commentRuns($0)) }.joinedElements())
}

/// Cuts comments into runs of lines without a blank one.
func commentRuns(_ lines: [[UInt8]]) -> [[[UInt8]]] {
  lines.split { $0.allSatisfy { $0 == .space || $0 == .tab || $0 == .lineFeed } }.map(Array.init)
}

/// Returns runs of comments in order, with a blank line between them.
func separated(_ runs: Set<[[UInt8]]>) -> [[UInt8]] {
  Array(
    runs.sorted { isSmaller(Array($0.joined()), Array($1.joined())) }.joined(separator: [
      [.lineFeed]
    ]))
}
