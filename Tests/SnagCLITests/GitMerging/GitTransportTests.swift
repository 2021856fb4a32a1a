import Foundation
import TestSupport
import Testing

/// Concurrent edits of one ticket through every road git has, in both directions.
@Suite struct GitTransportTests {
  @Test(
    arguments: Transport.allCases, [Edits.neighbours, .labels, .statuses, .comments])
  func whatDoesNotDisagreeMergesByItself(transport: Transport, edits: Edits) throws {
    let texts = try [false, true].map { isSwapped in
      let world = try MergeWorld()
      let merged = try transport.carry(edits, isSwapped: isSwapped, in: world)
      #expect(merged.result.status == 0, "\(merged.result.output)\(merged.result.errors)")
      #expect(merged.unmerged.isEmpty)
      let check = world.world.snag("check")
      #expect(check.output.isEmpty, "\(check.output)")
      return try #require(merged.text)
    }
    #expect(texts[0] == texts[1])
    for part in expectations[edits.testDescription] ?? [] {
      #expect(texts[0].contains(part), "\(part) in\n\(texts[0])")
    }
  }

  private let expectations = [
    Edits.neighbours.testDescription: ["title: Sign-in crashes\ntype: task\nstatus: new\n"],
    Edits.labels.testDescription: ["labels:\n- api\n- auth\n- backend\n- ui\n"],
    Edits.statuses.testDescription: [
      "status: in-progress\n", "assignee: bob\n", " ada new\n", " ada triaged\n",
      " ada in-progress\n---\n",
    ],
    Edits.comments.testDescription: ["\nSeen on Firefox.\n", "\nSeen on Safari.\n"],
  ]

  @Test(arguments: Transport.allCases)
  func aTrueDisagreementStopsGitAndBreaksNothing(transport: Transport) throws {
    let texts = try [false, true].map { isSwapped in
      let world = try MergeWorld()
      let merged = try transport.carry(.assignees, isSwapped: isSwapped, in: world)
      let said = merged.result.output + merged.result.errors
      #expect(merged.result.status != 0)
      #expect(said.contains("\(world.id): both sides set assignee: kept "), "\(said)")
      #expect(said.contains("hint: snag settle \(world.id)\n"))
      #expect(merged.unmerged.contains(world.path))
      let text = try #require(merged.text)
      #expect(!text.contains("<<<<"), "\(text)")
      #expect(text.contains("\nconflicts:\n- assignee = "), "\(text)")
      #expect(text.contains("bob") && text.contains("carol"))
      #expect(world.world.snag("show", world.id).status == 0)
      return text
    }
    #expect(texts[0] == texts[1])
  }

