import Foundation
import TestSupport
import Testing

/// `board`: which tickets are in which column, and how that is printed.
@Suite struct BoardTests {
  private let world: CommandLineWorld

  init() throws {
    world = try CommandLineWorld()
    world.variables["SNAG_ACTOR"] = "ada"
  }

  /// Gives the bug workflow limits, in the work tree.
  private func limit(_ status: String, to limit: Int) throws {
    let path = ".tickets/workflows/bug.yml"
    let text = try #require(world.read(path))
    let line = try #require(
      text.split(separator: "\n").first { $0.hasPrefix("  \(status):") })
    let changed = line.replacing("{ category", with: "{ wip: \(limit), category")
    try world.write(text.replacing(line, with: changed), to: path)
  }

  @discardableResult
  private func bug(_ title: String, _ more: String...) -> String {
    let outcome = world.snag(["new", title, "-t", "bug"] + more)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome.line
  }

  /// Columns with their tickets' titles, as the JSON has them.
  private func columns(_ arguments: String...) throws -> [String] {
    let board = try world.snag(["board", "--json"] + arguments).json()
    let columns = try #require(board["columns"] as? [[String: Any]])
    return columns.map { column in
      let tickets = column["tickets"] as? [[String: Any]] ?? []
      let titles = tickets.compactMap { $0["title"] as? String }
      return "\(column["name"] ?? "") \(column["count"] ?? ""): \(titles.joined(separator: ", "))"
    }
  }

  // MARK: Columns

  @Test func columnsAreTheStatusesOfTheWorkflow() throws {
    let first = bug("One", "-p", "P2")
    bug("Two", "-p", "P1")
    world.ok("start", first)
    #expect(
      try columns() == [
        "new 1: Two", "triaged 0: ", "in-progress 1: One", "review 0: ", "waiting 0: ", "done 0: ",
      ])
  }

  @Test func whereWorkflowsMeetTheColumnsAreCategories() throws {
    bug("One")
    world.ok("start", world.ok("new", "Chore"))
    #expect(try columns() == ["new 1: One", "active 1: Chore", "waiting 0: ", "done 0: "])
    #expect(try columns("--by", "status", "type:bug").first == "new 1: One")
    #expect(try columns("type:bug").count == 6, "one workflow is left")
    #expect(try columns("--by=category", "type:bug").count == 4)
    world.terminalWidth = 100
    #expect(world.snag("board").output.contains("in-progress, ada"), "a card says its status")
  }

  @Test func aStatusThatNoWorkflowKnowsHasAColumn() throws {
    let id = bug("One")
    let path = world.path(of: id)
    try world.write(
      try #require(world.read(path)).replacing("status: new", with: "status: odd"), to: path)
    #expect(try columns("--by=status").last == "odd 1: One")
    #expect(try columns("--by=category").first == "new 1: One")
  }

  @Test func ofWhatIsDoneTheLatestTenAreShown() throws {
    var ids: [String] = []
    for number in 1...12 { ids.append(bug("B\(number)")) }
    for id in ids { world.ok("close", id, "resolution=fixed") }
    let titles = (3...12).reversed().map { "B\($0)" }.joined(separator: ", ")
    #expect(try columns().last == "done 12: \(titles)")
    #expect(try columns("-n", "1").last == "done 12: B12")
    #expect(try columns("is:open").last == "done 0: ")
    #expect(try columns("-n", "20").last?.contains("B1,") == false)
    let piped = world.snag("board")
    #expect(piped.output.split(separator: "\n").count == 10)
    #expect(piped.errors == "done: 2 more; -n shows more\n")
    #expect(world.snag("board", "--md").output.contains("… and 2 more"))
    world.terminalWidth = 140
    #expect(world.snag("board").output.contains("done 10 of 12"))
    #expect(world.snag("board").output.hasSuffix("… and 2 more\n"))
  }

  @Test func limitsAreMarkedInWords() throws {
    try limit("in-progress", to: 1)
    try limit("review", to: 1)
    let ids = (1...3).map { bug("B\($0)") }
    for id in ids { world.ok("start", id) }
    world.ok("submit", ids[0])
    world.terminalWidth = 140
    let heading = world.snag("board", "--color=never").output.split(separator: "\n").first ?? ""
    #expect(heading.contains("in-progress 2/1 over"))
    #expect(heading.contains("review 1/1 full"))
    world.terminalWidth = nil
    #expect(
      world.snag("board", "--md").output.contains("in-progress **2/1 over** | review 1/1 full"))
    // A limit is about everybody's work, not about what the query leaves.
    #expect(world.snag("board", "B2", "--md").output.contains("in-progress **1 (2/1 over)**"))
    let json = world.snag("board", "--json").output
    #expect(
      json.contains(
        #""over":true,"limits":[{"workflow":"bug","status":"in-progress","count":2,"limit":1,"#))
    #expect(world.snag("board", "--by=category", "--md").output.contains("in-progress 2/1 over"))
  }

  // MARK: Formats

  @Test func inAPipeEachTicketIsALine() throws {
    let id = bug("Tab\u{2009}and | pipe", "-p", "P1", "-l", "ui", "-l", "auth")
    world.ok("start", id)
    let outcome = world.snag("board")
    #expect(
      outcome.output == "in-progress\t\(id)\tP1\tin-progress\tTab\u{2009}and | pipe\tauth,ui\tada\n"
    )
  }

  @Test(arguments: [24, 40, 80, 118, 119, 150, 300])
  func noLineIsWiderThanTheTerminal(width: Int) throws {
    bug("日本語のタイトルは幅が二倍になります、正しく折り返されるべきです", "-p", "P0", "-l", "i18n")
    bug("AVeryLongWordWithoutAnyBlankThatHasToBeBrokenSomewhereBecauseItDoesNotFit")
    bug("A family 👨‍👩‍👧‍👦 and a flag 🇨🇭 and e\u{301} in a title that is rather long for a card")
    world.terminalWidth = width
    let lines = world.snag("board", "--color=never").output.split(separator: "\n")
    for line in lines {
      // Wide characters take two columns; here they are the CJK ones and emoji.
      let columns = line.reduce(0) {
        $0 + ($1.unicodeScalars.first!.value >= 0x1100 && $1 != "─" && $1 != "…" ? 2 : 1)
      }
      #expect(columns <= width, "\(line)")
      #expect(!line.hasSuffix(" "))
    }
    #expect(lines.contains { $0.hasPrefix("new 3") })
    let isGrid = lines[0].contains("done 0")
    #expect(isGrid == (width >= 118))
  }

  @Test func aMarkdownTableHoldsNoMarkupOfTickets() throws {
    bug("a | b <script> @ada #1 *x* `y`")
    let output = world.snag("board", "--md").output
    let row = try #require(output.split(separator: "\n").last)
    #expect(row.contains(#"a \| b \<script> @"#))
    #expect(row.contains(#"\*x\* \`y\`"#))
    #expect(!row.contains("@ada") && !row.contains("#1"))
  }

  @Test func whatATicketSaysDoesNotSteerTheTerminal() throws {
    let id = bug("x")
    let path = world.path(of: id)
    try world.write(
      try #require(world.read(path)).replacing("title: x", with: #"title: "\e[31mred\u202e""#),
      to: path)
    for width in [nil, 60, 150] {
      world.terminalWidth = width
      for format in [[], ["--md"], ["--html", "-"], ["--json"]] {
        let output = world.snag(["board", "--color=never"] + format).output
        #expect(!output.contains("\u{1B}") && !output.contains("\u{202E}"), "\(format)")
      }
    }
  }

  @Test func branchesSpeakWhenAsked() throws {
    let id = bug("One")
    try world.git("switch", "-q", "-c", "topic")
    world.ok("start", id)
    try world.git("switch", "-q", "main")
    #expect(try columns()[2] == "in-progress 0: ")
    #expect(try columns("--all-branches")[2] == "in-progress 1: One")
  }

  @Test func optionsThatContradictAreRefused() throws {
    #expect(world.snag("board", "--md", "--html", "-").status == 2)
    #expect(world.snag("board", "--md", "--json").status == 2)
    #expect(world.snag("board", "--force").status == 2)
    #expect(world.snag("board", "-n", "-1").status == 2)
    #expect(world.snag("board", "nosuch:field").status == 2)
    #expect(world.snag("board", "-label:ui").status == 0, "a negated term is no option")
  }
}
