#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import TicketModel
import TicketStore

/// Taskwarrior: tasks of one person in files of its own.
struct TaskwarriorContender: Contender {
  let name = "Taskwarrior"
  private let folder: TemporaryFolder
  private let identifiers: [String]
  private var picks = SplitMix(state: 7)

  /// Nil when Taskwarrior is not installed.
  init?(_ repository: GeneratedRepository) throws {
    guard isInstalled("task") else { return nil }
    folder = try TemporaryFolder()
    setenv("TASKDATA", folder.path, 1)
    setenv("TASKRC", "/dev/null", 1)
    let drafts = repository.drafts
    identifiers = drafts.indices.map { number in
      "00000000-0000-4000-8000-" + String(1_000_000_000_000 + number).suffix(12)
    }
    let numbers = Dictionary(
      drafts.enumerated().map { ($1.id.text, $0) }, uniquingKeysWith: { first, _ in first })
    let lines = zip(identifiers, drafts).map { [identifiers] identifier, draft in
      let depends = draft.blockers.compactMap { numbers[$0] }.map { "\"\(identifiers[$0])\"" }
      let created = draft.created.description.filter { $0 != "-" && $0 != ":" }
      let fields = [
        "\"uuid\":\"\(identifier)\"", "\"description\":\"\(draft.title)\"",
        "\"entry\":\"\(created)\"",
        draft.isOpen
          ? "\"status\":\"pending\"" : "\"status\":\"completed\",\"end\":\"\(created)\"",
        "\"priority\":\"\(["H", "H", "M", "L", "L"][Int(draft.priorityNumber) ?? 2])\"",
        "\"tags\":[\(draft.labels.map { "\"\($0.replacing("-", with: "_"))\"" }.joined(separator: ","))]",
        "\"annotations\":[{\"entry\":\"\(created)\","
          + "\"description\":\"\(draft.body.replacing("\n", with: " "))\"}]",
      ]
      let links = depends.isEmpty ? [] : ["\"depends\":[\(depends.joined(separator: ","))]"]
      return "{\((fields + links).joined(separator: ","))}"
    }
    try Files.write(
      Array("[\(lines.joined(separator: ",\n"))]".utf8), to: "\(folder.path)/tasks.json")
    try timed(["task", "rc.confirmation=off", "import", "tasks.json"], in: folder.path)
    try Files.delete("\(folder.path)/tasks.json")
  }

  var directory: String { folder.path }

  mutating func command(for errand: Errand) -> [String]? {
    let identifier = identifiers[Int.random(in: identifiers.indices, using: &picks)]
    let task = ["task", "rc.confirmation=off", "rc.bulk=0"]
    return switch errand {
    case .list: task + ["list"]
    case .filter: task + ["+area_3", "priority:H", "list"]
    case .ready: task + ["ready"]
    case .blocked: task + ["+BLOCKED", "list"]
    case .search: task + ["/\(GeneratedRepository.rareWord)/", "all"]
    case .show: task + [identifier, "info"]
    case .new: task + ["add", "Another ticket"]
    case .edit: task + [identifier, "modify", "project:m1"]
    case .transition, .first: nil
    }
  }

  func delete() { folder.delete() }
}
