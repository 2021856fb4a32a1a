import Foundation
import TicketDocument
import Testing

@testable import TicketModel

@Suite struct WorkflowFileTests {
  @Test func everyPartOfAFileIsRead() throws {
    let workflow = try bugWorkflow()
    #expect(workflow.name == "bug")
    #expect(workflow.types == ["bug"])
    #expect(workflow.statuses.map(\.name) == ["new", "triaged", "in-progress", "waiting", "done"])
    #expect(workflow.statuses.map(\.category) == [.new, .new, .active, .waiting, .done])
    #expect(workflow.status("in-progress")?.wip == 3)
    #expect(workflow.status("waiting")?.requires == ["waiting_for"])
    #expect(workflow.initialStatus == "new")
    #expect(
      workflow.transitions.map(\.name) == ["triage", "start", "wait", "done", "finish", "reopen"])
    let reopen = try #require(workflow.transition("reopen"))
    #expect(
      reopen
        == Workflow.Transition(
          name: "reopen", from: ["done"], to: "new", requires: [.comment],
          effects: [.unassign, .clearResolution], position: reopen.position))
    #expect(workflow.transitions(from: "new").map(\.name) == ["triage", "start", "wait"])
  }

  @Test func theFilesNameIsTheDefaultNameAndType() throws {
    let workflow = try Workflow(
      parsing: "statuses: { new: { category: new } }", path: ".tickets/workflows/chore.yml")
    #expect(workflow.name == "chore")
    #expect(workflow.types == ["chore"])
    #expect(workflow.transitions == [])
  }

  @Test func valuesAreNeverTypedByYAML() throws {
    let workflow = try Workflow(
      parsing: """
        name: 1e3
        types: [no, 02, null]
        statuses:
          off: { category: new }
          1_0: { category: done }
        transitions:
          yes: { from: off, to: 1_0 }
        """, path: "w.yml")
    #expect(workflow.name == "1e3")
    #expect(workflow.types == ["no", "02", "null"])
    #expect(workflow.statuses.map(\.name) == ["off", "1_0"])
    #expect(workflow.transitions.map(\.name) == ["yes"])
  }

  /// `¦` stands where the error must be reported; it is taken out before reading.
  @Test(arguments: [
    ("¦", "statuses are missing"),
    ("¦# nothing\n", "statuses are missing"),
    ("¦- a\n", "a mapping (key: value) belongs here"),
    ("¦text\n", "a mapping (key: value) belongs here"),
    ("¦~\n", "a mapping (key: value) belongs here"),
    ("statuses:\n  new: { category: new }\n¦guard: x\n", "unknown key guard"),
    ("statuses: ¦[]\n", "a mapping (key: value) belongs here"),
    ("statuses:¦\n", "a workflow needs at least one status"),
    ("statuses: ¦{}\n", "a workflow needs at least one status"),
    ("statuses:\n  new: { category: ¦open }\n", "unknown category open"),
    ("statuses:\n  ¦new: { wip: 3 }\n", "status new has no category"),
    ("statuses:\n  ¦new:\n", "status new has no category"),
    ("statuses:\n  new: { category: new, ¦color: red }\n", "unknown key color"),
    ("statuses:\n  ¦in progress: { category: new }\n", "a status is one word without blanks"),
    ("statuses:\n  ¦\"a\\tb\": { category: new }\n", "a status is one word without blanks"),
    ("statuses:\n  ¦[a]: { category: new }\n", "one word or line of text belongs here"),
    (
      "statuses:\n  new: { category: new, wip: ¦few }\n", "a whole number belongs here"
    ),
    ("statuses:\n  new: { category: new, wip: ¦0 }\n", "a limit is 1 or more"),
    (
      "statuses:\n  new: { category: new, requires: [¦prio] }\n",
      "prio is not a field that can be required"
    ),
    (
      "statuses:\n  new: { category: new, requires: [title, ¦status] }\n",
      "status is not a field that can be required"
    ),
    (
      "statuses:\n  new: { category: new, requires: ¦[comment] }\n",
      "a comment can be required by a transition, not by a status"
    ),
    (
      "statuses:\n  new: { category: new }\n  ¦lost: { category: done }\n",
      "no transition leads to status lost"
    ),
    (
      "statuses:\n  a: { category: new }\n  b: { category: new }\n  ¦a: { category: done }\n",
      "the same key twice: a"
    ),
    (
      "statuses:\n  no: { category: new }\n  ¦\"no\": { category: new }\n",
      "the same key twice: no"
    ),
    (
      "statuses:\n  \"a\": { category: new }\n  ¦'a': { category: new }\n",
      "the same key twice: a"
    ),
    ("statuses: { a: { category: new }, ¦a: { category: done } }\n", "the same key twice: a"),
    ("statuses:\n  a: { category: new, ¦category: done }\n", "the same key twice: category"),
    ("name: x\ntypes: [name, x]\n¦name: y\n", "the same key twice: name"),
    ("statuses:\r\n  é: { category: new }\r\n  ¦é: { category: new }\r\n", "the same key twice: é"),
  ])
  func aBadFileIsRefusedWithThePlace(marked: String, message: String) throws {
    try expectError(marked, message)
  }

  /// As above, behind these statuses.
  @Test(arguments: [
    ("  go: { from: new, to: ¦finished }\n", "no status finished in this workflow"),
    ("  go: { from: [new, ¦old], to: done }\n", "no status old in this workflow"),
    ("  ¦go: { from: new }\n", "transition go changes nothing"),
    ("  ¦go: { to: done }\n", "transition go needs from"),
    ("  ¦go: { from: [], to: done }\n", "transition go needs from"),
    ("  ¦go:\n", "transition go needs from"),
    ("  go: { from: new, to: ¦[done] }\n", "one word or line of text belongs here"),
    ("  go: { from: ¦{a: b}, to: done }\n", "a list belongs here"),
    ("  go: ¦[new, done]\n", "a mapping (key: value) belongs here"),
    ("  go: { from: new, to: done, ¦guard: [approved] }\n", "unknown key guard"),
    ("  ¦go: { from: new, guards: [assigned] }\n", "transition go changes nothing"),
    ("  go: { from: new, to: done, guards: [assigned, ¦aproved] }\n", "unknown guard aproved"),
    ("  go: { from: new, to: done, guards: [{ ¦aproved: 2 }] }\n", "unknown guard aproved"),
    (
      "  go: { from: new, to: done, guards: [{ ¦assigned: 2 }] }\n",
      "guard assigned takes no number"
    ),
    (
      "  go: { from: new, to: done, guards: [{ approved: ¦two }] }\n", "a whole number belongs here"
    ),
    (
      "  go: { from: new, to: done, guards: [{ approved: ¦0 }] }\n",
      "a number of 1 or more belongs here"
    ),
    (
      "  go: { from: new, to: done, guards: [¦{ approved: 2, merged: 1 }] }\n",
      "one guard with its number belongs here"
    ),
    ("  go: { from: new, to: done, guards: ¦{ approved: 2 } }\n", "a list belongs here"),
    (
      "  go: { from: new, to: done, guards: [approved, ¦{ approved: 2 }] }\n",
      "guard approved twice"
    ),
    ("  go: { from: new, to: done, effects: [assign-me, ¦explode] }\n", "unknown effect explode"),
    (
      "  go: { from: new, to: done, requires: ¦priorty }\n",
      "priorty is not a field that can be required"
    ),
    ("  ¦go now: { from: new, to: done }\n", "a transition is one word without blanks"),
    ("  ¦-go: { from: new, to: done }\n", "a transition is one word without blanks"),
    ("  ¦\"a\\e[31m\": { from: new, to: done }\n", "a transition is one word without blanks"),
    (
      "  go: { from: new, to: done }\n  back: { from: done, to: new }\n  ¦go: { from: done, to: new }\n",
      "the same key twice: go"
    ),
    ("  go:\n    from: new\n    to: done\n    ¦from: done\n", "the same key twice: from"),
  ])
  func aBadTransitionIsRefusedWithThePlace(marked: String, message: String) throws {
    try expectError(
      "statuses:\n  new: { category: new }\n  done: { category: done }\ntransitions:\n\(marked)",
      message)
  }

  @Test func statusesThatLeadOnlyToEachOtherAreUnreachable() throws {
    try expectError(
      """
      statuses:
        new: { category: new }
        ¦lost: { category: active }
        gone: { category: done }
      transitions:
        lose: { from: gone, to: lost }
        leave: { from: lost, to: gone }
      """, "no transition leads to status lost")
  }

  /// What libyaml says is not asserted word by word.
  @Test(arguments: [
    "name: x\n¦\tstatuses: y\n",
    "name: a¦: b\n",
    "statuses: {\n¦",
    "---\nname: a\n¦---\nname: b\n",
    "name: ¦\u{01}\n",
    "name: x\nwho: é¦\u{1B}\n",
    "statuses: ¦*missing\n",
    "statuses: ¦&all\n  new: { category: new }\ntransitions: *all\n",
    "¦&a name: x\n", "types: [¦&a x]\n", "a: !!str ¦&x y\n",
  ])
  func textThatIsNotOurYAMLIsRefusedWithThePlace(marked: String) throws {
    try expectError(marked, nil)
  }

  @Test func anAmpersandInATextIsNoAnchor() throws {
    let workflow = try Workflow(
      parsing: "# Q&A: you & me\ntypes: [r&d, a & b]\nstatuses: { new: { category: new } }",
      path: "w.yml")
    #expect(workflow.types == ["r&d", "a & b"])
  }

  /// Named, because a test's arguments are printed.
  private static let bombs: [String: String] = [
    "lists": String(repeating: "[", count: 200_000),
    "mappings": "statuses: " + String(repeating: "{a: ", count: 200_000),
    "dashes": String(repeating: "- ", count: 200_000) + "x",
    "question marks": String(repeating: "? ", count: 200_000) + "x",
    "closed lists": "statuses: " + String(repeating: "[", count: 900)
      + String(repeating: "]", count: 900),
    "indentation": (0..<2_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
    "alias as key": aliasBomb() + "*a9 : x\n",
    "alias as value": aliasBomb() + "statuses: *a9\n",
    "alias chain": "a0: &a0 x\n"
      + (1...60_000).map { "a\($0): &a\($0) [*a\($0 - 1)]\n" }.joined(),
  ]

  @Test(arguments: bombs.keys.sorted())
  func bombsAreRefusedQuickly(name: String) throws {
    let text = try #require(Self.bombs[name])
    let clock = ContinuousClock()
    let duration = clock.measure {
      #expect(throws: ConfigurationError.self) { try Workflow(parsing: text, path: "w.yml") }
    }
    #expect(duration < .seconds(5))
  }

  private static func aliasBomb() -> String {
    "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
      + (1...9).map { level in
        "a\(level): &a\(level) ["
          + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ",") + "]\n"
      }.joined()
  }

  @Test(arguments: [
    ("statuses:\n  new: { catgory: new }", "did you mean category?"),
    ("statuses:\n  new: { category: nw }", "one of new, active, waiting, done"),
    ("statuses:\n  a: {category: new}\ntransitions:\n  x: {from: a, to: zzz}", "its statuses: a"),
    ("statuses:\n  a: {category: new, requires: [priorty]}", "did you mean priority?"),
    (
      "statuses:\n  a: {category: new}\ntransitions:\n  x: {from: a, to: a, guards: [aproved]}",
      "did you mean approved?"
    ),
    (
      "statuses:\n  a: {category: new}\ntransitions:\n  x: {from: a, to: a, effects: [unasign]}",
      "did you mean unassign?"
    ),
  ])
  func anErrorSaysWhatToDo(text: String, fix: String) {
    do throws(ConfigurationError) {
      _ = try Workflow(parsing: text, path: "w.yml")
      Issue.record("accepted")
    } catch {
      #expect(error.fix == fix)
      #expect(error.path == "w.yml")
    }
  }

  // MARK: Shipped workflows

  private static let shipped: [String] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("templates")
    let files = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".yml") && $0.contains("/workflows/") }.sorted()
      .map { "\(folder.path)/\($0)" }
  }()

  @Test func workflowsAreShipped() {
    #expect(Self.shipped.count >= 3)
  }

  @Test(arguments: shipped)
  func everyShippedStatusCanBeReachedAndFinished(path: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let workflow = try Workflow(parsing: text, path: path)
    #expect(workflow.status(workflow.initialStatus)?.category == .new)
    for status in workflow.statuses {
      #expect(reached(from: workflow.initialStatus, workflow).contains(status.name))
      let ends = reached(from: status.name, workflow).filter {
        workflow.status($0)?.category == .done
      }
      #expect(!ends.isEmpty, "\(status.name) leads nowhere")
    }
  }

  private func reached(from start: String, _ workflow: Workflow) -> Set<String> {
    var reached: Set<String> = [start]
    while true {
      let more = Set(reached.flatMap { workflow.transitions(from: $0).compactMap(\.to) })
      guard !more.isSubset(of: reached) else { return reached }
      reached.formUnion(more)
    }
  }

  private func expectError(_ marked: String, _ message: String?) throws {
    let scalars = Array(marked.unicodeScalars)
    let mark = try #require(scalars.firstIndex(of: "¦"))
    let before = scalars[..<mark]
    let line = before.count { $0 == "\n" } + 1
    let column = mark - ((before.lastIndex(of: "\n") ?? -1) + 1) + 1
    let text = String(String.UnicodeScalarView(scalars.filter { $0 != "¦" }))
    do throws(ConfigurationError) {
      _ = try Workflow(parsing: text, path: "w.yml")
      Issue.record("accepted: \(text)")
    } catch {
      #expect(error.position == Position(line: line, column: column), "\(error.message)")
      if let message { #expect(error.message == message) }
      #expect(!error.message.contains("\n"))
    }
  }

  // MARK: Sets of workflows

  @Test func aSetAnswersByType() throws {
    let bug = try bugWorkflow()
    let task = try Workflow(
      parsing: """
        types: [task, bug]
        statuses: { new: { category: new }, dropped: { category: done } }
        transitions: { drop: { from: new, to: dropped }, start: { from: new, to: new } }
        """, path: "task.yml")
    let set = WorkflowSet([bug, task])
    #expect(set.workflow(forType: "bug")?.name == "bug")
    #expect(set.workflow(forType: "task")?.name == "task")
    #expect(set.workflow(forType: "epic") == nil)
    #expect(set.types == ["bug", "task", "bug"])
    #expect(set.verbs == ["done", "drop", "finish", "reopen", "start", "triage", "wait"])
    #expect(set.category(type: "bug", status: "waiting") == .waiting)
    #expect(set.category(type: "epic", status: "dropped") == .done)
    #expect(set.category(type: "epic", status: "zzz") == nil)
  }
}
