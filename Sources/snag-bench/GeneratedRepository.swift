import TicketDocument
import TicketModel
import TicketStore

/// A repository with generated tickets, deleted by `delete`.
struct GeneratedRepository {
  let folder: TemporaryFolder
  let count: Int
  /// What the tickets were made from, in order of creation.
  let drafts: [TicketDraft]
  /// Repository-relative paths of their files.
  let paths: [String]

  var root: String { folder.path }
  /// Ids of all tickets, in order of creation.
  var ids: [TicketID] { drafts.map(\.id) }

  /// A word that stands in the text of one ticket of a hundred.
  static let rareWord = "heisenbug"

  /// Writes and commits tickets of about 1.3 KB; sharded as `snag` itself would.
  ///
  /// Three of four are done, about as in the trackers of tk, Beads and Backlog.md (1,088 of 1,511).
  /// With `isDesk` all are open, have comments, and are under a service level.
  init(count: Int, snag: String, isDesk: Bool = false) throws {
    self.count = count
    folder = try TemporaryFolder()
    for command in [
      ["git", "init", "-q", "-b", "main"],
      ["git", "config", "user.name", "Ada"],
      ["git", "config", "user.email", "ada@example.org"],
      ["git", "config", "gc.auto", "0"],
      [snag, "init", "--prefix", "sn"],
    ] { try timed(command, in: folder.path) }

    var generator = SplitMix(state: 1)
    var drafts: [TicketDraft] = []
    var paths: [String] = []
    let isSharded = count >= Configuration.Layout.flatLimit
    for number in 0..<count {
      let draft = Self.draft(number, earlier: drafts, isDesk: isDesk, &generator)
      let name = draft.id.fileName(title: draft.title, isSharded: isSharded)
      let path = "\(Workspace.folder)/\(name)"
      try Files.write(draft.document().bytes, to: "\(folder.path)/\(path)")
      drafts.append(draft)
      paths.append(path)
    }
    self.drafts = drafts
    self.paths = paths
    if isDesk {
      try Files.write(
        Array(Self.serviceLevels.utf8), to: "\(folder.path)/\(Workspace.folder)/sla.yml")
    }
    try timed(["git", "add", "."], in: folder.path)
    try timed(["git", "commit", "-q", "-m", "tickets"], in: folder.path)
    try timed(["git", "repack", "-q", "-a", "-d"], in: folder.path)
  }

  private static func draft(
    _ number: Int, earlier: [TicketDraft], isDesk: Bool, _ generator: inout SplitMix
  ) -> TicketDraft {
    let prefix = IDPrefix(repositoryName: "snag")
    let words = ["login", "parser", "cache", "token", "export", "crash", "slow", "retry", "menu"]
    let title = (0..<6).map { _ in words.randomElement(using: &generator) ?? "" }
      .joined(separator: " ")
    let created = Timestamp(seconds: 1_700_000_000 + Int64(number) * 600)
    let status =
      !isDesk && number % 4 < 3 ? "done" : ["new", "triaged", "in-progress"][number / 4 % 3]
    var history = [HistoryLine(time: created, actor: "bob", status: "new")]
    if status != "new" {
      history.append(
        HistoryLine(time: created.adding(seconds: 3_600), actor: "ada", status: status))
    }
    var draft = TicketDraft(
      id: .random(prefix: prefix, length: 7, using: &generator), title: title, type: "bug",
      created: created, reporter: "bob", history: history)
    draft.fields[.assignee] = .scalar(number % 3 == 0 ? "ada" : "")
    draft.fields[.priority] = .scalar("P\(number % 5)")
    draft.fields[.labels] = .list(["area-\(number % 7)", words[number % words.count]])
    if status == "done" { draft.fields[.resolution] = .scalar("fixed") }
    if number % 10 == 3, let blocker = earlier.randomElement(using: &generator) {
      draft.fields[.blockedBy] = .list([blocker.id.text])
    }
    let sentence = words.shuffled(using: &generator).joined(separator: " ")
    draft.body = String(repeating: "The \(sentence) again.\n\n", count: 13)
    if number % 100 == 50 { draft.body += "Perhaps a \(rareWord).\n" }
    if isDesk {
      draft.body += "\n## Comments\n"
      for (turn, author) in ["ada", "bob", "ada"].prefix(number % 4).enumerated() {
        let time = created.adding(seconds: Int64(turn + 1) * 1_800)
        draft.body += "\n### \(author), \(time), c-\(turn)\n\nA word.\n"
      }
    }
    return draft
  }

  /// All clocks, in two calendars.
  private static let serviceLevels = """
    calendars:
      berlin:
        timezone: Europe/Berlin
        hours: { mon-fri: [08:00-12:00, 13:00-17:00] }
        holidays: [01-01, 05-01, 12-25, 12-26]
      tokyo: { timezone: Asia/Tokyo, hours: { mon-sat: 09:00-18:00 } }
    policies:
      - name: urgent
        when: "priority:<=P1"
        calendar: tokyo
        targets: { any: { first_response: 1h, next_response: 2h, update: 8h, resolution: 24h } }
      - name: usual
        calendar: berlin
        targets: { any: { first_response: 4h, next_response: 8h, update: 24h, resolution: 80h } }

    """
}

/// SplitMix64, so that every run measures the same tickets.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
