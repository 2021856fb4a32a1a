import TestSupport

/// A ticket that can be changed at random and written in many styles.
struct RandomTicket: Equatable {
  struct Entry: Equatable {
    var key: String
    var lead: [String] = []
    var value: Value
    var tail = ""
  }

  enum Value: Equatable {
    /// As written.
    case scalar(String)
    case block([String])
    case flow([String])
    /// Lines below the key.
    case nested([String])
  }

  struct Comment: Equatable {
    var id: String
    var time: String
    var author: String
    var text: String
  }

  var entries: [Entry] = []
  var prose: [String] = [
    "Two tabs refresh the token at once.", "One is logged out.", "", "The end.",
  ]
  var comments: [Comment] = []
  var hasCarriageReturns = false
  var closing = "---"

  init() {
    entries = [
      Entry(key: "id", value: .scalar("sn-k7m3qx")), Entry(key: "title", value: .scalar("Crash")),
      Entry(key: "type", value: .scalar("bug")), Entry(key: "status", value: .scalar("triaged")),
      Entry(key: "created", value: .scalar("2026-11-20T09:15:00Z")),
      Entry(key: "assignee", value: .scalar("")), Entry(key: "reporter", value: .scalar("bob")),
      Entry(key: "priority", value: .scalar("P2")),
      Entry(key: "labels", value: .block(["auth", "ui"])),
      Entry(key: "blocked_by", value: .block([])),
      Entry(key: "due", value: .scalar("2026-12-01")),
      Entry(key: "x_map", value: .nested(["  a: 1", "  b: [1, 2]"])),
      Entry(key: "x_word", value: .scalar("one")),
      Entry(
        key: "history",
        value: .block(["2026-11-20T09:15:00Z bob new", "2026-11-20T10:00:00Z bob triaged"])),
    ]
    comments = [
      Comment(id: "c-1", time: "2026-11-20T11:00:00Z", author: "ada", text: "First words.\n\nMore.")
    ]
  }

  var text: String {
    var lines = ["---"]
    for entry in entries {
      lines += entry.lead
      switch entry.value {
      case .scalar(let value):
        lines.append("\(entry.key):" + (value.isEmpty ? "" : " \(value)") + entry.tail)
      case .block(let items):
        lines.append("\(entry.key):" + entry.tail)
        lines += items.map { "- \($0)" }
      case .flow(let items):
        lines.append("\(entry.key): [\(items.joined(separator: ", "))]" + entry.tail)
      case .nested(let below): lines += ["\(entry.key):"] + below
      }
    }
    lines += [closing, ""] + prose
    if !comments.isEmpty { lines += ["", "## Comments"] }
    for comment in comments {
      lines += ["", "### \(comment.author), \(comment.time), \(comment.id)", "", comment.text]
    }
    return lines.joined(separator: "\n").split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0 + (hasCarriageReturns ? "\r\n" : "\n") }.joined()
  }

  var bytes: [UInt8] { Array(text.utf8) }
}

extension RandomTicket {
  /// What a side may do to a ticket.
  struct Scope: OptionSet {
    let rawValue: Int
    /// Values of fields and items of lists.
    static let values = Scope(rawValue: 1)
    /// Quotes, comments, places of keys, brackets.
    static let styles = Scope(rawValue: 2)
    static let comments = Scope(rawValue: 4)
    static let prose = Scope(rawValue: 8)
    /// Items of `conflicts`.
    static let conflicts = Scope(rawValue: 16)
    static let lineEnds = Scope(rawValue: 32)
    static let orders = Scope(rawValue: 64)
    /// Texts of comments that others may edit, too.
    static let commentTexts = Scope(rawValue: 128)
    /// Keys that are taken out.
    static let removals = Scope(rawValue: 256)
    static let all: Scope = [
      .removals, .commentTexts, .values, .styles, .comments, .prose, .conflicts, .lineEnds, .orders,
    ]
  }

  /// Makes a few random changes.
  mutating func change(_ scope: Scope, using random: inout SeededGenerator) {
    for _ in 0..<Int.random(in: 1...4, using: &random) { changeOnce(scope, using: &random) }
  }

