import TicketModel

extension TicketRepository {
  /// Reads files of `.tickets` that only some commands need.
  ///
  /// - Parameters:
  ///   - names: the files' names.
  ///   - source: where to read.
  /// - Returns: name, repository-relative path and text of those that are there.
  /// - Throws: `ConfigurationError` for a file that cannot be read, ``FolderRefused``, `GitError`.
  package func configurationTexts(
    _ names: [String], from source: TicketSource = .workTree
  ) throws -> [(name: String, path: String, text: String)] {
    var reading = SettingsReading(try folderReader(source))
    var texts: [(name: String, path: String, text: String)] = []
    for name in names {
      let path = "\(Workspace.folder)/\(name)"
      let text = try reading.value(path) { bytes throws(ConfigurationError) in
        String(decoding: bytes, as: UTF8.self)
      }
      if let text { texts.append((name, path, text)) }
    }
    if let problem = reading.problems.first { throw problem }
    return texts
  }
}
