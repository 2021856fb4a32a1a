/// A daily errand that is timed.
enum Errand: String, CaseIterable {
  case list = "list, open"
  case filter = "filter by label and priority"
  case ready
  case blocked
  case search = "search for a word"
  case show = "show by id"
  case first = "list, no cache"
  case new = "new"
  case edit
  case transition

  /// Whether the errand leaves the tickets as they are.
  var isRead: Bool {
    switch self {
    case .list, .filter, .ready, .blocked, .search, .show, .first: true
    case .new, .edit, .transition: false
    }
  }
}

/// A tool that somebody might use for an errand, with the generated tickets in its own store.
protocol Contender {
  /// As the table names it.
  var name: String { get }
  /// Where its commands run.
  var directory: String { get }
  /// The command for an errand; nil when the tool has none. Each call may name another ticket.
  mutating func command(for errand: Errand) throws -> [String]?
  /// What is done, untimed, before each run of an errand.
  func prepare(for errand: Errand) throws
  /// Deletes what was made for it.
  func delete()
}

extension Contender {
  func prepare(for errand: Errand) throws {}
  func delete() {}
}
