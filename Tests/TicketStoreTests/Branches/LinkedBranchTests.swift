import TestSupport
import Testing
import TicketModel
import TicketStore

@Suite struct LinkedBranchTests {
  private func ticket(_ scene: Scene, _ id: String = "sn-k7m3qx") throws -> Ticket {
    try scene.store().find(id).ticket
  }

  @Test func branchesThatHoldTheIDAreLinkedThoseHereFirst() throws {
    let scene = try Scene.committed()
    for branch in ["sn-k7m3qx", "bug/SN-k7m3qx-login", "bug/sn-k7m3qxx", "bug/sn-z4n8dp"] {
      try scene.git("branch", branch)
    }
    try scene.git("update-ref", "refs/remotes/origin/bug/sn-k7m3qx-a", "HEAD")
    try scene.git("update-ref", "refs/remotes/origin/main", "HEAD")
    try scene.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
    let head = try scene.git("rev-parse", "HEAD").dropLast()

    let linked = try scene.store().linkedBranches(to: ticket(scene))

    #expect(
      linked.map(\.name) == ["bug/SN-k7m3qx-login", "sn-k7m3qx", "origin/bug/sn-k7m3qx-a"])
    #expect(linked.map(\.isRemoteTracking) == [false, false, true])
    #expect(linked.allSatisfy { $0.tip == head })
    #expect(linked.last?.localName == "bug/sn-k7m3qx-a")
  }

  @Test func theFieldNamesABranchHereAndOnARemote() throws {
    let scene = try Scene.committed()
    try scene.edit(Scene.ticket, "assignee:", "branch: login-rework\nassignee:")
    try scene.git("branch", "login-rework")
    try scene.git("branch", "x/login-rework")
    try scene.git("update-ref", "refs/remotes/origin/login-rework", "HEAD")
    let linked = try scene.store().linkedBranches(to: ticket(scene))
    #expect(linked.map(\.name) == ["login-rework", "origin/login-rework"])

    #expect(throws: NoTicketOfBranch.none(branch: "main")) {
      try scene.store().findTicketOfBranch()
    }
    try scene.git("switch", "-q", "login-rework")
    #expect(try scene.store().findTicketOfBranch().ticket.id.text == "sn-k7m3qx")
  }

  @Test func theCurrentBranchTellsItsTicket() throws {
    let scene = try Scene.committed()
    try scene.write(
      Scene.ticketText("sn-k7m3qx.1", title: "Child"), to: ".tickets/sn-k7m3qx.1-child.md")
    let cases = [
      ("bug/sn-k7m3qx-login", "sn-k7m3qx"), ("sn-k7m3qx.1-part", "sn-k7m3qx.1"),
      ("fix-sn-z4n8dp", "sn-z4n8dp"),
    ]
    for (branch, id) in cases {
      try scene.git("switch", "-q", "-c", branch)
      #expect(try scene.store().findTicketOfBranch().ticket.id.text == id)
    }
  }

  @Test func noneOrSeveralTicketsAreSaid() throws {
    let scene = try Scene.committed()
    try scene.git("switch", "-q", "-c", "sn-z4n8dp-and-sn-k7m3qx")
    #expect(
      throws: NoTicketOfBranch.several(
        branch: "sn-z4n8dp-and-sn-k7m3qx",
        ids: ["sn-k7m3qx", "sn-z4n8dp"].compactMap { TicketID($0) })
    ) { try scene.store().findTicketOfBranch() }
    try scene.git("switch", "-q", "--detach")
    #expect(throws: NoTicketOfBranch.detached) { try scene.store().findTicketOfBranch() }
  }

  @Test func theDefaultBranchIsTheOneHereElseTheRemotes() throws {
    let scene = try Scene.committed()
    #expect(try scene.store().defaultBranch()?.name == "main")
    try scene.git("update-ref", "refs/remotes/origin/trunk", "HEAD")
    try scene.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk")
    #expect(try scene.store().defaultBranch()?.name == "origin/trunk")
    try scene.git("branch", "trunk")
    #expect(try scene.store().defaultBranch()?.name == "trunk")
    #expect(try scene.store().defaultBranches().map(\.name) == ["trunk", "origin/trunk"])
    try scene.git("switch", "-q", "-c", "other")
    try scene.git("branch", "-q", "-D", "main", "trunk")
    try scene.git("remote", "add", "origin", ".")
    try scene.git("update-ref", "-d", "refs/remotes/origin/trunk")
    try scene.git("symbolic-ref", "-d", "refs/remotes/origin/HEAD")
    #expect(try scene.store().defaultBranch() == nil)
  }
}
