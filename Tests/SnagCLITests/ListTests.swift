import Foundation
import TestSupport
import Testing

/// What `list` prints: columns, groups, counts, comma-separated values, snippets.
@Suite struct ListTests {
  private let world: CommandLineWorld

  init() throws {
    world = try CommandLineWorld()
    for (name, lines, body) in [
      ("aaa", ["title: Login crashes", "labels: [auth, ui]", "priority: P1", "impact: high"], ""),
      (
        "bbb", ["title: =cmd, \"quoted\"", "labels: [ui]", "priority: P2"],
        "# Heading\n\nNothing to see.\n\nThe refresh token of the login page is long gone.\n"
      ),
      ("ccc", ["title: -5", "assignee: ada", "impact: low", "estimate: v10"], "\n  login\n"),
      ("ddd", ["title: 日本語のログイン", "impact: medium", "estimate: v9"], "ログイン\n"),
    ] {
      let text = ["id: we-\(name)", "type: bug", "status: new"] + lines
      try world.write(
        "---\n\(text.joined(separator: "\n"))\ncreated: 2026-11-20T09:15:00Z\n---\n\n\(body)",
        to: ".tickets/we-\(name).md")
    }
  }

  private func list(_ words: String...) -> String {
    let outcome = world.snag(["list"] + words)
    #expect(outcome.status == 0 && outcome.errors == "", "\(words): \(outcome.errors)")
    return outcome.output
  }

  // MARK: Groups and counts

