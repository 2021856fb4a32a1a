import CLibgit2

/// What a merge by lines makes of three texts.
package struct TextMerge: Sendable, Equatable {
  /// The merged text, with conflict markers where both sides changed the same lines.
  package let bytes: [UInt8]
  /// Whether no markers had to be put in.
  package let isClean: Bool

  /// Merges as `git merge-file` does, knowing nothing but lines.
  ///
  /// - Parameters:
  ///   - base: what both sides started from; nil counts as empty.
  ///   - ours: one side's text.
  ///   - theirs: the other side's text.
  /// - Throws: an error of libgit2, such as for a text of more than 2 GiB.
  package init(base: [UInt8]?, ours: [UInt8], theirs: [UInt8]) throws(GitError) {
    try Library.start()
    var result = git_merge_file_result()
    defer { git_merge_file_result_free(&result) }
    let status = Self.withInput(base ?? []) { base in
      Self.withInput(ours) { ours in
        Self.withInput(theirs) { git_merge_file(&result, &base, &ours, &$0, nil) }
      }
    }
    try check(status, "git_merge_file")
    isClean = result.automergeable == 1
    bytes =
      result.ptr.map { Array(UnsafeRawBufferPointer(start: $0, count: result.len)) } ?? []
  }

  private static func withInput(
    _ bytes: [UInt8], _ body: (inout git_merge_file_input) -> Int32
  ) -> Int32 {
    bytes.withUnsafeBytes { raw in
      var input = git_merge_file_input()
      let status = git_merge_file_input_init(&input, UInt32(GIT_MERGE_FILE_INPUT_VERSION))
      guard status == 0 else { return status }
      input.ptr = raw.baseAddress?.assumingMemoryBound(to: CChar.self)
      input.size = raw.count
      return body(&input)
    }
  }
}
