import CLibgit2

/// What a merge by lines makes of three texts.
package struct TextMerge: Sendable, Equatable {
  /// The merged text, with conflict markers where both sides changed the same lines.
  package let bytes: [UInt8]
  /// Whether no markers had to be put in.
  package let isClean: Bool

  /// How lines that both sides changed are written.
  package enum Style: Sendable, CaseIterable {
    /// Git's default for merges.
    case merge
    /// Conflicts parted by lines without letters and digits are joined, as `git merge-file` does.
    case joined
    /// With the base.
    case diff3
    /// With the base, and without what begins and ends both sides.
    case zealousDiff3

    fileprivate var flags: UInt32 {
      switch self {
      case .merge: GIT_MERGE_FILE_STYLE_MERGE.rawValue
      case .joined: GIT_MERGE_FILE_SIMPLIFY_ALNUM.rawValue
      case .diff3: GIT_MERGE_FILE_STYLE_DIFF3.rawValue
      case .zealousDiff3: GIT_MERGE_FILE_STYLE_ZDIFF3.rawValue
      }
    }
  }

  /// Merges as `git merge-file` does, knowing nothing but lines.
  ///
  /// - Parameters:
  ///   - base: what both sides started from; nil counts as empty.
  ///   - ours: one side's text.
  ///   - theirs: the other side's text.
  ///   - style: how conflicts are written.
  ///   - markerSize: length of the runs of markers.
  /// - Throws: an error of libgit2, such as for a text of more than 2 GiB.
  package init(
    base: [UInt8]?, ours: [UInt8], theirs: [UInt8], style: Style = .merge, markerSize: Int = 7
  ) throws(GitError) {
    try Library.start()
    var options = git_merge_file_options()
    try check(
      git_merge_file_options_init(&options, UInt32(GIT_MERGE_FILE_OPTIONS_VERSION)),
      "git_merge_file_options_init")
    options.flags = style.flags
    options.marker_size = UInt16(clamping: markerSize)
    var result = git_merge_file_result()
    defer { git_merge_file_result_free(&result) }
    let status = Self.withInput(base ?? []) { base in
      Self.withInput(ours) { ours in
        Self.withInput(theirs) { git_merge_file(&result, &base, &ours, &$0, &options) }
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
