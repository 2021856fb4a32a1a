import Foundation
import TestSupport
import Testing

/// Whole trackers of other people taken over and worked on, through the command line.
@Suite(.enabled(if: SharedData.isPresent)) struct TakeoverTests {
  @Test func ticketsOfTkAreAdoptedInOneCommitWithEveryField() throws {
    let world = try CommandLineWorld(isSetUp: false)
    let originals = try SharedData.files(in: "trackers/tk", suffix: ".md")
    for file in originals {
      let text = String(decoding: try SharedData.bytes(file), as: UTF8.self)
      try world.write(text, to: ".tickets/\(file.split(separator: "/").last ?? "")")
    }
    try world.git("add", ".")
    try world.git("commit", "-q", "-m", "tk")

    #expect(world.snag("init").status == 4)
    world.ok("init", "--adopt")

    #expect(try world.git("rev-list", "--count", "HEAD") == "2\n")
    let tickets = try exported(world)
    #expect(tickets.count == 132)
    for file in originals {
      let text = String(decoding: try SharedData.bytes(file), as: UTF8.self)
      compare(TkFile(text), with: try #require(tickets[TkFile(text).fields["id"] ?? ""]))
    }
    try expectTwentyTransitionsAreTwentyCommits(world)
  }

  @Test(arguments: [
    ("beads", "trackers/beads/issues.jsonl", 704),
    ("backlog-md", "trackers/backlog-md/backlog", 664),
  ])
  func otherTrackersAreImportedOnceAndWorkedOn(
    tracker: String, path: String, count: Int
  ) throws {
    let world = try CommandLineWorld()
    let first = try world.snag("import", tracker, SharedData.path(path), "--json").json()
    #expect(first["imported"] as? Int == count)
    #expect((first["summary"] as? [String: Int])?.isEmpty == false)
    let commits = try world.git("rev-list", "--count", "HEAD")

    let again = try world.snag("import", tracker, SharedData.path(path), "--json").json()
    #expect(again["imported"] as? Int == 0)
    #expect(again["skipped"] as? Int == count)
    #expect(try world.git("rev-list", "--count", "HEAD") == commits)

    let tickets = try exported(world).values
    #expect(tickets.contains { ($0["blocked_by"] as? [String])?.isEmpty == false })
    #expect(tickets.contains { $0["parent"] is String })
    try expectTwentyTransitionsAreTwentyCommits(world)
  }

  private func exported(_ world: CommandLineWorld) throws -> [String: [String: Any]] {
    let answer = try world.snag("export", "json").json()
    let tickets = try #require(answer["tickets"] as? [[String: Any]])
    #expect((answer["problems"] as? [Any])?.isEmpty == true)
    return Dictionary(
      tickets.map { ($0["id"] as? String ?? "", $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Moves twenty tickets by verbs of their workflows and looks at what git got.
  private func expectTwentyTransitionsAreTwentyCommits(_ world: CommandLineWorld) throws {
    #expect(world.snag("check").status == 0)
    let rows = world.ok("list", "is:open,closed", "-n", "20", "--columns", "id,category")
      .split(separator: "\n").map { $0.split(separator: "\t") }
    #expect(rows.count == 20)
    for row in rows {
      let id = String(row[0])
      switch row[1] {
      case "done": world.ok("reopen", id, "-m", "Once more.")
      case "active": world.ok("wait", id, "waiting_for=a release")
      default: world.ok("start", id, "assignee=ada", "--no-branch")
      }
    }
    let touched = try world.git("log", "-20", "--format=tformat:commit", "--name-only")
      .components(separatedBy: "commit\n").dropFirst()
      .map { $0.split(separator: "\n").count }
    #expect(touched == [Int](repeating: 1, count: 20))
    #expect(world.snag("check").status == 0)
    #expect(try world.git("status", "--porcelain") == "")
  }

  private func compare(_ file: TkFile, with ticket: [String: Any]) {
    let id = file.fields["id"] ?? ""
    #expect(ticket["title"] as? String == file.title, "\(id)")
    let categories = ["open": "new", "in_progress": "active", "closed": "done"]
    #expect(ticket["category"] as? String == categories[file.fields["status"] ?? ""], "\(id)")
    #expect(Set(ticket["blocked_by"] as? [String] ?? []) == Set(file.list("deps")), "\(id)")
    #expect(Set(ticket["related"] as? [String] ?? []) == Set(file.list("links")), "\(id)")
    #expect(ticket["priority"] as? String == "P\(file.fields["priority"] ?? "")", "\(id)")
    #expect(ticket["created"] as? String == file.fields["created"], "\(id)")
    let comments = (ticket["comments"] as? [[String: Any]] ?? []).map { $0["time"] as? String }
    #expect(comments == file.noteTimes, "\(id)")
    let known: Set = [
      "id", "status", "deps", "links", "created", "type", "priority", "assignee", "parent",
    ]
    for (key, value) in file.fields where !known.contains(key) {
      #expect(ticket[key] as? String == value, "\(id) \(key)")
    }
  }
}

/// A ticket of tk, read in the plainest way, to judge by.
private struct TkFile {
  var fields: [String: String] = [:]
  var title = ""
  var noteTimes: [String?] = []

  init(_ text: String) {
    let parts = text.components(separatedBy: "---\n")
    for line in parts[1].split(separator: "\n") {
      let pair = line.components(separatedBy: ": ")
      fields[pair[0]] = pair.dropFirst().joined(separator: ": ")
    }
    let body = parts.dropFirst(2).joined(separator: "---\n")
    title = body.split(separator: "\n").first.map { String($0.dropFirst(2)) } ?? ""
    let notes = body.components(separatedBy: "\n## Notes\n")
    guard notes.count > 1 else { return }
    noteTimes = notes[1].split(separator: "\n")
      .filter { $0.hasPrefix("**2") && $0.hasSuffix("Z**") }
      .map { String($0.dropFirst(2).dropLast(2)) }
  }

  func list(_ key: String) -> [String] {
    (fields[key] ?? "").filter { !"[] ".contains($0) }.split(separator: ",").map(String.init)
  }
}
