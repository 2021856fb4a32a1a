import CLibgit2

/// Layered configuration: files from the system's to the worktree's, then the command line.
final class Configuration {
  /// A configuration file and its rank; a higher one wins.
  struct File {
    let path: String
    /// libgit2's `git_config_level_t`; ranks above its own are ours.
    let level: Int32
  }

  /// One value; nil stands for a key without `=`, which means true.
  struct Entry: Equatable {
    let key: String
    let value: String?
  }

  let pointer: OpaquePointer
  private let commandLine: [Entry]

  /// Opens the files; one that does not exist is an empty one.
  init(
    files: [File], commandLine: [Entry] = [], repository: OpaquePointer? = nil
  ) throws(GitError) {
    try Library.start()
    var made: OpaquePointer?
    try check(git_config_new(&made), "git_config_new")
    pointer = try require(made, "git_config_new")
    self.commandLine = commandLine
    for file in files {
      let level = git_config_level_t(rawValue: file.level)
      // The repository is for `includeIf`.
      let status = git_config_add_file_ondisk(pointer, file.path, level, repository, 0)
      try Self.checkConfiguration(status, "git_config_add_file_ondisk")
    }
  }

  deinit { git_config_free(pointer) }

  /// Returns the last value of a key, an empty text for a key without a value, nil for no key.
  func string(_ key: String) throws(GitError) -> String? {
    try entry(key).map { $0.value ?? "" }
  }

  /// Returns the last value of a key as git understands truth; nil for no key.
  func bool(_ key: String) throws(GitError) -> Bool? {
    guard let entry = try entry(key) else { return nil }
    guard let value = entry.value else { return true }
    var result: Int32 = 0
    // libgit2 1.5 does not know that git takes an empty value for false.
    if value.isEmpty { return false }
    guard git_config_parse_bool(&result, value) == 0 else {
      git_error_clear()
      throw GitError(
        code: .configuration, function: "git_config_parse_bool",
        message: "bad boolean config value '\(value)' for '\(key)'")
    }
    return result != 0
  }

  /// Returns the entries whose normalised keys match a POSIX expression, lowest rank first.
  func entries(matching pattern: String) throws(GitError) -> [Entry] {
    var iterator: OpaquePointer?
    try check(
      git_config_iterator_glob_new(&iterator, pointer, pattern), "git_config_iterator_glob_new")
    defer { git_config_iterator_free(iterator) }
    var entries: [Entry] = []
    var entry: UnsafeMutablePointer<git_config_entry>?
    while true {
      let status = git_config_next(&entry, iterator)
      if status == GIT_ITEROVER.rawValue { return entries }
      try check(status, "git_config_next")
      entries.append(Self.copied(try require(entry, "git_config_next")))
    }
  }

  private func entry(_ key: String) throws(GitError) -> Entry? {
    if let entry = commandLine.last(where: { $0.key == Self.normalised(key) }) { return entry }
    var raw: UnsafeMutablePointer<git_config_entry>?
    let status = git_config_get_entry(&raw, pointer, key)
    defer { git_config_entry_free(raw) }
    if status == GIT_ENOTFOUND.rawValue {
      git_error_clear()
      return nil
    }
    try Self.checkConfiguration(status, "git_config_get_entry")
    return Self.copied(try require(raw, "git_config_get_entry"))
  }

  /// Lower-cases the section and the name, but not the part between them.
  ///
  /// Source: `git help config`, "Syntax".
  static func normalised(_ key: String) -> String {
    guard let first = key.firstIndex(of: "."), let last = key.lastIndex(of: ".") else {
      return key.lowercased()
    }
    return key[..<first].lowercased() + key[first..<last] + key[last...].lowercased()
  }

  private static func copied(_ entry: UnsafeMutablePointer<git_config_entry>) -> Entry {
    Entry(
      key: entry.pointee.name.map { String(cString: $0) } ?? "",
      value: entry.pointee.value.map { String(cString: $0) })
  }

  /// A file that does not parse is the user's to mend, so it gets a code of its own.
  private static func checkConfiguration(
    _ status: Int32, _ function: StaticString
  ) throws(GitError) {
    do {
      try check(status, function)
    } catch {
      guard error.code == .generic else { throw error }
      throw GitError(code: .configuration, function: error.function, message: error.message)
    }
  }
}
