import Testing

/// `check` judges the saved queries of config.yml.
@Suite struct ViewCheckTests {
  @Test func aSavedQueryThatMakesNoSenseIsFoundAtItsWord() throws {
    let world = try CommandLineWorld()
    try world.write(
      """
      version: 1
      prefix: we
      fields: [Area]
      views:
        fine: is:open Area:x @trait
        trait: is:opne label:x
        quoted: "label:\\"needs x\\" lable:y"
        single: 'it''s updated:7d'
        round: "@trip"
        trip: "@round"

      """, to: ".tickets/config.yml")
    let outcome = world.snag("check")
    #expect(outcome.status == 1)
    let findings = outcome.output.split(separator: "\n").filter { $0.contains("[view]") }
    #expect(
      findings == [
        ".tickets/config.yml:6:13: error: saved query @trait: nothing is opne [view] (did you mean open?)"[
          ...],
        ".tickets/config.yml:7:30: error: saved query @quoted: unknown field lable [view] (did you mean label?)",
        ".tickets/config.yml:8:26: error: saved query @single: updated cannot be 7d, which is one second [view] (write updated:<7d for less than 7d ago, updated:>7d for more, updated:7d..8d for what lies between)",
        ".tickets/config.yml:9:11: error: saved query @round: saved queries name each other: @trip -> @round -> @trip [view]",
        ".tickets/config.yml:10:10: error: saved query @trip: saved queries name each other: @round -> @trip -> @round [view]",
      ], "\(outcome.output)")
  }

  @Test func aFieldThatSomeTicketHasMayBeAskedFor() throws {
    let world = try CommandLineWorld()
    let id = world.ok("new", "One")
    try world.write(
      "version: 1\nprefix: we\nviews:\n  bad: severity:high\n", to: ".tickets/config.yml")
    #expect(world.snag("check").output.contains(".tickets/config.yml:4:8: error: saved query @bad"))
    let path = world.path(of: id)
    let text = try #require(world.read(path))
    try world.write(text.replacing("title: One", with: "title: One\nseverity: low"), to: path)
    #expect(!world.snag("check").output.contains("[view]"))
  }
}
