import ArgumentParser
import TicketModel
import TicketStore

/// A kind of team that comes ready-made: a folder of the project's `templates`.
enum Team: String, CaseIterable {
  case dev, helpdesk, support, hr

  /// Type of a ticket when none is given.
  var defaultType: String {
    switch self {
    case .dev: "task"
    case .helpdesk: "incident"
    case .support: "question"
    case .hr: "hr-case"
    }
  }

  /// What it writes, with repository-relative paths.
  var files: [TeamFile] {
    builtInTemplates.filter { $0.set == rawValue }
      .map { TeamFile(path: "\(Workspace.folder)/\($0.path)", text: $0.text) }
  }

  /// Its workflows with their files.
  func workflows() throws(ConfigurationError) -> [(file: TeamFile, workflow: Workflow)] {
    try files.filter(\.isWorkflow).map { file throws(ConfigurationError) in
      (file, try Workflow(parsing: file.text, path: file.path))
    }
  }
}

/// A file that `init` writes for a kind of team.
struct TeamFile {
  /// Repository-relative path.
  let path: String
  let text: String

  /// Whether it is a workflow and not a template.
  var isWorkflow: Bool { path.hasPrefix("\(Workspace.folder)/workflows/") }
}

/// Kinds of team as a person writes them: `dev,helpdesk`.
struct TeamList: ExpressibleByArgument {
  let teams: [Team]

  init?(argument: String) {
    let words = argument.split(separator: ",", omittingEmptySubsequences: false)
    teams = words.compactMap { Team(rawValue: $0.trimmed) }
    if teams.count != words.count { return nil }
  }

  static var allValueStrings: [String] { Team.allCases.map(\.rawValue) }
}

extension Substring {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

extension [Team] {
  /// Each once, in order.
  var uniqued: [Team] {
    var seen: Set<Team> = []
    return filter { seen.insert($0).inserted }
  }

  /// As a person writes them.
  var text: String { map(\.rawValue).joined(separator: ",") }
}
