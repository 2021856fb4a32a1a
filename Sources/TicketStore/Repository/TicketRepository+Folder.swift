extension TicketRepository {
  /// Reads the files of a folder below `.tickets`, such as macros, by name.
  ///
  /// - Parameters:
  ///   - folder: its name.
  ///   - suffix: what the names end with; what else is there is left out.
  ///   - source: where to read.
  /// - Returns: names without the suffix, repository-relative paths and texts.
  /// - Throws: `FolderRefused`, `FileError`, `GitError`.
  package func texts(
    in folder: String, suffix: String, from source: TicketSource = .workTree
  ) throws -> [(name: String, path: String, text: String)] {
    let reader = try folderReader(source)
    let folder = "\(Workspace.folder)/\(folder)"
    let names = try reader.entries(in: folder)
      .filter { $0.kind == .file && $0.name.hasSuffix(suffix) }.map(\.name).sorted()
    return try names.compactMap { name in
      let path = "\(folder)/\(name)"
      guard let bytes = try reader.read(path) else { return nil }
      return (
        String(name.dropLast(suffix.count)), path, String(decoding: bytes, as: UTF8.self)
      )
    }
  }
}
