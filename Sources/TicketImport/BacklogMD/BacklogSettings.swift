import Yams

/// What `config.yml` says about tasks.
struct BacklogSettings {
  /// Letters before the number of an id; nil when the file does not say.
  private(set) var prefix: String?
  /// By Backlog.md's rule the first status is for new tasks and the last for finished ones.
  private(set) var stages: [String: ForeignStage] = [:]

  init(_ files: [(path: String, bytes: [UInt8])]) {
    let names = ["config.yml", "backlog.config.yml"]
    guard let file = files.first(where: { names.contains($0.path.lastComponent) }),
      let text = String(validating: file.bytes, as: UTF8.self),
      let node = try? Yams.compose(yaml: text)
    else { return }
    prefix = node["task_prefix"]?.scalar?.string.lowercased()
    let statuses = node["statuses"]?.sequence?.compactMap { $0.scalar?.string } ?? []
    guard statuses.count > 1 else { return }
    for (index, status) in statuses.enumerated() {
      let name = normalizedStatus(status)
      let place: ForeignStage =
        index == 0 ? .new : index == statuses.count - 1 ? .done(ending: nil) : .active
      stages[name] = foreignStages[name] ?? place
    }
  }
}

extension String {
  fileprivate var lastComponent: String { split(separator: "/").last.map(String.init) ?? "" }
}

/// Returns the letters before the hyphen that most tasks share.
func commonPrefix(_ tickets: [ForeignTicket]) -> String {
  var counts: [String: Int] = [:]
  for ticket in tickets { counts[ticket.id.lowercased().prefixLetters, default: 0] += 1 }
  return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? "task"
}

/// Returns what makes two references mean the same task: the numbers, without leading zeros.
///
/// Backlog.md renames the prefix of ids but not what refers to them: `task-355.1`, `355.01` and
/// `BACK-355.01` are one task. Other prefixes, such as `DRAFT-`, are numbered on their own.
func taskNumber(_ reference: String, prefix: String) -> String? {
  let text = oneLine(reference).lowercased()
  let letters = text.prefixLetters
  guard [prefix, "task", ""].contains(letters) else { return nil }
  let numbers = text.dropFirst(letters.count).drop { $0 == "-" }
    .split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
  guard numbers.allSatisfy({ $0 != nil }) else { return nil }
  return numbers.compactMap { $0.map(String.init) }.joined(separator: ".")
}

extension String {
  fileprivate var prefixLetters: String { String(prefix { $0.isLetter }) }
}