  private mutating func changeOnce(_ scope: Scope, using random: inout SeededGenerator) {
    var choices: [(inout RandomTicket, inout SeededGenerator) -> Void] = []
    if scope.contains(.values) {
      choices += [
        { $0.setScalar(&$1) }, { $0.setScalar(&$1) }, { $0.changeSet(&$1) }, { $0.changeSet(&$1) },
        { $0.move(&$1) }, { $0.addOrRemoveKey(scope, &$1) },
      ]
    }
    if scope.contains(.styles) { choices += [{ $0.restyle(&$1) }, { $0.annotate(&$1) }] }
    if scope.contains(.comments) { choices += [{ $0.changeComments(&$1) }] }
    if scope.contains(.commentTexts) { choices += [{ $0.changeCommentText(&$1) }] }
    if scope.contains(.prose) { choices += [{ $0.changeProse(&$1) }] }
    if scope.contains(.conflicts) { choices += [{ $0.record(&$1) }] }
    if scope.contains(.lineEnds) {
      choices += [{ ticket, _ in ticket.hasCarriageReturns.toggle() }]
    }
    if scope.contains(.orders) { choices += [{ $0.reorder(&$1) }] }
    guard let choice = choices.randomElement(using: &random) else { return }
    choice(&self, &random)
  }

  private func place(_ key: String) -> Int? { entries.firstIndex { $0.key == key } }

  private mutating func set(_ key: String, _ value: Value) {
    if let place = place(key) { entries[place].value = value }
  }

  private mutating func setScalar(_ random: inout SeededGenerator) {
    let choices: [(String, [String])] = [
      ("title", ["Crash", "Crash on save", "\"Crash: on load\"", "'It''s down'"]),
      ("type", ["bug", "feature", "task"]), ("assignee", ["", "ada", "bob", "carol"]),
      ("priority", ["", "P0", "P1", "P3", "p1"]), ("due", ["", "2026-11-25", "2027-01-01"]),
      ("x_word", ["", "one", "two", "three", "\"02\""]), ("milestone", ["", "v1", "v2"]),
    ]
    guard let (key, values) = choices.randomElement(using: &random),
      let value = values.randomElement(using: &random)
    else { return }
    set(key, .scalar(value))
  }

  private mutating func changeSet(_ random: inout SeededGenerator) {
    guard let key = ["labels", "blocked_by", "watchers"].randomElement(using: &random),
      let place = place(key)
    else { return }
    var items: [String] = []
    var isFlow = false
    switch entries[place].value {
    case .block(let old): items = old
    case .flow(let old):
      items = old
      isFlow = true
    case .scalar, .nested: return
    }
    let item =
      key == "blocked_by" ? ["sn-z4n8dp", "sn-b2c3df"] : ["auth", "ui", "db", "net", "web"]
    guard let item = item.randomElement(using: &random) else { return }
    if items.contains(item) { items.removeAll { $0 == item } } else { items.append(item) }
    entries[place].value = isFlow && !items.isEmpty ? .flow(items) : .block(items)
  }

  /// Moves the ticket along its workflow, as a command would.
  private mutating func move(_ random: inout SeededGenerator) {
    let statuses = ["new", "triaged", "in-progress", "review", "waiting", "done"]
    guard let status = statuses.randomElement(using: &random) else { return }
    set("status", .scalar(status))
    if status == "done" {
      removeKey("resolution")
      let resolution = Bool.random(using: &random) ? "fixed" : "wontfix"
      entries.insert(
        Entry(key: "resolution", value: .scalar(resolution)), at: place("history") ?? 0)
    } else {
      removeKey("resolution")
    }
    let minute = Int.random(in: 10...59, using: &random)
    let actor = Bool.random(using: &random) ? "ada" : "bob"
    guard let place = place("history"), case .block(let lines) = entries[place].value else {
      return
    }
    entries[place].value = .block(lines + ["2026-11-21T08:\(minute):00Z \(actor) \(status)"])
  }

  private mutating func removeKey(_ key: String) { entries.removeAll { $0.key == key } }

