extension TicketRepository {
  /// Reads the Markdown files of a folder below `.tickets` that holds no tickets.
  ///
  /// - Parameters:
  ///   - folder: from the repository's root.
  ///   - source: where to read.
  /// - Returns: names without `.md` and bytes, by name; links and folders are passed over.
  /// - Throws: ``FolderRefused``, `FileError`, `GitError`.
  package func markdownFiles(
    in folder: String, from source: TicketSource
  ) throws -> [(name: String, bytes: [UInt8])] {
    let reader = try folderReader(source)
    return try reader.entries(in: folder)
      .filter { $0.kind == .file && $0.name.hasSuffix(".md") && !$0.name.hasPrefix(".") }
      .sorted { $0.name < $1.name }
      .compactMap { entry in
        try reader.read("\(folder)/\(entry.name)").map { (String(entry.name.dropLast(3)), $0) }
      }
  }
}
