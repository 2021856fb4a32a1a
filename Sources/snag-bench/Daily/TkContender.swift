#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import TicketModel
import TicketStore

/// The shell script tk, whose tickets are Markdown files too.
struct TkContender: Contender {
  let name = "tk"
  private let folder: TemporaryFolder
  private let ids: [String]
  private var picks = SplitMix(state: 8)

  /// Nil when no `tk` is in PATH.
  init?(_ repository: GeneratedRepository) throws {
    guard isInstalled("tk") else { return nil }
    folder = try TemporaryFolder()
    let tickets = "\(folder.path)/.tickets"
    try Files.makeDirectories(tickets)
    setenv("TICKETS_DIR", tickets, 1)
    ids = repository.drafts.map(\.id.text)
    for draft in repository.drafts {
      let status = ["done": "closed", "in-progress": "in_progress"][draft.status] ?? "open"
      let text = """
        ---
        id: \(draft.id)
        status: \(status)
        deps: [\(draft.blockers.joined(separator: ", "))]
        links: []
        created: \(draft.created)
        type: bug
        priority: \(draft.priorityNumber)
        tags: [\(draft.labels.joined(separator: ", "))]
        ---
        # \(draft.title)

        \(draft.body)
        """
      try Files.write(Array(text.utf8), to: "\(tickets)/\(draft.id).md")
    }
  }

  var directory: String { folder.path }

  mutating func command(for errand: Errand) -> [String]? {
    let id = ids[Int.random(in: ids.indices, using: &picks)]
    return switch errand {
    case .ready: ["tk", "ready"]
    case .blocked: ["tk", "blocked"]
    case .show: ["tk", "show", id]
    case .new: ["tk", "create", "Another ticket"]
    case .transition: ["tk", "start", id]
    case .list, .filter, .search, .edit, .first: nil
    }
  }

  func delete() { folder.delete() }
}
