#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import TicketModel
import TicketStore

/// Fossil's tickets, which live in an SQLite database.
///
/// The rows are put into the table of tickets directly: adding as many as artifacts would take hours,
/// and reports read only the table.
struct FossilContender: Contender {
  let name = "Fossil"
  private let folder: TemporaryFolder
  private let ids: [String]
  private var picks: SplitMix

  /// Nil when Fossil is not installed.
  init?(_ repository: GeneratedRepository) throws {
    guard isInstalled("fossil") else { return nil }
    folder = try TemporaryFolder()
    setenv("FOSSIL_USER", "ada", 1)
    picks = SplitMix(state: 5)
    var numbers = SplitMix(state: 6)
    ids = repository.drafts.map { _ in numbers.hex(40) }
    try timed(["fossil", "init", "-A", "ada", "tickets.fossil"], in: folder.path)
    try timed(["fossil", "open", "-f", "tickets.fossil"], in: folder.path)
    var script = "BEGIN;\n"
    for (id, draft) in zip(ids, repository.drafts) {
      let julian = Double(draft.created.seconds) / 86_400 + 2_440_587.5
      let values = [
        draft.type, draft.status == "done" ? "Closed" : "Open", draft.labels.first ?? "",
        draft.priorityNumber, draft.title, draft.body,
      ].map { "'\($0.replacing("'", with: "''"))'" }.joined(separator: ",")
      script += """
        INSERT INTO ticket(tkt_uuid,tkt_mtime,tkt_ctime,type,status,subsystem,priority,title,comment)
        VALUES('\(id)',\(julian),\(julian),\(values));\n
        """
    }
    script += "COMMIT;\n"
    try Files.write(Array(script.utf8), to: "\(folder.path)/script")
    try timed(["sh", "-c", "fossil sql <script"], in: folder.path)
  }

  var directory: String { folder.path }

  mutating func command(for errand: Errand) -> [String]? {
    let show = ["fossil", "ticket", "show", "1"]
    let id = ids[Int.random(in: ids.indices, using: &picks)]
    return switch errand {
    case .list: show + ["status='Open'"]
    case .filter: ["fossil", "ticket", "show", "0", "subsystem='area-3' AND priority<='1'"]
    case .search:
      ["fossil", "ticket", "show", "0", "comment LIKE '%\(GeneratedRepository.rareWord)%'"]
    case .show: ["fossil", "ticket", "show", "0", "tkt_uuid='\(id)'"]
    case .new: ["fossil", "ticket", "add", "title", "Another ticket", "type", "bug"]
    case .edit: ["fossil", "ticket", "set", id, "foundin", "m1"]
    case .transition: ["fossil", "ticket", "set", id, "status", "Review"]
    case .ready, .blocked, .first: nil
    }
  }

  func delete() { folder.delete() }
}

extension SplitMix {
  /// So many hexadecimal digits.
  fileprivate mutating func hex(_ count: Int) -> String {
    String((0..<count).map { _ in "0123456789abcdef".randomElement(using: &self) ?? "0" })
  }
}
