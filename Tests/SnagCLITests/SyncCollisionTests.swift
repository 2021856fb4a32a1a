import Foundation
import TestSupport
import Testing

/// `sync` where two clones have made different tickets with one id.
@Suite struct SyncCollisionTests {
  private static let earlier = text("Login crashes", "bob", "2026-11-20T09:15:00Z")
  private static let later = text("Export slow", "carol", "2026-11-20T10:15:00Z")

  private static func text(_ title: String, _ person: String, _ time: String) -> String {
    """
    ---
    id: sn-k7m3qx
    title: \(title)
    type: bug
    status: new
    created: \(time)
    assignee:
    reporter: \(person)
    priority: P2
    labels:
    blocked_by:
    milestone:
    history:
    - \(time) \(person) new
    ---

    About \(title).

    """
  }

  private static let referrer = earlier.replacing("sn-k7m3qx", with: "sn-z4n8dp")
    .replacing("blocked_by:", with: "blocked_by:\n- sn-k7m3qx")

  /// Two clones that have a ticket each at these paths; ada's is the later one.
  private func collision(
    _ adasPath: String = ".tickets/sn-k7m3qx-a.md", _ bobsPath: String = ".tickets/sn-k7m3qx-b.md"
  ) throws -> SyncWorld {
    let sync = try SyncWorld()
    try sync.ada.commit(Self.referrer, to: ".tickets/sn-z4n8dp.md")
    sync.ada.ok("sync")
    sync.bob.ok("sync")
    try sync.ada.commit(Self.later, to: adasPath)
    try sync.bob.commit(Self.earlier, to: bobsPath)
    return sync
  }

  /// Every ticket's path and text.
  private func tickets(_ clone: SyncWorld.Clone) throws -> [String: String] {
    let paths = try clone.git("ls-files", "--", ":(glob).tickets/*.md").split(separator: "\n")
    return Dictionary(
      uniqueKeysWithValues: paths.map { (String($0), clone.read(String($0)) ?? "") })
  }

  /// Syncs until all have everything and returns the tickets, which are the same everywhere.
  private func synced(
    _ sync: SyncWorld, _ first: SyncWorld.Clone, _ second: SyncWorld.Clone
  ) throws -> (outcome: CommandLineWorld.Outcome, tickets: [String: String]) {
    first.ok("sync")
    let outcome = second.snag("sync")
    #expect(outcome.status == 0, "\(outcome.everything)")
    first.ok("sync")
    #expect(try first.id("HEAD") == second.id("HEAD"))
    #expect(try first.id("HEAD") == sync.remoteTip())
    #expect(try first.git("status", "--porcelain") == "")
    #expect(try second.git("status", "--porcelain") == "")
    #expect(first.snag("check").status == 0)
    #expect(try tickets(first) == tickets(second))
    return (outcome, try tickets(second))
  }

