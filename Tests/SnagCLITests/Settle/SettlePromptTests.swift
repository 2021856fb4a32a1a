import TestSupport
import Testing

/// Settling on a terminal.
@Suite struct SettlePromptTests {
  private static func merging(_ typed: String...) throws -> SettleWorld {
    let scene = try SettleWorld.disputed()
    try scene.stopping("merge", "-q", "side")
    scene.world.terminalWidth = 100
    scene.world.typed = typed
    return scene
  }

  @Test func everyValueIsShownAndOneIsChosen() throws {
    let scene = try Self.merging("x", "2", "1")
    _ = scene.world.takeTranscript()
    scene.world.snag("settle", "sn-k7m")
    expectSnapshot(
      scene.world.takeTranscript(),
      """
      $ snag settle sn-k7m
      sn-k7m3qx
      ! sn-k7m3qx Login crashes (.tickets/sn-k7m3qx-login.md)
      !   ours: Ada, 1d ago: ours
      !   theirs: Ada, 1d ago: theirs
      ! assignee:
      !   1  carol  [theirs]
      !   2  bob  [ours]
      ! 1/2/e(dit)/s(kip)? 1/2/e(dit)/s(kip)? line 20:
      !   1  [ours]
      !      First line of ours.
      !   2  [theirs]
      !      First line of theirs.
      ! 1/2/e(dit)/s(kip)? sn-k7m3qx: settled assignee = bob (staged)
      !   not taken: assignee = carol
      !   not taken: First line of theirs.
      ! go on with `git merge --continue`

      """)
    #expect(scene.text?.contains("assignee: bob\n") == true)
    #expect(scene.text?.contains("\nFirst line of ours.\n") == true)
    #expect(try scene.unmerged == "")
  }

  @Test func anotherValueIsTyped() throws {
    let scene = try Self.merging("edit", "two words", "e", "dave", "2")
    let outcome = scene.world.snag("settle", "--all")
    #expect(outcome.status == 0, "\(outcome.everything)")
    #expect(outcome.errors.contains("error: "))
    #expect(scene.text?.contains("assignee: dave\n") == true)
    #expect(scene.text?.contains("\nFirst line of theirs.\n") == true)
  }

  @Test func whatIsSkippedStaysOpen() throws {
    let scene = try Self.merging("s", "2")
    let outcome = scene.world.snag("settle", "sn-k7m")
    #expect(outcome.status == 4)
    #expect(scene.text?.contains("First line of theirs.") == true)
    #expect(scene.text?.contains("conflicts:\n- assignee = bob\n") == true)
    #expect(try !scene.unmerged.isEmpty)
    scene.world.typed = ["1"]
    #expect(scene.world.snag("settle", "sn-k7m").status == 0)
    #expect(scene.text?.contains("assignee: carol\n") == true)
    #expect(scene.text?.contains("First line of theirs.") == true)
  }

  @Test func theEndOfTheInputEndsTheQuestions() throws {
    let scene = try Self.merging()
    let before = scene.text
    #expect(scene.world.snag("settle", "--all").status == 4)
    #expect(scene.text == before)
  }

  @Test func noInputAsksNothing() throws {
    let scene = try Self.merging("1", "1")
    let outcome = scene.world.snag("settle", "sn-k7m", "--no-input")
    #expect(outcome.status == 4)
    #expect(!outcome.errors.contains("s(kip)"))
  }

  @Test func anEditorSettlesABlock() throws {
    let scene = try Self.merging("1", "e")
    scene.world.variables["GIT_EDITOR"] = "printf 'Both.\\n' >"
    #expect(scene.world.snag("settle", "sn-k7m").status == 0)
    #expect(scene.text?.contains("---\n\nBoth.\n\nSecond line.\n") == true)
  }
}
