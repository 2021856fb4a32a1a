import Foundation
import SnagCLI
import TestSupport
import Testing

@Suite struct TreeTests {
  private let world: CommandLineWorld
  /// A parent, two children, and the child of the second one, which is done.
  private let ids: [String]

  init() throws {
    world = try CommandLineWorld()
    world.variables["SNAG_ACTOR"] = "ada"
    try world.addCardWorkflow()
    let parent = world.ok("new", "Checkout", "-t", "card", "-p", "P1")
    let form = world.ok("new", "Form | \"quoted\"", "-t", "card")
    let tax = world.ok("new", "Taxes", "-t", "card")
    let rule = world.ok("new", "Rule", "-t", "card")
    world.ok("edit", form, "parent=\(parent)")
    world.ok("edit", tax, "parent=\(parent)", "blocked_by+=\(form)")
    world.ok("edit", rule, "parent=\(tax)")
    world.ok("finish", rule)
    ids = [parent, form, tax, rule]
  }

  /// Output with names in the place of ids.
  private func named(_ text: String) -> String {
    zip(ids, ["PARENT", "FORM", "TAX", "RULE"]).reduce(text) {
      $0.replacingOccurrences(of: $1.0, with: $1.1)
    }
  }

  @Test func aPipeGetsALineForEach() {
    expectSnapshot(
      named(world.snag("tree", "--all").output),
      """
      0\tPARENT\tP1\tnew\tCheckout\t1/3\t
      1\tFORM\t\tnew\tForm | "quoted"\t\t
      1\tTAX\t\tnew\tTaxes\t1/1\t
      2\tRULE\t\tdone\tRule\t\t

      """)
    #expect(!named(world.snag("tree").output).contains("RULE"))
    #expect(
      named(world.snag("tree", ids[2]).output).contains("1\tRULE"), "below a name all is shown")
    expectSnapshot(
      named(world.snag("tree", ids[0], "--depth", "1").output),
      """
      0\tPARENT\tP1\tnew\tCheckout\t1/3\t
      1\tFORM\t\tnew\tForm | "quoted"\t\t
      1\tTAX\t\tnew\tTaxes\t1/1\t+1

      """)
  }

  @Test func aTerminalGetsLines() {
    world.terminalWidth = 60
    let drawn = world.snag("tree", "--all", "--color=never").output
    expectSnapshot(
      named(drawn).replacingOccurrences(of: " +", with: " ", options: .regularExpression),
      """
      ID P STATUS TITLE DONE
      PARENT P1 new Checkout 1/3
      ├─ FORM new Form | "quoted"
      └─ TAX new Taxes 1/1
       └─ RULE done Rule

      """)
    world.terminalWidth = 34
    let lines = world.snag("tree", "--all", "--color=never").output.split(separator: "\n")
    #expect(lines[2].contains("…"), "\(lines)")
  }

  @Test func blockersMayGoRound() {
    world.ok("edit", ids[1], "blocked_by+=\(ids[2])")
    #expect(
      named(world.snag("tree", "--blockers").output)
        == "0\tFORM\t\tnew\tForm | \"quoted\"\t\t\n1\tTAX\t\tnew\tTaxes\t1/1\t\n"
        + "2\tFORM\t\tnew\tForm | \"quoted\"\t\tcycle\n")
  }

  @Test func jsonIsFlat() throws {
    let outcome = world.snag("tree", ids[0], "--json=id,progress,depth,above,mark,hidden")
    let first =
      #"{"id":"PARENT","progress":{"done":1,"total":3},"depth":0,"above":null,"mark":null,"#
      + #""hidden":0}"#
    #expect(named(outcome.output).contains(first), "\(outcome.output)")
    #expect(
      named(outcome.output).contains(#"{"id":"RULE","progress":null,"depth":2,"above":"TAX""#))
    #expect(outcome.output.hasPrefix(#"{"schema":1,"kind":"tree","field":"parent","tickets":["#))
    #expect(world.snag("tree", "--json=ids").status == 2)
  }

  @Test func mermaidReadsNothingOfATitle() {
    let text = named(world.snag("tree", "--mermaid").output)
    #expect(text.hasPrefix("```mermaid\nflowchart TD\n  n1[\"PARENT Checkout #40;new#41;\"]\n"))
    #expect(text.contains("Form #124; #34;quoted#34;"), "\(text)")
    #expect(text.hasSuffix("  n1 --> n2\n  n1 --> n3\n```\n"), "\(text)")
  }

  @Test func missingTicketsAndBadDepthsAreRefused() {
    #expect(world.snag("tree", "sn-zzzzzz").status == 3)
    #expect(world.snag("tree", "--depth", "-1").status == 2)
    #expect(world.snag("tree", "--json", "--mermaid").status == 2)
  }

  @Test func showTellsHowFarChildrenAre() {
    #expect(world.ok("show", ids[0]).contains("children    1 of 3 done"))
    #expect(!world.ok("show", ids[3]).contains("children"))
    #expect(world.ok("show", ids[0], "--json").contains(#""progress":{"done":1,"total":3}"#))
    #expect(world.ok("list", "--columns=id,progress").contains("\(ids[2])\t1/1"))
  }
}