  private mutating func addOrRemoveKey(_ scope: Scope, _ random: inout SeededGenerator) {
    let key = ["milestone", "watchers", "x_word", "x_map", "due", "x_new"].randomElement(
      using: &random)
    guard let key else { return }
    guard place(key) == nil else {
      if scope.contains(.removals) { removeKey(key) }
      return
    }
    let value: Value =
      switch key {
      case "watchers": .block(["ada"])
      case "x_map": .nested(["  c: \(Int.random(in: 0...2, using: &random))"])
      default: .scalar(["v1", "2026-12-24", "zero"].randomElement(using: &random) ?? "")
      }
    let last = key.hasPrefix("x") ? entries.count : entries.count - 1
    entries.insert(Entry(key: key, value: value), at: max(0, last))
  }

  private mutating func restyle(_ random: inout SeededGenerator) {
    let place = Int.random(in: 1..<entries.count, using: &random)
    switch entries[place].value {
    case .scalar(let value) where !value.isEmpty && !value.contains("\"") && !value.contains("'"):
      entries[place].value = .scalar(Bool.random(using: &random) ? "\"\(value)\"" : "'\(value)'")
    case .block(let items) where !items.isEmpty && entries[place].key != "history":
      entries[place].value = Bool.random(using: &random) ? .flow(items) : .block(items.reversed())
    case .flow(let items): entries[place].value = .block(items)
    default: break
    }
  }

  private mutating func annotate(_ random: inout SeededGenerator) {
    let place = Int.random(in: 0..<entries.count, using: &random)
    let words = ["# why", "# ask ops", "# see mail"]
    guard let word = words.randomElement(using: &random) else { return }
    if case .nested = entries[place].value { return entries[place].lead.append(word) }
    if Bool.random(using: &random) {
      entries[place].lead.append(word)
    } else {
      entries[place].tail = "  \(word)"
    }
  }

  private mutating func reorder(_ random: inout SeededGenerator) {
    let (from, to) = (
      Int.random(in: 1..<entries.count, using: &random),
      Int.random(in: 1..<entries.count, using: &random)
    )
    entries.swapAt(from, to)
  }

  private mutating func changeComments(_ random: inout SeededGenerator) {
    switch Int.random(in: 0...5, using: &random) {
    case 0 where !comments.isEmpty: comments.removeFirst()
    default:
      let number = Int.random(in: 2...9, using: &random)
      guard !comments.contains(where: { $0.id == "c-\(number)" }) else { return }
      comments.append(
        Comment(
          id: "c-\(number)", time: "2026-11-21T1\(number):00:00Z", author: "ada",
          text: "Comment \(number)."))
    }
  }

  private mutating func changeCommentText(_ random: inout SeededGenerator) {
    guard !comments.isEmpty else { return }
    comments[0].text += "\n\nAdded \(Int.random(in: 0...3, using: &random))."
  }

  private mutating func changeProse(_ random: inout SeededGenerator) {
    let line = ["alpha", "beta", "gamma", "- [ ] item", "- [x] item", "", "## Notes", "```"]
      .randomElement(using: &random)
    guard let line else { return }
    let place = Int.random(in: 0...prose.count, using: &random)
    switch Int.random(in: 0...2, using: &random) {
    case 0: prose.insert(line, at: place)
    case 1 where place < prose.count: prose[place] = line
    default: if place < prose.count { prose.remove(at: place) }
    }
  }

  private mutating func record(_ random: inout SeededGenerator) {
    let items = [
      "assignee = dora", "priority = P4", "x_word = \"nine\"", "status = waiting", "free words",
    ]
    guard let item = items.randomElement(using: &random) else { return }
    let quoted = item.contains("\"") ? "'\(item)'" : item
    guard let place = place("conflicts") else {
      return entries.insert(
        Entry(key: "conflicts", value: .block([quoted])), at: max(0, entries.count - 1))
    }
    if case .block(let items) = entries[place].value, !items.contains(quoted) {
      entries[place].value = .block((items + [quoted]).sorted())
    } else {
      entries.remove(at: place)
    }
  }
}
