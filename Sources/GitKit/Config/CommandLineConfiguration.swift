/// Configuration that comes with the environment: `git -c` and `GIT_CONFIG_COUNT`.
enum CommandLineConfiguration {
  /// Returns the entries in git's order: the last one of a key wins.
  ///
  /// Source: `git_config_from_parameters` in git's config.c: numbered pairs first, then what `git -c`
  /// exports.
  static func parse(_ environment: [String: String]) throws(GitError) -> [Configuration.Entry] {
    try numbered(environment) + parameters(environment["GIT_CONFIG_PARAMETERS"] ?? "")
  }

  private static func numbered(
    _ environment: [String: String]
  ) throws(GitError) -> [Configuration.Entry] {
    guard let text = environment["GIT_CONFIG_COUNT"], !text.isEmpty else { return [] }
    guard let count = Int(text), count >= 0 else {
      throw bad("bogus count in GIT_CONFIG_COUNT")
    }
    var entries: [Configuration.Entry] = []
    for number in 0..<count {
      guard let key = environment["GIT_CONFIG_KEY_\(number)"], !key.isEmpty else {
        throw bad("missing config key GIT_CONFIG_KEY_\(number)")
      }
      guard let value = environment["GIT_CONFIG_VALUE_\(number)"] else {
        throw bad("missing config value GIT_CONFIG_VALUE_\(number)")
      }
      entries.append(Configuration.Entry(key: Configuration.normalised(key), value: value))
    }
    return entries
  }

  /// Reads both forms: `'key=value'` of git before 2.31 and `'key'='value'` since.
  private static func parameters(_ text: String) throws(GitError) -> [Configuration.Entry] {
    var rest = text[...]
    var entries: [Configuration.Entry] = []
    while true {
      rest = rest.drop(while: \.isWhitespace)
      if rest.isEmpty { return entries }
      let word = try dequote(&rest)
      if rest.first == "=" {
        rest = rest.dropFirst()
        let isValueless = rest.first.map(\.isWhitespace) ?? true
        let value = isValueless ? nil : try dequote(&rest)
        entries.append(Configuration.Entry(key: Configuration.normalised(word), value: value))
      } else {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let key = Configuration.normalised(parts[0].trimmingBlanks())
        entries.append(
          Configuration.Entry(key: key, value: parts.count > 1 ? String(parts[1]) : nil))
      }
    }
  }

  /// Takes one word quoted as `sq_quote_buf` does: `'a'\''b'`.
  private static func dequote(_ rest: inout Substring) throws(GitError) -> String {
    var word = ""
    guard rest.first == "'" else { throw bad("bogus format in GIT_CONFIG_PARAMETERS") }
    while rest.first == "'" {
      rest = rest.dropFirst()
      guard let end = rest.firstIndex(of: "'") else {
        throw bad("bogus format in GIT_CONFIG_PARAMETERS")
      }
      word += rest[..<end]
      rest = rest[rest.index(after: end)...]
      guard rest.first == "\\" else { return word }
      // Only ' and ! are escaped, between two quoted parts.
      guard let escaped = rest.dropFirst().first, escaped == "'" || escaped == "!" else {
        throw bad("bogus format in GIT_CONFIG_PARAMETERS")
      }
      word.append(escaped)
      rest = rest.dropFirst(2)
    }
    return word
  }

  private static func bad(_ message: String) -> GitError {
    GitError(code: .configuration, function: "GIT_CONFIG", message: message)
  }
}
