package import TicketModel

/// What a repository's `.tickets` directory says about how its tickets work.
package struct Settings: Sendable {
  package let configuration: Configuration
  package let workflows: WorkflowSet
  /// By file name.
  package let templates: [TicketTemplate]
  /// Configuration files that could not be read; commands that write refuse while there are any.
  package let problems: [ConfigurationError]
}

/// Where tickets are read from.
package enum TicketSource: Sendable, Equatable {
  /// The files as they are now.
  case workTree
  /// A commit, by any name git knows.
  case revision(String)
}

extension TicketRepository {
  func readSettings(from source: TicketSource) throws -> Settings {
    let reader = try folderReader(source)
    var problems: [ConfigurationError] = []
    func attempt<Value>(_ body: () throws(ConfigurationError) -> Value) -> Value? {
      do { return try body() } catch {
        problems.append(error)
        return nil
      }
    }
    func read(_ path: String) throws -> [UInt8]? {
      do {
        return try reader.read(path)
      } catch let error where error is FileError || error is FileTooLarge {
        let problem = Problem(readingFailed: error, path: path)
        problems.append(
          ConfigurationError(
            path: path, position: problem.position, message: problem.message, fix: nil))
        return nil
      }
    }
    let fallback = IDPrefix(repositoryName: name)
    let path = "\(Workspace.folder)/config.yml"
    let configuration = try read(path).flatMap { bytes in
      attempt { () throws(ConfigurationError) in
        try Configuration(
          parsing: String(decoding: bytes, as: UTF8.self), path: path, fallbackPrefix: fallback)
      }
    }
    let workflows = try reader.files(in: "workflows", suffixes: [".yml", ".yaml"]).compactMap {
      file in
      attempt { () throws(ConfigurationError) in
        try Workflow(parsing: String(decoding: file.bytes, as: UTF8.self), path: file.path)
      }
    }
    let templates = try reader.files(in: "templates", suffixes: [".md"]).compactMap { file in
      attempt { () throws(ConfigurationError) in
        let name = file.path.split(separator: "/").last ?? ""
        return try TicketTemplate(
          parsing: file.bytes, name: String(name.dropLast(3)), path: file.path)
      }
    }
    return Settings(
      configuration: configuration ?? Configuration(prefix: fallback),
      workflows: WorkflowSet(workflows), templates: templates, problems: problems)
  }

  private func folderReader(_ source: TicketSource) throws -> any FolderReader {
    switch source {
    case .workTree:
      guard let root else { return try folderReader(.revision("HEAD")) }
      try FolderRefused.check(root)
      return WorkTreeFolderReader(root: root)
    case .revision(let name): return try RevisionFolderReader(git: git(), revision: name)
    }
  }
}
