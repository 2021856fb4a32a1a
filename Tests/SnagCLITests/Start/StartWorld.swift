import TestSupport
import Testing

extension SyncWorld {
  /// The world of a team whose `start` makes branches.
  static func withBranches() throws -> SyncWorld {
    let world = try SyncWorld()
    for type in ["bug", "feature", "task"] {
      try world.ada.makeStartBranch(type)
    }
    try world.ada.git("commit", "-q", "--allow-empty", "-am", "start makes branches")
    try world.ada.git("push", "-q")
    try world.bob.git("pull", "-q")
    _ = world.world.takeTranscript()
    return world
  }

  /// A bug of ada's that both have on main.
  func sharedBug(_ title: String = "Login crashes") throws -> String {
    try ada.git("switch", "-q", "main")
    try bob.git("switch", "-q", "main")
    let id = ada.ok("new", title, "-t", "bug", "-q")
    try ada.git("push", "-q")
    try bob.git("pull", "-q")
    _ = world.takeTranscript()
    return id
  }
}

extension SyncWorld.Clone {
  /// Gives a workflow's `start` the effect `branch` if it has it not.
  func makeStartBranch(_ type: String) throws {
    let path = ".tickets/workflows/\(type).yml"
    let text = try #require(read(path))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.contains("start:") && !line.contains("branch")
        ? String(line).replacing("[assign-me", with: "[assign-me, branch") : String(line)
    }
    try write(lines.joined(separator: "\n"), to: path)
  }

  /// Short name of the branch that is checked out; empty on a detached HEAD.
  var branch: String {
    get throws { try git("branch", "--show-current").replacing("\n", with: "") }
  }

  /// A field of a ticket.
  func field(_ name: String, of id: String) -> String {
    snag("show", id, "--json=\(name)").member(name) ?? ""
  }

  /// Everything but objects, and logs and stat data that git writes when it only looks.
  func state() throws -> [String: String] {
    [
      "head": try git("symbolic-ref", "-q", "HEAD"), "refs": try git("for-each-ref"),
      "status": try git("status", "--porcelain"), "diff": try git("diff", "HEAD"),
      "staged": try git("diff", "--cached"), "trees": try git("worktree", "list"),
    ]
  }
}
