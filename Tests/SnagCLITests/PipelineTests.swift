import Foundation
import TestSupport
import Testing

/// The pipelines that README shows, with the built program.
@Suite struct PipelineTests {
  private let scratch: ScratchDirectory
  private let environment: [String: String]

  init() throws {
    scratch = try ScratchDirectory()
    var environment = isolatedEnvironment
    environment["PATH"] = "\(BuiltProgram.folder):\(environment["PATH"] ?? "")"
    environment["SNAG_NOW"] = "2026-11-21T09:15:00Z"
    environment["LC_ALL"] = "C.UTF-8"
    self.environment = environment
    try TestSupport.git("init", "-q", "-b", "main", in: scratch.path)
    try #require(try shell("snag init").status == 0)
    for (name, lines) in [
      ("aaa", "title: Login crashes\nassignee: ada\npriority: P1\nlabels: [auth]"),
      ("bbb", "title: \"A | pipe, \\\"quotes\\\"\"\nassignee:\npriority:\nlabels:"),
      ("ccc", "title: Über alles\nassignee: bob\npriority: P0\nlabels:"),
    ] {
      try scratch.write(
        "---\nid: we-\(name)\ntype: bug\nstatus: new\ncreated: 2026-11-20T09:15:00Z\n\(lines)\n---\n",
        to: ".tickets/we-\(name).md")
    }
  }

  private func shell(_ script: String) throws -> ProgramResult {
    try run(
      ["bash", "-c", "set -o pipefail; \(script)"], in: scratch.path, environment: environment)
  }

  /// A pipeline of README, and what it prints here; `program` has to be there.
  @Test(arguments: [
    (
      program: "jq",
      script: #"snag list is:ready --json=id,title | jq -r '.tickets[] | "\(.id): \(.title)"'"#,
      expected: "we-ccc: Über alles\nwe-aaa: Login crashes\nwe-bbb: A | pipe, \"quotes\"\n"
    ),
    (
      program: "jq",
      script:
        #"snag list --group-by assignee --count --json | jq -r '.groups[] | "\(.key // "nobody") \(.count)"'"#,
      expected: "ada 1\nbob 1\nnobody 1\n"
    ),
    (
      program: "column",
      script: #"snag list --columns id,priority,assignee,title | column -t -s $'\t'"#,
      expected: """
      we-ccc  P0  bob  Über alles
      we-aaa  P1  ada  Login crashes
      we-bbb           A | pipe, "quotes"

      """
    ),
    (
      program: "fzf", script: "snag list | fzf --filter='login' | cut -f1",
      expected: "we-aaa\n"
    ),
  ])
  func pipelinesWork(program: String, script: String, expected: String) throws {
    guard try shell("command -v \(program)").status == 0 else {
      print("skipped: no \(program)")
      return
    }
    let result = try shell(script)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output == expected)
  }

  @Test func readmeShowsThem() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let readme = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    for command in [
      "snag list | fzf --preview 'snag show {1}'",
      #"snag list is:ready --json=id,title | jq -r '.tickets[] | "\(.id): \(.title)"'"#,
      #"snag list --group-by assignee --count --json | jq -r '.groups[] | "\(.key // "nobody") \(.count)"'"#,
      #"snag list --columns id,priority,assignee,title | column -t -s $'\t'"#,
    ] {
      let isShown = readme.contains("$ \(command)\n")
      #expect(isShown, "\(command)")
    }
  }
}
