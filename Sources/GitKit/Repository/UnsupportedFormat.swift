import CLibgit2

/// Repository formats libgit2 1.5 refuses to open.
enum UnsupportedFormat {
  /// Names what libgit2 lacks for the repository at a location; nil when nothing is known to lack.
  ///
  /// Source: the list of extensions in `git help config` and gitrepository-layout.
  static func need(of location: Location) throws(GitError) -> String? {
    guard let directory = try gitDirectory(location) else { return nil }
    let configuration = try Configuration(files: [
      Configuration.File(path: "\(commonDirectory(of: directory))/config", level: 5)
    ])
    let known = ["worktreeconfig", "partialclone", "preciousobjects", "noop"]
    for entry in try configuration.entries(matching: #"^extensions\."#) {
      let name = entry.key.dropFirst("extensions.".count)
      guard !known.contains(String(name)), entry.value != "sha1", entry.value != "files" else {
        continue
      }
      return "the repository needs extensions.\(name) (\(entry.value ?? "true")), "
        + "which this program cannot read"
    }
    let version = try configuration.string("core.repositoryformatversion") ?? "0"
    guard version == "0" || version == "1" else {
      return "the repository has format version \(version), which this program cannot read"
    }
    return nil
  }

  private static func gitDirectory(_ location: Location) throws(GitError) -> String? {
    if let directory = location.gitDirectory { return directory }
    var buffer = git_buf()
    let isFound = try found(
      git_repository_discover(
        &buffer, location.start, location.crossesFileSystems ? 1 : 0,
        location.variable("GIT_CEILING_DIRECTORIES")),
      "git_repository_discover")
    return isFound ? String(decoding: buffer.take(), as: UTF8.self) : nil
  }

  private static func commonDirectory(of directory: String) throws(GitError) -> String {
    guard let bytes = try FileSystem.read("\(directory)/commondir") else { return directory }
    let path = String(decoding: bytes, as: UTF8.self).trimmingBlanks()
    return FileSystem.absolute(path, in: directory)
  }
}
