extension GitRepository {
  /// Returns what commits change, each as git's stable patch id: equal for a commit and its copies.
  ///
  /// By `git diff-tree` and `git patch-id`, joined by a pipe so that no patch is held here. Merges, and
  /// commits that change nothing besides `excluded`, have none.
  ///
  /// - Parameters:
  ///   - commits: the commits.
  ///   - excluded: a folder whose files do not count.
  /// - Returns: patch ids by commit.
  /// - Throws: `.program` when git fails.
  package func patchIDs(
    of commits: [ObjectID], excluding excluded: String
  ) throws(GitError) -> [ObjectID: String] {
    guard !commits.isEmpty else { return [:] }
    let input = commits.map { "\($0.hex)\n" }.joined()
    return try patchIDs(
      ["--stdin", "--root", "-p", "--", ".", ":(exclude,top)\(excluded)"], input: input)
  }

  /// Returns the patch id of everything that separates two commits; nil when nothing does.
  ///
  /// - Parameters:
  ///   - old: one commit.
  ///   - new: the other one.
  ///   - excluded: a folder whose files do not count.
  /// - Returns: the id.
  /// - Throws: `.program` when git fails.
  package func patchID(
    from old: ObjectID, to new: ObjectID, excluding excluded: String
  ) throws(GitError) -> String? {
    let (before, after) = (try tree(of: old), try tree(of: new))
    return try patchIDs(
      ["--stdin", "-p", "--", ".", ":(exclude,top)\(excluded)"],
      input: "\(before.hex) \(after.hex)\n"
    ).values.first
  }

  private func patchIDs(
    _ arguments: [String], input: String
  ) throws(GitError) -> [ObjectID: String] {
    // A fixed text: what varies are arguments and input.
    let script: StaticString =
      "git diff-tree -r --full-index --no-ext-diff --no-textconv \"$@\" | git patch-id --stable"
    let outcome = try runShell(script, arguments, input: Array(input.utf8))
    // The status is that of the pipe's end; its beginning would have said something.
    guard outcome.status == 0, outcome.errors.isEmpty else {
      throw GitError(
        code: .program, function: "git diff-tree", message: outcome.errorText.trimmingBlanks())
    }
    var found: [ObjectID: String] = [:]
    for line in outcome.outputText.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count == 2, let id = ObjectID(hex: String(words[1])) else { continue }
      found[id] = String(words[0])
    }
    return found
  }

  /// Returns the tags whose commits hold a commit, in the order of versions.
  ///
  /// - Parameters:
  ///   - commit: what they hold.
  ///   - other: what they do not hold; nil for no such condition.
  /// - Returns: short names, as `git tag --contains` prints them.
  /// - Throws: `.program` when git fails.
  package func tags(
    containing commit: ObjectID, without other: ObjectID? = nil
  ) throws(GitError) -> [String] {
    var arguments = ["tag", "--list", "--sort=version:refname", "--contains", commit.hex]
    if let other { arguments += ["--no-contains", other.hex] }
    return try requireGit(arguments).outputText.split(separator: "\n").map(String.init)
  }
}