  @Test func linesThatBothChangedStandBetweenMarkersInTheBody() throws {
    var texts: [String] = []
    for (into, other) in [("one", "other"), ("other", "one")] {
      let world = try MergeWorld()
      let text = try #require(world.text)
      for (branch, words) in [("one", "an empty text"), ("other", "nothing at all")] {
        try world.git("switch", "-q", "-c", branch, "main")
        try world.commit(text.replacing("sends null", with: "sends \(words)"), branch)
        world.edit(["edit", "labels+=\(branch)"])
      }
      try world.git("switch", "-q", into)
      let merged = try world.merged("merge", "-q", "--no-edit", other)
      #expect(merged.result.status == 1)
      #expect(
        merged.result.errors.contains(
          "\(world.id): both sides changed the same lines: 1 place between markers\n"))
      let joined = try #require(merged.text)
      #expect(world.world.snag("show", world.id).status == 0)
      let parts = joined.components(separatedBy: "\n---\n")
      #expect(parts[0].hasSuffix("history:\n- 2026-11-21T09:15:02Z ada new"), "\(joined)")
      #expect(parts[0].contains("labels:\n- auth\n- one\n- other\n"), "\(joined)")
      for part in ["<<<<<<<", "sends an empty text", "sends nothing at all", ">>>>>>>"] {
        #expect(parts[1].contains(part), "\(part) in\n\(joined)")
      }
      texts.append(joined)
      // Decided once, it is not asked again when the other branch takes the merge.
      try world.commit(
        joined.replacing(try Regex("<<<<<<<[^>]*>>>>>>> .*\n"), with: "The form sends \"\".\n"),
        "decided")
      try world.git("switch", "-q", other)
      world.edit(["edit", "priority=P0"])
      let back = try world.merged("merge", "-q", "--no-edit", into)
      #expect(back.result.status == 0, "\(back.result.output)\(back.result.errors)")
      #expect(back.text?.contains("priority: P0\n") == true)
      #expect(back.text?.contains("\nThe form sends \"\".\n") == true, "\(back.text ?? "")")
    }
    #expect(texts[0] == texts[1])
  }

  @Test(arguments: [Edits.neighbours, .labels, .statuses, .comments])
  func withoutTheDriverTheSameEditsConflict(edits: Edits) throws {
    let world = try MergeWorld()
    _ = try Transport.merge.carry(edits, in: world)
    try world.git("reset", "-q", "--hard", "HEAD^1")
    try world.git("config", "--remove-section", "merge.snag")
    let merged = try world.merged("merge", "--no-edit", "other")
    #expect(merged.result.status == 1)
    #expect(merged.text?.contains("<<<<<<<") == true)
  }

  @Test func fromASubdirectoryItIsTheSame() throws {
    let world = try MergeWorld()
    try world.branch("theirs", ["start", "assignee=bob", "--no-branch"])
    try world.branch("ours", ["triage"])
    try FileManager.default.createDirectory(
      atPath: "\(world.world.directory)/sub", withIntermediateDirectories: false)
    let result = try world.tryGit(["-C", "sub", "merge", "--no-edit", "theirs"])
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    #expect(world.text?.contains("status: in-progress\n") == true)
  }

  @Test func inALinkedWorktreeItIsTheSame() throws {
    let world = try MergeWorld()
    try world.branch("theirs", ["edit", "labels+=ui"])
    try world.branch("ours", ["edit", "priority=P1"])
    try world.git("switch", "-q", "main")
    let linked = world.world.scratch.path("linked")
    try world.git("worktree", "add", "-q", linked, "ours")
    let result = try world.tryGit(["-C", linked, "merge", "--no-edit", "theirs"])
    #expect(result.status == 0, "\(result.output)\(result.errors)")
  }

  @Test(arguments: [
    "we-k2xmg8-two words.md", "we-k2xmg8-it's.md", "we-k2xmg8-$(touch pwned);`touch pwned`.md",
    "we-k2xmg8-\"quoted\" & more.md", "k/2/we-k2xmg8.md", "we-k2xmg8-ümlaut.md",
    "we-k2xmg8-%A%O.md",
  ])
  func anyFileNameWillDo(name: String) throws {
    let world = try MergeWorld()
    let path = ".tickets/\(name)"
    let base = try #require(world.text)
    try FileManager.default.createDirectory(
      atPath: "\(world.world.directory)/.tickets/k/2", withIntermediateDirectories: true)
    try world.git("mv", world.path, path)
    try world.git("commit", "-q", "-m", "another name")
    for (branch, text) in [
      ("theirs", base.replacing("- auth\n", with: "- auth\n- ui\n")),
      ("ours", base.replacing("priority: P2", with: "priority: P1")),
    ] {
      try world.git("switch", "-q", "-c", branch, "main")
      try world.world.write(text, to: path)
      try world.git("commit", "-q", "-a", "-m", branch)
    }
    let merged = try world.merged("merge", "-q", "--no-edit", "theirs")
    #expect(merged.result.status == 0, "\(merged.result.output)\(merged.result.errors)")
    #expect(
      world.world.read(path)
        == base.replacing("- auth\n", with: "- auth\n- ui\n")
        .replacing("priority: P2", with: "priority: P1"))
    #expect(world.world.read("pwned") == nil)
    #expect(try world.git("status", "--porcelain").isEmpty)
  }
}
