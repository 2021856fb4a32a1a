/// Reads, through git, an index libgit2 cannot.
enum IndexListing {
  /// Returns the entries by path.
  static func read(_ repository: GitRepository) throws(GitError) -> [String: [IndexEntry]] {
    let outcome = try repository.requireGit(
      ["ls-files", "-s", "-v", "-z", "--debug", "--full-name"],
      extra: ["GIT_INDEX_FILE": repository.indexPath])
    return try parse(outcome.output)
  }

  /// Reads `H 100644 <id> 0\tPATH`, a NUL, and lines of details that end in `flags: <hex>`, repeated.
  ///
  /// A record's details thus stand before the next record, in front of its first line.
  private static func parse(_ output: [UInt8]) throws(GitError) -> [String: [IndexEntry]] {
    var entries: [String: [IndexEntry]] = [:]
    var pending: IndexEntry?
    for chunk in output.split(separator: 0, omittingEmptySubsequences: false) {
      var lines = String(decoding: chunk, as: UTF8.self)[...]
      if var entry = pending {
        let details = takeDetails(&lines)
        let flags = details.split(separator: "flags: ").last.flatMap {
          UInt32($0.trimmingBlanks(), radix: 16)
        }
        // CE_INTENT_TO_ADD of git's cache.h
        entry.isIntentToAdd = (flags ?? 0) & 0x2000_0000 != 0
        entries[entry.path, default: []].append(entry)
      }
      pending = lines.isEmpty ? nil : try entry(lines)
    }
    return entries
  }

  /// Cuts off the five indented lines in front.
  private static func takeDetails(_ text: inout Substring) -> Substring {
    var end = text.startIndex
    while end < text.endIndex, text[end] == " " {
      let newline = text[end...].firstIndex(of: "\n") ?? text.endIndex
      end = newline == text.endIndex ? newline : text.index(after: newline)
    }
    defer { text = text[end...] }
    return text[..<end]
  }

  private static func entry(_ line: Substring) throws(GitError) -> IndexEntry {
    let parts = line.split(separator: "\t", maxSplits: 1)
    let words = parts.first?.split(separator: " ") ?? []
    guard parts.count == 2, words.count == 4, let mode = UInt32(words[1], radix: 8),
      let blob = ObjectID(hex: String(words[2])), let stage = Int(words[3])
    else {
      throw GitError(
        code: .program, function: "git ls-files", message: "cannot read the line: \(line)")
    }
    // `git help ls-files`, -t and -v: S is skip-worktree, lower case is assume-unchanged.
    return IndexEntry(
      path: String(parts[1]), blob: blob, mode: mode, stage: stage,
      isSkippedInWorkTree: words[0].lowercased() == "s",
      isAssumedUnchanged: words[0] != words[0].uppercased())
  }
}
