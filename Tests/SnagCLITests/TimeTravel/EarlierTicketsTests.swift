import Foundation
import SnagCLI
import TestSupport
import Testing
import TicketModel

/// `--at` shows what a checkout of that commit shows.
@Suite(.enabled(if: SharedData.isPresent))
struct EarlierTicketsTests {
  /// Beads' own issues, imported in parts in the order in which they were made, with edits, comments,
  /// new titles, another workflow and merged branches in between; one step a day.
  private static func history(_ generator: inout SeededGenerator) throws -> CommandLineWorld {
    let world = try CommandLineWorld()
    world.variables["SNAG_ACTOR"] = "ada"
    let text = String(decoding: try SharedData.bytes("trackers/beads/issues.jsonl"), as: UTF8.self)
    let lines = text.split(separator: "\n").prefix(160)
    func nextDay() { world.nextTime = world.nextTime.adding(seconds: 86_400) }
    for count in stride(from: 16, through: lines.count, by: 16) {
      nextDay()
      try world.write(lines.prefix(count).joined(separator: "\n"), to: "part.jsonl")
      world.ok("import", "beads", "part.jsonl")
      if count == 64 {
        try world.git("switch", "-q", "-c", "side")
      } else if count == 96 {
        try world.git("switch", "-q", "main")
      } else if count == 128 {
        try world.gitAt(
          "\(world.nextTime)", "merge", "-q", "-m", "merge side", "-s", "ours", "side")
      }
      let ids = world.ok("list", "is:open,closed", "--columns=id").split(separator: "\n")
      for _ in 0..<5 {
        nextDay()
        let id = String(try #require(ids.randomElement(using: &generator)))
        let number = Int.random(in: 0...9, using: &generator)
        switch number % 4 {
        case 0: world.ok("comment", id, "-m", "word \(count)")
        case 1: world.ok("edit", id, "title=Another title \(count) \(number)")
        case 2: world.ok("edit", id, "labels+=part-\(count)-\(number)")
        default: world.ok("edit", id, "milestone=m\(count)\(number)")
        }
      }
    }
    return world
  }

  @Test func fiftyCommitsAreListedAsTheirCheckouts() throws {
    var generator = SeededGenerator(seed: 50)
    let world = try Self.history(&generator)
    let commits = try world.git("rev-list", "--all").split(separator: "\n").map(String.init)
    #expect(commits.count > 50)
    let main = world.directory
    let checkout = world.scratch.path("checkout")
    try world.git("worktree", "add", "-q", "--detach", checkout)
    var answers: Set<String> = []
    for commit in commits.shuffled(using: &generator).prefix(50) {
      try world.git("-C", checkout, "checkout", "-q", "--detach", commit)
      world.directory = checkout
      let plain = world.snag("list", "is:open,closed", "--json")
      world.directory = main
      let earlier = world.snag("list", "--at", commit, "is:open,closed", "--json")
      #expect(plain.status == earlier.status, "\(commit): \(earlier.errors)")
      // The ways of naming what is missing differ with the place.
      if plain.status == 0 { #expect(plain.output == earlier.output, "\(commit)") }
      answers.insert(earlier.output)
    }
    #expect(answers.count > 30, "the commits differ")
  }

  @Test func momentsAreThoseOfGit() throws {
    var generator = SeededGenerator(seed: 51)
    let world = try Self.history(&generator)
    let start = try #require(
      Timestamp(try world.git("log", "-1", "--reverse", "--format=%cI").dropLast()))
    for _ in 0..<30 {
      let moment = start.adding(seconds: -Int64.random(in: 0...(86_400 * 50), using: &generator))
      let commit = try world.git("rev-list", "-1", "--first-parent", "--before=\(moment)", "main")
        .dropLast()
      let outcome = world.snag("list", "--at", "\(moment)", "--json", "is:open,closed")
      if commit.isEmpty {
        #expect(outcome.status == 2)
      } else {
        let wanted = world.snag("list", "--at", String(commit), "--json", "is:open,closed").output
        #expect(outcome.output == wanted, "\(moment)")
      }
    }
  }
}