  @Test func groupsInAPipeAreTheFirstColumn() {
    #expect(
      list("--group-by=labels", "--columns=id,priority") == """
        auth\twe-aaa\tP1
        ui\twe-aaa\tP1
        ui\twe-bbb\tP2
        \twe-ccc\t
        \twe-ddd\t

        """)
  }

  @Test(arguments: [
    ("impact", "low medium high -"), ("priority", "P1 P2 -"), ("estimate", "v9 v10 -"),
    ("created", "2026-11-20"), ("status", "new"), ("assignee", "ada -"), ("ready", "yes"),
    ("category", "new"), ("labels", "auth ui -"),
  ])
  func groupsAreInTheOrderOfTheField(field: String, expected: String) {
    let keys = list("--group-by", field, "--count").split(separator: "\n").map { line in
      line.hasPrefix("\t") ? "-" : line.prefix { $0 != "\t" }
    }
    #expect(keys.joined(separator: " ") == expected)
  }

  @Test func groupsOnATerminalHaveHeadings() {
    world.terminalWidth = 60
    world.snag("list", "--group-by=labels", "--columns=id,title", "--color=never")
    world.snag("list", "--group-by=labels", "--count", "--color=never")
    world.snag("list", "--group-by=labels", "--color=never", "label:none")
    expectSnapshot(
      world.takeTranscript(),
      """
      $ snag list --group-by=labels --columns=id,title --color=never
      ID      TITLE

      auth (1)
      we-aaa  Login crashes

      ui (2)
      we-aaa  Login crashes
      we-bbb  =cmd, "quoted"

      - (2)
      we-ccc  -5
      we-ddd  日本語のログイン
      $ snag list --group-by=labels --count --color=never
      LABELS  COUNT
      auth    1
      ui      2
      -       2
      $ snag list --group-by=labels --color=never label:none
      ! no tickets match

      """)
  }

  @Test func groupsAndCountsInJSON() {
    #expect(
      list("--group-by=labels", "--json=id", "-label:ui") == """
        {"schema":1,"kind":"list","groups":[{"key":null,"count":2,"tickets":\
        [{"id":"we-ccc"},{"id":"we-ddd"}]}],"problems":[]}

        """)
    #expect(
      list("--count", "--json") == #"{"schema":1,"kind":"list","count":4,"problems":[]}"# + "\n")
    #expect(
      list("--count", "--group-by=priority", "--json", "has:priority") == """
        {"schema":1,"kind":"list","groups":[{"key":"P1","count":1},{"key":"P2","count":1}],\
        "problems":[]}

        """)
  }

  @Test func counts() {
    #expect(list("--count") == "4\n")
    #expect(list("--count", "label:ui") == "2\n")
    #expect(list("--count", "label:none") == "0\n")
    #expect(list("--count", "-n3") == "3\n")
    #expect(list("--count", "--group-by=labels", "-z") == "auth\t1\0ui\t2\0\t2\0")
  }

  @Test func everySourceIsGroupedAndCounted() throws {
    try world.git("add", ".")
    try world.git("commit", "-q", "-m", "tickets")
    try world.git("rm", "-q", ".tickets/we-aaa.md")
    #expect(list("--count", "--at=HEAD") == "4\n")
    #expect(list("--count") == "3\n")
    #expect(list("--group-by=priority", "--count", "--at=HEAD") == "P1\t1\nP2\t1\n\t2\n")
    #expect(list("--all-branches", "--csv", "--columns=id", "-n1") == "id\r\nwe-bbb\r\n")
    #expect(
      list("--at=HEAD", "crashes", "--columns=snippet", "--sort=relevance") == "Login crashes\n")
    #expect(list("--all-branches", "token", "--columns=snippet").contains("refresh token"))
  }

  // MARK: Comma-separated values

  @Test func csvIsQuotedAndInert() {
    #expect(
      list("--csv", "--columns=id,title,labels,created", "--sort=id") == """
        id,title,labels,created\r
        we-aaa,Login crashes,"auth,ui",2026-11-20T09:15:00Z\r
        we-bbb,"'=cmd, ""quoted""\",ui,2026-11-20T09:15:00Z\r
        we-ccc,-5,,2026-11-20T09:15:00Z\r
        we-ddd,日本語のログイン,,2026-11-20T09:15:00Z\r

        """)
    #expect(
      list("--csv", "--group-by=labels", "--columns=id", "label:auth")
        == "group,id\r\nauth,we-aaa\r\nui,we-aaa\r\n")
    #expect(
      list("--csv", "label:none").split(separator: "\r\n") == [
        "id,priority,status,title,labels,assignee,created"
      ])
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+1 from me", "'+1 from me"), ("-x", "'-x"), ("@SUM(A1)", "'@SUM(A1)"),
    ("-5", "-5"), ("+4.5", "+4.5"), ("a=b", "a=b"), ("＝1+1", "'＝1+1"), ("-1+2", "'-1+2"),
  ])
  func whatLooksLikeAFormulaIsMadeText(title: String, cell: String) throws {
    try world.write(
      "---\nid: we-eee\ntitle: \"\(title)\"\ntype: bug\nstatus: new\n---\n",
      to: ".tickets/we-eee.md")
    #expect(list("--csv", "--columns=title", "id:we-eee") == "title\r\n\(cell)\r\n")
  }

  // MARK: Snippets and relevance

  @Test func aSnippetIsTheLineWithTheWords() throws {
    #expect(
      list("login", "--columns=id,snippet", "--sort=id") == """
        we-aaa\tLogin crashes
        we-bbb\tThe refresh token of the login page is long gone.
        we-ccc\tlogin

        """)
    #expect(list("--columns=snippet", "id:we-bbb") == "Nothing to see.\n")
    #expect(list("--columns=snippet", "we-bbb") == "Nothing to see.\n")
    #expect(list("--format=%(snippet)", "ログイン") == "ログイン\n")
    #expect(
      list("--json=snippet", "--limit=1", "crashes").contains(#"[{"snippet":"Login crashes"}]"#))
    #expect(!list("--json", "crashes").contains("snippet"))
    #expect(
      list("see.  the refresh", "--columns=snippet")
        == "Nothing to see. The refresh token of the login page is long gone.\n")
    #expect(list("heading nothing", "--columns=snippet") == "# Heading Nothing to see.\n")
    #expect(world.snag("board", "--json=snippet").status == 2)
  }

  @Test func aSnippetOnATerminalShowsTheWords() {
    world.terminalWidth = 48
    let lines = list("page", "--columns=id,snippet", "--color=never").split(separator: "\n")
    #expect(lines[1] == "we-bbb  …f the login page is long gone.")
  }

  @Test func relevanceAndSeveralKeys() {
    #expect(list("login", "--sort=relevance", "--columns=id") == "we-aaa\nwe-bbb\nwe-ccc\n")
    #expect(
      list("--sort=impact-desc,id", "--columns=id") == "we-aaa\nwe-ddd\nwe-ccc\nwe-bbb\n")
    #expect(
      list("--sort=priority-desc", "--sort=id-desc", "--columns=id", "sort:id")
        == "we-bbb\nwe-aaa\nwe-ddd\nwe-ccc\n")
  }

  // MARK: Mistakes

  @Test(arguments: [
    (["status:in-progres"], "status in-progres; did you mean in-progress?"),
    (["x", "-type:bgu,bug"], "type bgu; did you mean bug?"),
    (["status:Open"], "status Open; did you mean is:open?"),
    (["@typo"], "status doen; did you mean done?"),
    (["type:xyzzy"], "type xyzzy; there are bug, chore, epic, feature, task"),
  ])
  func aValueThatNothingCanHaveIsWarnedOf(words: [String], warning: String) throws {
    try world.write("version: 1\nviews:\n  typo: status:doen\n", to: ".tickets/config.yml")
    let outcome = world.snag(["list"] + words)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "warning: nothing here has the \(warning)\n")
  }

  @Test func aValueThatATicketHasIsNotWarnedOf() throws {
    try world.write(
      "---\nid: we-eee\ntitle: x\ntype: odd\nstatus: strange\n---\n", to: ".tickets/we-eee.md")
    #expect(list("status:STRANGE", "type:odd", "--columns=id") == "we-eee\n")
    #expect(list("status:n*", "type:>a", "label:any", "assignee:nobody") == "")
  }

  @Test(arguments: [
    ["--json", "--csv"], ["--json", "--format=x"], ["--csv", "--format=x"], ["--csv", "-z"],
    ["--columns=id", "--json"], ["--columns=id", "--format=x"], ["--columns=id", "--count"],
    ["--count", "--csv"], ["--count", "--format=x"], ["--count", "--json=id"],
    ["--group-by=id", "--format=x"], ["--at=HEAD", "--all-branches"], ["--limit=-1"],
    ["--group-by=labls"], ["--sort=labls"], ["--columns=labls"], ["--format=csv"],
  ])
  func whatMakesNoSenseIsRefused(words: [String]) {
    let outcome = world.snag(["list"] + words)
    #expect(outcome.status == 2 && outcome.output == "")
    let isText = outcome.errors.hasPrefix("error: ") && outcome.errors.contains("\nhint: ")
    #expect(isText || (try? outcome.errorJSON()["code"] as? String) == "usage")
  }
}
