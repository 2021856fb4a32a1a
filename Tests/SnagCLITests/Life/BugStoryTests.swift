import Foundation
import TestSupport
import Testing

/// A bug from its report to its release and back again, between two people, with real git.
@Suite struct BugStoryTests {
  /// How a branch comes to main.
  enum Way: String, CaseIterable {
    case merge, rebase, squash
  }

  private let both: SyncWorld
  private let ada: SyncWorld.Clone
  private let bob: SyncWorld.Clone

  init() throws {
    both = try SyncWorld.withBranches()
    ada = both.ada
    bob = both.bob
    try ada.git("tag", "v0.9")
    try ada.git("push", "-q", "origin", "v0.9")
  }

  @Test(arguments: Way.allCases) func fromReportToRelease(way: Way) throws {
    // Report and triage.
    let id = ada.ok("new", "Login crashes", "-t", "bug", "-q")
    ada.ok("triage", id, "priority=P1")
    try ada.git("push", "-q")
    try bob.git("pull", "-q", "--tags")
    #expect(try whereabouts(id, ada).work == "none")

    // Work on a branch, tied to the ticket by a trailer.
    ada.ok("start", id)
    let branch = try ada.branch
    #expect(branch == "bug/\(id)-login-crashes")
    try commitFix(id)
    #expect(try whereabouts(id, ada).work == "open")
    ada.ok("submit")
    try ada.git("push", "-q", "-u", "origin", "HEAD")
    try bob.git("fetch", "-q")
    #expect(try changelog("v0.9..HEAD", ada) == [])

    // Done by hand, without a review: the pull request's check refuses it.
    try bob.git("switch", "-q", branch)
    try closeByHand(id)
    let check = bob.snag("check", "origin/main...HEAD")
    #expect(check.status == 1)
    #expect(check.output.contains("\(bob.path(of: id)):"))
    #expect(check.output.contains("approved"))
    try bob.git("reset", "-q", "--hard", "origin/\(branch)")

    // Reviewed and done.
    #expect(ada.snag("done", "resolution=fixed").status == 4)
    bob.ok("approve")
    try bob.git("push", "-q")
    try ada.git("pull", "-q")
    ada.ok("done", "resolution=fixed")
    try ada.git("push", "-q")
    try bob.git("pull", "-q")
    #expect(bob.snag("check", "origin/main...HEAD").status == 0)
    #expect(try whereabouts(id, bob).work == "open")

    // On main, where somebody else went on meanwhile, and released.
    let landed = try land(branch, way, id)
    try bob.git("tag", "v1.0")
    try bob.git("push", "-q", "--tags", "origin", "main")
    try ada.git("switch", "-q", "main")
    try ada.git("pull", "-q", "--tags")
    for clone in [ada, bob] {
      let found = try whereabouts(id, clone)
      #expect(found.work == "merged")
      #expect(found.ways == [way.rawValue])
      #expect(found.tags == ["v1.0"])
      #expect(try changelog("v0.9..v1.0", clone) == [id])
    }
    #expect(ada.snag("check").status == 0)

    // Taken back, and reopened.
    try revertCode(landed)
    #expect(try whereabouts(id, ada).work == "reverted")
    ada.ok("reopen", id, "-m", "It logs everybody out.")
    #expect(try whereabouts(id, ada).work == "reverted")
    #expect(try changelog("v0.9..HEAD", ada) == [])
    #expect(try changelog("v0.9..v1.0", ada) == [id])
    #expect(ada.field("status", of: id) == "in-progress")
    ada.ok("start", id)
    #expect(try ada.branch == "\(branch)-2")
  }

  // MARK: Steps

  private func commitFix(_ id: String) throws {
    try ada.write("one\ntwo\nthree\nfour\nFIVE\n", to: "code.txt")
    try ada.git("commit", "-q", "-a", "-m", "Check for null\n\nFixes: \(id)\n")
  }

  private func closeByHand(_ id: String) throws {
    let path = bob.path(of: id)
    let text = try #require(bob.read(path))
    try bob.write(text.replacing("status: review", with: "status: done"), to: path)
    try bob.git("commit", "-q", "-a", "-m", "done")
  }

  /// Brings the branch to bob's main; returns the commit with the code.
  private func land(_ branch: String, _ way: Way, _ id: String) throws -> String {
    try bob.git("switch", "-q", "main")
    try bob.commit("other\n", to: "other.txt")
    switch way {
    case .merge: try bob.git("merge", "-q", "--no-ff", "--no-edit", branch)
    case .rebase: try bob.git("cherry-pick", "main..\(branch)")
    case .squash:
      try bob.git("merge", "-q", "--squash", branch)
      try bob.git("commit", "-q", "-m", "Login (#1)\n\nCloses: \(id)\n")
    }
    let path = ["log", "-1", "--format=%H", "--no-merges", "main", "--", "code.txt"]
    return way == .merge ? try bob.id("main") : try bob.line(path)
  }

  /// Reverts what a commit did to everything but tickets.
  private func revertCode(_ commit: String) throws {
    let parents = try ada.line(["rev-list", "--parents", "-1", commit]).split(separator: " ")
    let mainline = parents.count > 2 ? ["-m", "1"] : []
    _ = try ada.line(["revert", "--no-commit"] + mainline + [commit])
    try ada.git("checkout", "-q", "HEAD", "--", ".tickets")
    try ada.git("commit", "-q", "-m", "Revert the login\n\nThis reverts commit \(commit).\n")
  }

  // MARK: Answers

  private func whereabouts(
    _ id: String, _ clone: SyncWorld.Clone
  ) throws -> (work: String, ways: [String], tags: [String]) {
    let json = try clone.snag("where", id, "--json").json()
    let landings = json["landings"] as? [[String: Any]] ?? []
    return (
      json["work"] as? String ?? "", landings.map { "\($0["way"] ?? "")" },
      json["tags"] as? [String] ?? []
    )
  }

  private func changelog(_ range: String, _ clone: SyncWorld.Clone) throws -> [String] {
    let json = try clone.snag("changelog", range, "--json").json()
    return (json["tickets"] as? [[String: Any]] ?? []).map { "\($0["id"] ?? "")" }
  }
}

extension SyncWorld.Clone {
  /// Runs git and returns its answer without the end of the line.
  fileprivate func line(_ arguments: [String]) throws -> String {
    let result = try TestSupport.run(
      ["git"] + arguments, in: directory,
      environment: isolatedEnvironment.merging(world.variables) { $1 })
    try #require(result.status == 0, "git \(arguments): \(result.errors)")
    return result.output.trimmingCharacters(in: .newlines)
  }
}