  private func expectBoth(
    _ tickets: [String: String], earlier path: String,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    #expect(tickets.count == 3, "\(tickets.keys)", sourceLocation: location)
    #expect(tickets[path] == Self.earlier, sourceLocation: location)
    #expect(tickets[".tickets/sn-z4n8dp.md"] == Self.referrer, sourceLocation: location)
    let (place, text) = try #require(tickets.first { $0.value.contains("Export slow") })
    let id = String(place.dropFirst(9).prefix(9))
    #expect(place == ".tickets/\(id)-export-slow.md", sourceLocation: location)
    // The new id and where it came from; nothing else differs.
    #expect(
      text.replacing("id: \(id)\n", with: "id: sn-k7m3qx\n")
        .replacing("formerly: sn-k7m3qx\n", with: "") == Self.later, sourceLocation: location)
    #expect(text.contains("\nformerly: sn-k7m3qx\n"), sourceLocation: location)
  }

  // MARK: Both directions

  @Test func bothTicketsStayWhicheverCloneIsFirst() throws {
    let one = try collision()
    let forth = try synced(one, one.ada, one.bob)
    try expectBoth(forth.tickets, earlier: ".tickets/sn-k7m3qx-b.md")
    let two = try collision()
    let back = try synced(two, two.bob, two.ada)
    #expect(back.tickets == forth.tickets)

    let path = try #require(forth.tickets.keys.first { $0.hasSuffix("-export-slow.md") })
    let id = String(path.dropFirst(9).prefix(9))
    let words = """
      sn-k7m3qx: two tickets had this id; the later one is \(id) from now on (\(path))
      look which ticket is meant where sn-k7m3qx is named: sn-z4n8dp

      """
    #expect(forth.outcome.output == words + "1 new ticket: \(id)\n")
    #expect(back.outcome.output == words + "1 new ticket: sn-k7m3qx\n")
  }

  @Test func oneFileNameForBothIsNoMatter() throws {
    let path = ".tickets/sn-k7m3qx.md"
    let one = try collision(path, path)
    let forth = try synced(one, one.ada, one.bob)
    try expectBoth(forth.tickets, earlier: path)
    let two = try collision(path, path)
    #expect(try synced(two, two.bob, two.ada).tickets == forth.tickets)
  }

  @Test func aDryRunSaysItAndJSONNamesIt() throws {
    let sync = try collision()
    sync.bob.ok("sync")
    let before = try sync.ada.everythingButFetched()
    let outcome = sync.ada.snag("sync", "--dry-run", "--json=parted")
    #expect(outcome.status == 0)
    let id = "sn-[a-z][a-z0-9]{5}"
    #expect(
      outcome.output.firstMatch(
        of: try Regex(
          #""parted":\[\{"id":"\#(id)","formerly":"sn-k7m3qx","path":".tickets/\#(id)-export"#
            + #"-slow.md","referrers":\["sn-z4n8dp"\]\}\]"#)) != nil, "\(outcome.output)")
    #expect(try sync.ada.everythingButFetched() == before)
    #expect(sync.ada.snag("sync", "--dry-run").output.hasSuffix("1 new ticket: sn-k7m3qx\n"))
  }

  // MARK: The same by hand

  @Test(arguments: [
    [".tickets/sn-k7m3qx-a.md", ".tickets/sn-k7m3qx-b.md"],
    [".tickets/sn-k7m3qx.md", ".tickets/sn-k7m3qx.md"],
  ])
  func settleMakesTheSameFiles(paths: [String]) throws {
    let one = try collision(paths[0], paths[1])
    let wanted = try synced(one, one.ada, one.bob).tickets
    let two = try collision(paths[0], paths[1])
    two.ada.ok("sync")
    try two.bob.git("fetch", "-q")
    // Git stops where both have one path.
    _ = try TestSupport.run(
      ["git", "-c", "merge.snag.driver=false", "merge", "-q", "--no-edit", "origin/main"],
      in: two.bob.directory, environment: isolatedEnvironment.merging(two.world.variables) { $1 })
    let outcome = two.bob.snag("settle", "--all")
    #expect(outcome.status == 0, "\(outcome.everything)")
    try two.bob.git("add", "-A")
    try two.bob.git("commit", "-q", "--allow-empty", "-m", "merged")
    #expect(try tickets(two.bob) == wanted)
  }

  @Test func ticketsPartedOnTwoClonesMeetAgain() throws {
    // Each clone merges the other's commit before it sees the other's merge.
    let sync = try collision()
    try sync.ada.git("push", "-q", "origin", "main:refs/heads/adas")
    try sync.bob.git("push", "-q", "origin", "main:refs/heads/bobs")
    for (clone, other) in [(sync.ada, "bobs"), (sync.bob, "adas")] {
      try clone.git("fetch", "-q")
      try clone.git("branch", "-q", "-u", "origin/\(other)")
      #expect(clone.snag("sync", "--no-push").status == 0)
      try clone.git("branch", "-q", "-u", "origin/main")
    }
    #expect(try sync.ada.id("HEAD") != sync.bob.id("HEAD"))
    #expect(try tickets(sync.ada) == tickets(sync.bob))
    let id = try #require(
      try tickets(sync.ada).keys.first { $0.hasSuffix("-export-slow.md") }
    ).dropFirst(9).prefix(9)
    sync.ada.ok("edit", String(id), "priority=P0")
    sync.bob.ok("comment", String(id), "-m", "From bob.")
    sync.bob.ok("edit", "sn-k7m3qx", "assignee=dora")
    let (_, all) = try synced(sync, sync.ada, sync.bob)
    #expect(all.count == 3)
    let export = try #require(all.values.first { $0.contains("Export slow") })
    #expect(export.contains("priority: P0\n") && export.contains("From bob."))
    #expect(all[".tickets/sn-k7m3qx-b.md"]?.contains("assignee: dora\n") == true)
  }
}
