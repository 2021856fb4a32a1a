package import TicketModel

/// What a repository's `.tickets` directory says about how its tickets work.
package struct Settings: Sendable {
  package let configuration: Configuration
  package let workflows: WorkflowSet
  /// Who works here; nil without a `people.yml`, which wins over the list in `config.yml`.
  package let people: People?
  /// Whether `config.yml` has a list of people that counts for nothing.
  package let hasUnusedPeople: Bool
  /// By file name.
  package let templates: [TicketTemplate]
  /// Configuration files that could not be read; commands that write refuse while there are any.
  package let problems: [ConfigurationError]
}

/// Where tickets are read from.
package enum TicketSource: Sendable, Equatable {
  /// The files as they are now.
  case workTree
  /// What is staged for the next commit.
  case index
  /// A commit, by any name git knows.
  case revision(String)
}

extension TicketRepository {
  /// Reads what a source says about how its tickets work: those of an old commit are judged by the
  /// workflows of that commit.
  ///
  /// - Parameter source: where to read.
  /// - Returns: what ``settings()`` returns, for the files as they are now.
  /// - Throws: ``FolderRefused``, `FileError`, `GitError`.
  package func settings(from source: TicketSource) throws -> Settings {
    source == .workTree ? try settings() : try readSettings(from: source)
  }

  func readSettings(from source: TicketSource) throws -> Settings {
    var reading = SettingsReading(try folderReader(source))
    let fallback = IDPrefix(repositoryName: name)
    let path = "\(Workspace.folder)/config.yml"
    let configuration = try reading.value(path) { bytes throws(ConfigurationError) in
      try Configuration(
        parsing: String(decoding: bytes, as: UTF8.self), path: path, fallbackPrefix: fallback)
    }
    let people = try reading.value(People.path) { bytes throws(ConfigurationError) in
      try People(parsing: String(decoding: bytes, as: UTF8.self))
    }
    let workflows = try reading.workflows()
    reportSharedTypes(workflows, &reading)
    let templates = try reading.values(in: "templates", suffixes: [".md"]) {
      path, bytes throws(ConfigurationError) in
      let name = path.split(separator: "/").last ?? ""
      return try TicketTemplate(parsing: bytes, name: String(name.dropLast(3)), path: path)
    }
    var settled = configuration ?? Configuration(prefix: fallback)
    let hasUnusedPeople = people != nil && settled.people != nil
    if let people { settled.take(people) }
    return Settings(
      configuration: settled, workflows: WorkflowSet(workflows.map(\.value)), people: people,
      hasUnusedPeople: hasUnusedPeople, templates: templates.map(\.value),
      problems: reading.problems)
  }

  /// Which of two workflows governs a type must not depend on the names of their files.
  private func reportSharedTypes(
    _ workflows: [(path: String, value: Workflow)], _ reading: inout SettingsReading
  ) {
    var owners: [String: String] = [:]
    for (path, workflow) in workflows {
      for type in workflow.types {
        if let owner = owners[type] {
          reading.add(
            path, "type \(type) belongs to \(owner) already", fix: "remove it from one of the two")
        } else {
          owners[type] = path
        }
      }
    }
  }

  func folderReader(_ source: TicketSource) throws -> any FolderReader {
    switch source {
    case .workTree:
      guard let root else { return try folderReader(.revision("HEAD")) }
      try FolderRefused.check(root)
      return WorkTreeFolderReader(root: root)
    case .index: return try IndexFolderReader(git: git())
    case .revision(let name): return try RevisionFolderReader(git: git(), revision: name)
    }
  }
}

extension SettingsReading {
  fileprivate mutating func workflows() throws -> [(path: String, value: Workflow)] {
    try values(in: "workflows", suffixes: [".yml", ".yaml"]) {
      path, bytes throws(ConfigurationError) in
      try Workflow(parsing: String(decoding: bytes, as: UTF8.self), path: path)
    }
  }
}

extension WorkflowSet {
  /// Reads the workflows of a work tree by looking at its files alone; those that cannot be read are
  /// left out.
  ///
  /// - Parameter root: absolute path of the work tree's top; elsewhere there are none.
  package init(readableWorkflowsIn root: String) {
    guard (try? FolderRefused.check(root)) != nil else {
      self.init([])
      return
    }
    var reading = SettingsReading(WorkTreeFolderReader(root: root))
    self.init(((try? reading.workflows()) ?? []).map(\.value))
  }
}

extension Configuration {
  /// Makes the people of a file of their own the ones that tickets may name.
  fileprivate mutating func take(_ people: People) {
    self.people = people.all.map(\.handle)
    peopleFile = "people.yml"
  }
}
