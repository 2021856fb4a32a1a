import TicketStore

/// Git itself: what looking at, or committing, the same files costs at least.
struct GitContender: Contender {
  static let name = "git"
  var name: String { Self.name }
  let repository: GeneratedRepository
  private var picks: Picks

  init(_ repository: GeneratedRepository) {
    self.repository = repository
    picks = Picks(repository)
  }

  var directory: String { repository.root }

  mutating func command(for errand: Errand) throws -> [String]? {
    switch errand {
    case .list, .filter, .ready, .blocked, .search, .first: return ["git", "status"]
    case .show: return nil
    case .new, .edit, .transition:
      let path = repository.paths[picks.number() % repository.paths.count]
      try Files.append(Array("\nmore\n".utf8), to: "\(directory)/\(path)")
      return ["sh", "-c", "git add \(path); git commit -q -m change"]
    }
  }
}

/// A program that looks for text in the files: `git grep`, `rg`.
struct GrepContender: Contender {
  let name: String
  /// The program and the options with which it names files that match.
  let program: [String]
  let repository: GeneratedRepository

  var directory: String { repository.root }

  func command(for errand: Errand) -> [String]? {
    let pattern: String
    switch errand {
    case .list: pattern = "^status: (new|triaged|in-progress|review|waiting)$"
    case .search: pattern = GeneratedRepository.rareWord
    default: return nil
    }
    return program + [pattern, Workspace.folder]
  }
}
