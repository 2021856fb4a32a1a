import Testing
import TicketQuery

/// `snag help query`, and what is said of a query that makes no sense.
@Suite struct QueryHelpTests {
  @Test func theLanguageIsExplained() throws {
    let world = try CommandLineWorld(isSetUp: false)
    let text = world.ok("help", "query")
    try expectSnapshot("\(text)\n", named: "help-query")
    #expect(world.ok("help", "query", "--color=always").contains("\u{1B}[1mEXAMPLES"))
  }

  @Test func everyRowOfTheTablesIsExplained() throws {
    let world = try CommandLineWorld(isSetUp: false)
    let text = world.ok("help", "query")
    for row in Qualifier.builtIn {
      #expect(text.contains("\n  \(row.name):"), "\(row.name)")
      for alias in row.aliases { #expect(text.contains("(also \(alias):)"), "\(alias)") }
    }
    for trait in Query.Trait.allCases { #expect(text.contains("\n  \(trait.rawValue) ")) }
    for kind in ValueKind.allCases { #expect(text.contains("\n  \(kind.rawValue) ")) }
  }

  @Test func programsReadTheTablesAsJSON() throws {
    let world = try CommandLineWorld(isSetUp: false)
    let json = try world.snag("help", "query", "--json").json()
    #expect(json["kind"] as? String == "query-language")
    let names = (json["qualifiers"] as? [[String: Any]])?.compactMap { $0["name"] as? String }
    #expect(names == Qualifier.builtIn.map(\.name))
    #expect(world.snag("help", "query", "--json=is").output.contains(#""is":[{"name":"open""#))
  }

  // MARK: Mistakes

  @Test func aMistakeIsMarked() throws {
    let world = try CommandLineWorld()
    try world.write(
      "version: 1\nprefix: we\nviews:\n  bad: label:x is:opne\n  a: \"@b\"\n  b: \"@a\"\n",
      to: ".tickets/config.yml")
    for query in [
      ["is:open", "asignee:ada"], ["lable:x"], ["priority:P1..P9"], ["is:redy", "x"],
      ["日本語 created:soon"], ["x", "@bad"], ["@a"], ["@bda"],
      ["@my view"], ["label: ui"], ["sort:"], ["is:"], ["has:"], ["label:ui", "OR", "label:x"],
      ["x", "AND", "NOT", "y"], ["NOT", "label:x"], ["(label:ui", "OR", "x)"], ["updated:7d"],
      ["sort:relevance-asc"], ["-crash"], ["is:open", "-crash", "-q", "--", "x"],
      ["--json", "id,title", "label:ui"], ["--json", "x", "is:opne"],
      ["--columns="], ["--columns", ","], ["--columns", "nothing"], ["--group-by", "snippet"],
      ["priority:P3..P1"], ["label:"], ["\"abc"],
      [String(repeating: "word ", count: 40) + "is:opne more words and more of them"],
      ["title:\u{1B}[31mx", "due:never"],
    ] { world.snag(["list"] + query) }
    let piped = world.takeTranscript()
    try expectSnapshot(piped, named: "query-mistakes")
    world.terminalWidth = 60
    #expect(
      world.snag("list", "--color=never", "is:open", "asignee:ada").errors.hasPrefix(
        """
        error: unknown field asignee
          is:open asignee:ada
                  ^~~~~~~

        """))
  }

  @Test func programsAreToldThePlace() throws {
    let world = try CommandLineWorld()
    let outcome = world.snag("list", "--json", "is:open", "é", "asignee:ada")
    #expect(outcome.errors.contains(#""text":"is:open é asignee:ada","column":11,"length":7}"#))
    #expect(!world.snag("show", "--json", "xyz").errors.contains("column"))
  }

  @Test func theBeginningOfSeveralIDsIsRefused() throws {
    let world = try CommandLineWorld()
    let ids = ["a", "b"].map { world.ok("new", $0) }
    let typed = "related:\(ids[0].prefix(3))"
    #expect(world.snag("list", typed).status == 0, "too short for an id: nothing is related to it")
    try world.git("mv", world.path(of: ids[0]), ".tickets/we-bcd222.md")
    try world.git("mv", world.path(of: ids[1]), ".tickets/we-bcd333.md")
    for name in ["we-bcd222", "we-bcd333"] {
      let old = name == "we-bcd222" ? ids[0] : ids[1]
      let text = world.read(".tickets/\(name).md") ?? ""
      try world.write(text.replacing("id: \(old)", with: "id: \(name)"), to: ".tickets/\(name).md")
    }
    let outcome = world.snag("list", "-parent:bcd")
    #expect(outcome.status == 2)
    #expect(
      outcome.errors == """
        error: bcd could be any of 2 tickets
          -parent:bcd
                  ^~~
          we-bcd222
          we-bcd333
        hint: type more of the id, or bcd* for all of them

        """)
    #expect(world.snag("list", "parent:bcd2").status == 0)
  }

  // MARK: Words of a command line

  @Test(arguments: [
    (["label:needs review"], ["b"]), (["label:needs review,ui"], ["a", "b"]),
    (["is:open label:ui"], ["a"]), (["-label:needs review"], ["a", "c"]),
    (["-label:ui", "log in"], ["c"]), (["-log in"], ["a", "b"]), (["-@open"], []),
    (["-\"log in\""], ["a", "b"]), (["severity:very high"], ["c"]), (["title:log in*"], ["c"]),
    (["label:ui login"], []), (["is:open login"], ["a"]), (["-Area:x"], ["a", "b", "c"]),
    (["@two words"], ["a"]), (["-@two words"], ["b", "c"]), (["@open login"], ["a"]),
    (["log foo.swift:12 in"], []), (["\"OR\""], []), (["log OR in"], []),
    (["back\\slash x"], []), (["--", "-login"], ["b", "c"]),
  ])
  func theShellTakesQuotesOff(words: [String], expected: [String]) throws {
    let world = try CommandLineWorld()
    try world.write(
      "version: 1\nprefix: we\nfields: [Area]\nviews:\n  open: is:open\n  two words: label:ui\n",
      to: ".tickets/config.yml")
    for (name, title, more) in [
      ("a", "login", "labels: [ui]"), ("b", "x", "labels: [needs review]"),
      ("c", "Log in page", "severity: very high"),
    ] {
      try world.write(
        "---\nid: we-\(name)\(name)\(name)\ntitle: \(title)\ntype: bug\nstatus: new\n\(more)\n---\n",
        to: ".tickets/we-\(name)\(name)\(name).md")
    }
    let outcome = world.snag(["list", "--columns=id", "--sort=id"] + words)
    #expect(outcome.errors == "")
    #expect(outcome.output == expected.map { "we-\($0)\($0)\($0)\n" }.joined())
  }
}
