import Foundation
import TestSupport
import Testing

/// Histories in which git does more, or less, than to call the driver once.
@Suite struct GitHistoryTests {
  /// Two branches that each merged the other's first commit, and went on.
  private func crissCross(
    _ world: MergeWorld, ours: [String], theirs: [String], thenOurs: [String],
    thenTheirs: [String], resolution: String? = nil
  ) throws {
    try world.branch("ours", ours)
    try world.git("tag", "ours-1")
    try world.branch("theirs", theirs)
    try world.git("tag", "theirs-1")
    for (branch, other) in [("ours", "theirs-1"), ("theirs", "ours-1")] {
      try world.git("switch", "-q", branch)
      let merged = try world.merged("merge", "-q", "--no-edit", other)
      guard merged.result.status != 0 else { continue }
      let text = try #require(resolution.map { try world.git("show", "\($0):\(world.path)") })
      try world.commit(text, "settled")
    }
    for (branch, command) in [("theirs", thenTheirs), ("ours", thenOurs)] {
      try world.git("switch", "-q", branch)
      world.edit(command)
    }
    #expect(
      try world.git("merge-base", "--all", "ours", "theirs").split(separator: "\n").count == 2)
  }

  @Test func twoMergeBasesAreMergedByTheDriverToo() throws {
    var texts: [String] = []
    for (into, other) in [("ours", "theirs"), ("theirs", "ours")] {
      let world = try MergeWorld()
      try crissCross(
        world, ours: ["edit", "priority=P1"], theirs: ["edit", "labels+=ui"],
        thenOurs: ["edit", "assignee=bob"], thenTheirs: ["edit", "milestone=beta"])
      try world.git("switch", "-q", into)
      world.environment["GIT_TRACE"] = "1"
      let merged = try world.merged("merge", "-q", "--no-edit", other)
      world.environment["GIT_TRACE"] = nil
      #expect(merged.result.status == 0, "\(merged.result.output)\(merged.result.errors)")
      let calls = merged.result.errors.split(separator: "\n").filter {
        $0.contains("snag merge-driver --for-git .merge_file") && $0.contains("run_command")
      }
      // The virtual base with longer markers, then the merge itself.
      #expect(calls.count == 2, "\(merged.result.errors)")
      #expect(calls.first?.contains(" 9 ") == true && calls.last?.contains(" 7 ") == true)
      texts.append(try #require(merged.text))
    }
    #expect(texts[0] == texts[1])
    for part in ["priority: P1\n", "- auth\n- ui\n", "assignee: bob\n", "milestone: beta\n"] {
      #expect(texts[0].contains(part), "\(part) in\n\(texts[0])")
    }
  }

  @Test func aDisagreementThatWasSettledAlikeIsNotAskedAgain() throws {
    var texts: [String] = []
    for (into, other) in [("ours", "theirs"), ("theirs", "ours")] {
      let world = try MergeWorld()
      try crissCross(
        world, ours: ["edit", "assignee=bob"], theirs: ["edit", "assignee=carol"],
        thenOurs: ["edit", "priority=P1"], thenTheirs: ["edit", "labels+=ui"], resolution: "ours-1")
      try world.git("switch", "-q", into)
      let merged = try world.merged("merge", "-q", "--no-edit", other)
      #expect(merged.result.status == 0, "\(merged.result.output)\(merged.result.errors)")
      #expect(!merged.result.errors.contains("both sides"), "\(merged.result.errors)")
      texts.append(try #require(merged.text))
    }
    #expect(texts[0] == texts[1])
    for part in ["assignee: bob\n", "priority: P1\n", "- auth\n- ui\n"] {
      #expect(texts[0].contains(part), "\(part) in\n\(texts[0])")
    }
    #expect(!texts[0].contains("conflicts:"))
  }

  @Test(arguments: [true, false])
  func aRenamedFileIsFollowed(isOursRenamed: Bool) throws {
    let world = try MergeWorld()
    let path = ".tickets/\(world.id)-sign-in-crashes.md"
    try world.branch("edited", ["edit", "labels+=ui"])
    try world.branch("renamed", ["edit", "priority=P1"])
    try world.git("mv", world.path, path)
    try world.git("commit", "-q", "-m", "another name")
    let sides = isOursRenamed ? ("renamed", "edited") : ("edited", "renamed")
    try world.git("switch", "-q", sides.0)
    let merged = try world.merged("merge", "-q", "--no-edit", sides.1)
    #expect(merged.result.status == 0, "\(merged.result.output)\(merged.result.errors)")
    #expect(merged.text == nil)
    let text = try #require(world.world.read(path))
    #expect(text.contains("priority: P1\nlabels:\n- auth\n- ui\n"), "\(text)")
  }

  /// git never calls a driver here; it stops and leaves the edited text where it was.
  @Test(arguments: [true, false])
  func anEditOfADeletedTicketIsNotLost(isOursDeleted: Bool) throws {
    let world = try MergeWorld()
    try world.branch("edited", ["edit", "labels+=ui"])
    let edited = world.text
    try world.git("switch", "-q", "-c", "deleted", "main")
    try world.git("rm", "-q", world.path)
    try world.git("commit", "-q", "-m", "gone")
    let sides = isOursDeleted ? ("deleted", "edited") : ("edited", "deleted")
    try world.git("switch", "-q", sides.0)
    let merged = try world.merged("merge", "--no-edit", sides.1)
    #expect(merged.result.status == 1)
    #expect(merged.result.output.contains("CONFLICT (modify/delete)"), "\(merged.result.output)")
    #expect(merged.text == edited)
    #expect(merged.unmerged.split(separator: "\n").count == 2)
  }

  /// git takes a deleted ticket and a new one for a rename, and brings the other side's edit of the
  /// deleted one to the new one.
  @Test(arguments: [true, false])
  func aNewTicketIsNotTakenForADeletedOne(isOursNew: Bool) throws {
    let world = try MergeWorld()
    try world.branch("edited", ["edit", "labels+=ui"])
    let edited = try #require(world.text)
    try world.git("switch", "-q", "-c", "new", "main")
    let other = world.world.ok(
      "new", "Login crashes too", "-t", "bug", "-p", "P2", "-l", "auth", "-m",
      "The form sends null.")
    let path = world.world.path(of: other)
    let text = try #require(world.world.read(path))
    try world.git("rm", "-q", world.path)
    try world.git("commit", "-q", "--amend", "-m", "one gone, one new")
    let sides = isOursNew ? ("new", "edited") : ("edited", "new")
    try world.git("switch", "-q", sides.0)
    let merged = try world.merged("merge", "--no-edit", sides.1)
    #expect(merged.result.status == 1)
    #expect(
      merged.result.errors.contains(
        "\(other): the sides are two tickets: the other is \(world.id)"),
      "\(merged.result.errors)")
    #expect(world.world.read(path) == text)
    #expect(merged.unmerged.contains(path))
    // Nothing is lost: the edited ticket is a side of the unmerged file.
    #expect(try world.git("show", ":\(isOursNew ? 3 : 2):\(path)") == edited)
  }

  @Test func aTicketAddedOnBothSidesIsOneTicket() throws {
    var texts: [String] = []
    for (into, other) in [("ours", "theirs"), ("theirs", "ours")] {
      let world = try MergeWorld()
      let text = try #require(world.text)
      try world.git("rm", "-q", world.path)
      try world.git("commit", "-q", "-m", "as if it had never been")
      try world.git("switch", "-q", "--orphan", "root")
      try world.git("checkout", "-q", "main", "--", ".")
      try world.git("commit", "-q", "-m", "a history without the ticket")
      for (branch, label) in [("theirs", "ui"), ("ours", "api")] {
        try world.git("switch", "-q", "-c", branch, "root")
        try world.commit(text.replacing("- auth\n", with: "- auth\n- \(label)\n"), branch)
      }
      try world.git("switch", "-q", into)
      let merged = try world.merged("merge", "-q", "--no-edit", other)
      #expect(merged.result.status == 0, "\(merged.result.output)\(merged.result.errors)")
      texts.append(try #require(merged.text))
    }
    #expect(texts[0] == texts[1])
    #expect(texts[0].contains("labels:\n- api\n- auth\n- ui\n"), "\(texts[0])")
  }

  /// git merges more than one branch at once by lines alone, without drivers.
  @Test func anOctopusIsRefusedAndNothingIsLost() throws {
    let world = try MergeWorld()
    try world.branch("one", ["edit", "title=Sign-in crashes"])
    try world.branch("two", ["edit", "labels+=ui"])
    try world.branch("ours", ["edit", "type=task"])
    let before = (try world.git("rev-parse", "HEAD"), world.text)
    let merged = try world.merged("merge", "--no-edit", "one", "two")
    let said = merged.result.output + merged.result.errors
    #expect(merged.result.status == 2)
    #expect(said.contains("Should not be doing an octopus."), "\(said)")
    #expect(try world.git("rev-parse", "HEAD") == before.0)
    try world.git("reset", "-q", "--merge")
    #expect(world.text == before.1)
    #expect(try world.git("status", "--porcelain").isEmpty)
    // One after the other is the way.
    for branch in ["one", "two"] { try world.git("merge", "-q", "--no-edit", branch) }
    #expect(world.text?.contains("title: Sign-in crashes\ntype: task\n") == true)
    #expect(world.text?.contains("labels:\n- auth\n- ui\n") == true)
  }
}
