/// Where to look for a repository: a directory and what the environment says.
struct Location {
  /// Absolute path of the directory to start from.
  let start: String
  let environment: [String: String]

  /// Returns a variable that is set and not empty.
  func variable(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Returns the path a variable holds, made absolute.
  func path(of name: String, in directory: String) -> String? {
    variable(name).map { FileSystem.absolute($0, in: directory) }
  }

  /// The git directory the environment names, if any.
  var gitDirectory: String? { path(of: "GIT_DIR", in: start) }

  var crossesFileSystems: Bool {
    let value = variable("GIT_DISCOVERY_ACROSS_FILESYSTEM")?.lowercased()
    return value.map { !["0", "false", "no", "off"].contains($0) } ?? false
  }
}
