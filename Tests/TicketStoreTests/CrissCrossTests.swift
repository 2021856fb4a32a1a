import TestSupport
import Testing
import TicketStore

/// Histories with several best common ancestors.
@Suite struct CrissCrossTests {
  private let scene: Scene
  private static let login = Scene.ticket
  private static let export = ".tickets/sn-z4n8dp-export.md"

  init() throws { scene = try Scene.committed() }

  private func commit() throws {
    try scene.git("add", "-A")
    try scene.git("commit", "-q", "--allow-empty", "-m", "change")
  }

  /// One branch changes one ticket, the other branch the other one; then each merges the other.
  private func cross(_ number: Int) throws {
    try scene.git("switch", "-q", "ours")
    try scene.edit(Self.login, "Two tabs", "Login \(number). Two tabs")
    try commit()
    try scene.git("switch", "-q", "theirs")
    try scene.edit(Self.export, "Two tabs", "Export \(number). Two tabs")
    try commit()
    let theirs = try scene.id("theirs")
    try scene.git("merge", "-q", "--no-edit", "ours")
    try scene.git("switch", "-q", "ours")
    try scene.git("merge", "-q", "--no-edit", theirs)
  }

  private func branches() throws {
    try scene.git("branch", "-m", "main", "ours")
    try scene.git("branch", "theirs")
  }

  @Test(arguments: [1, 2, 5])
  func theCommonAncestorIsTheMergeOfAll(crosses: Int) throws {
    try branches()
    for number in 1...crosses { try cross(number) }
    try scene.edit(Self.login, "priority: P2", "priority: P0")
    try commit()
    try scene.git("switch", "-q", "theirs")
    try scene.edit(Self.export, "priority: P2", "priority: P0")
    try commit()
    let merged = try scene.store().mergedTickets(ours: "ours", theirs: "theirs")
    #expect(merged.bases.count == 2)
    // With any single ancestor, the other one's ticket would count as changed on both sides.
    #expect(merged.tickets.map(\.outcome) == [.changed(.ours), .changed(.theirs)])
  }

  @Test func aMoveInOneAncestorIsKnownInTheirMerge() throws {
    try branches()
    let moved = ".tickets/k/7/sn-k7m3qx-login-crashes.md"
    try scene.git("switch", "-q", "ours")
    try scene.write(try scene.bytes(Self.login), to: moved)
    try scene.remove(Self.login)
    try commit()
    try scene.git("switch", "-q", "theirs")
    try scene.edit(Self.login, "Two tabs", "Three tabs")
    try commit()
    let theirs = try scene.id("theirs")
    try scene.git("merge", "-q", "--no-edit", "ours")
    try scene.git("switch", "-q", "ours")
    try scene.git("merge", "-q", "--no-edit", theirs)
    try scene.edit(moved, "priority: P2", "priority: P0")
    try commit()
    let merged = try scene.store().mergedTickets(ours: "ours", theirs: "theirs")
    #expect(merged.bases.count == 2)
    #expect(merged.tickets.map(\.outcome) == [.changed(.ours)])
    #expect(merged.tickets.first?.base?.path == moved)
  }

  @Test func nothingIsWrittenForAnAncestorInMemory() throws {
    try branches()
    // The sides of the ancestor both change one ticket, so that a text comes about that no commit has.
    try scene.git("switch", "-q", "ours")
    try scene.edit(Self.login, "priority: P2", "priority: P0")
    try commit()
    try scene.git("switch", "-q", "theirs")
    try scene.edit(Self.login, "assignee:", "assignee: carol")
    try commit()
    let theirs = try scene.id("theirs")
    try scene.git("merge", "-q", "--no-edit", "-s", "ours", "ours")
    try scene.git("switch", "-q", "ours")
    try scene.git("merge", "-q", "--no-edit", "-s", "ours", theirs)
    let before = try scene.git("count-objects", "-v")
    let merged = try scene.store().mergedTickets(ours: "ours", theirs: "theirs")
    #expect(merged.bases.count == 2)
    #expect(merged.tickets.count == 1)
    #expect(try scene.git("count-objects", "-v") == before)
  }
}
