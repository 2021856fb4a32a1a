import Foundation
import SnagCLI
import Testing

@Suite struct JSONTests {
  private func worldWithTicket() throws -> (world: CommandLineWorld, id: String) {
    let world = try CommandLineWorld()
    let id = world.ok("new", "Login crashes", "-t", "bug", "-m", "The form sends null.")
    return (world, id)
  }

  /// Every verb that takes `--json`, and the kind of object it prints.
  @Test func everyVerbPrintsOneObjectOfItsKind() throws {
    let (world, id) = try worldWithTicket()
    let runs: [(arguments: [String], kind: String)] = [
      ([], "overview"), (["overview"], "overview"), (["list"], "list"), (["list", "xyz"], "list"),
      (["show", id], "ticket"), (["log"], "log"), (["log", id], "log"), (["check"], "check"),
      (["check", "--fix"], "check"), (["export", "json"], "export"),
      (["edit", id, "priority=P1"], "change"), (["edit", id, "priority=P1"], "change"),
      (["comment", id, "-m", "x"], "change"), (["start", id], "change"), (["start", id], "change"),
      (["move", id, "waiting", "waiting_for=x"], "change"), (["new", "Another"], "change"),
      (["new", "Another", "--dry-run"], "change"), (["shard"], "shard"), (["shard"], "shard"),
      (["shard", "--flat", "--dry-run"], "shard"), (["init"], "init"),
      (["init", "--undo", "--dry-run"], "init"), (["init", "--undo"], "init"),
      (["init", "--undo"], "init"), (["init", "--dry-run"], "init"),
      (["init"], "init"),
    ]
    for run in runs {
      let outcome = world.snag(run.arguments + ["--json"])
      #expect(outcome.status == 0, "\(run.arguments): \(outcome.errors)")
      let isOneLine = outcome.output.split(separator: "\n").count == 1
      #expect(isOneLine, "\(run.arguments): \(outcome.output)")
      guard isOneLine else { continue }
      let object = try outcome.json()
      #expect(object["schema"] as? Int == 1, "\(run.arguments)")
      #expect(object["kind"] as? String == run.kind, "\(run.arguments)")
      #expect(outcome.output.hasPrefix("{\"schema\":1,\"kind\":\"\(run.kind)\""))
    }
  }

  @Test func namesAreThoseOfTheFileWithNullsAndEmptyLists() throws {
    let (world, id) = try worldWithTicket()
    let list = try world.snag("list", "--json").json()
    let ticket = try #require((list["tickets"] as? [[String: Any]])?.first)
    let file = try #require(world.read(world.path(of: id)))
    for line in file.split(separator: "\n").dropFirst().prefix(while: { $0 != "---" })
    where !line.hasPrefix("- ") {
      let key = String(line.prefix { $0 != ":" })
      #expect(ticket[key] != nil, "\(key)")
    }
    #expect(ticket["id"] as? String == id)
    #expect(ticket["assignee"] is NSNull)
    #expect(ticket["labels"] as? [String] == [])
    #expect(ticket["blocked_by"] as? [String] == [])
    #expect(ticket["path"] as? String == ".tickets/\(id)-login-crashes.md")
    #expect((list["problems"] as? [Any])?.isEmpty == true)
  }

  @Test func aWriterSaysWhatItCommitted() throws {
    let (world, id) = try worldWithTicket()
    let change = try world.snag("start", id, "--no-branch", "--json").json()
    #expect(change["from"] as? String == "new")
    #expect(change["to"] as? String == "in-progress")
    #expect(change["result"] as? String == "committed")
    #expect(
      change["commit"] as? String == (try world.git("rev-parse", "HEAD")).dropLast().description)
    #expect(change["branch"] as? String == "main")
    let again = try world.snag("start", id, "--no-branch", "--json").json()
    #expect(again["result"] as? String == "unchanged")
    #expect(Set(again.keys) == Set(change.keys))
    let planned = try world.snag("edit", id, "priority=P1", "--dry-run", "--json").json()
    #expect(planned["result"] as? String == "planned")
    #expect(planned["paths"] as? [String] == [world.path(of: id)])
  }

  @Test(arguments: [
    (["list", "--json=title,id"], #""tickets":[{"title":"Login crashes","id":"#),
    (["show", "ID", "--json=body,id"], #""tickets":[{"body":"The form sends null.","id":"#),
    (["export", "json", "--json=title,body,type"], #""title":"Login crashes","body":"The form"#),
    (
      ["list", "--json=body,status"], #""tickets":[{"body":"The form sends null.","status":"new"}]"#
    ),
    (["log", "--json=commit,change", "-n", "1"], #""events":[{"commit":""#),
    (["start", "ID", "--json=to,id", "--dry-run"], #""kind":"change","to":"in-progress","id":"#),
  ])
  func fieldsComeInTheOrderAskedFor(arguments: [String], expected: String) throws {
    let (world, id) = try worldWithTicket()
    let outcome = world.snag(arguments.map { $0 == "ID" ? id : $0 })
    #expect(outcome.output.contains(expected), "\(outcome.output)")
  }

  @Test(arguments: [
    ["list"], ["list", "label:none"], ["show", "ID"], ["overview"], [], ["export", "json"], ["log"],
    ["check"], ["start", "ID"], ["edit", "ID", "priority=P1"], ["comment", "ID", "-m", "x"],
    ["new", "Another"], ["shard"],
  ])
  func anUnknownFieldNameIsRefusedBeforeAnythingHappens(arguments: [String]) throws {
    let (world, id) = try worldWithTicket()
    let before = try world.everyFile()
    let outcome = world.snag(arguments.map { $0 == "ID" ? id : $0 } + ["--json=idd"])
    #expect(outcome.status == 2, "\(outcome.everything)")
    #expect(outcome.output.isEmpty)
    let error = try outcome.errorJSON()
    #expect(error["code"] as? String == "unknown-field")
    #expect(error["message"] as? String == "unknown field idd")
    #expect(try world.everyFile() == before)
  }

  @Test func theNearestFieldNameIsSuggested() throws {
    let (world, _) = try worldWithTicket()
    let error = try world.snag("list", "--json=id,titel").errorJSON()
    #expect(error["candidates"] as? [String] == ["title"])
    #expect(error["hint"] as? String == "did you mean title?")
  }

  @Test(arguments: [
    (["show", "qq-zzzzzz"], "not-found", 3), (["list", "prio:P1"], "bad-query", 2),
    (["list", "--bogus"], "usage", 2), (["list", "--limit"], "usage", 2),
    (["lsit"], "unknown-verb", 2),
    (["new"], "no-title", 2), (["move"], "usage", 2), (["list", "--json="], "usage", 2),
    (["comment", "qq-zzzzzz"], "usage", 2), (["list", "@nope"], "unknown-view", 2),
  ])
  func errorsAreOneObject(arguments: [String], code: String, status: Int32) throws {
    let (world, _) = try worldWithTicket()
    let outcome = world.snag(arguments + (arguments.contains("--json=") ? [] : ["--json"]))
    #expect(outcome.status == status)
    #expect(outcome.output.isEmpty)
    let error = try outcome.errorJSON()
    // Where a query is wrong is told as well.
    let place: Set = ["text", "column", "length"]
    #expect(
      Set(error.keys).subtracting(place)
        == ["schema", "kind", "code", "message", "hint", "candidates"])
    #expect(place.isDisjoint(with: error.keys) || place.isSubset(of: error.keys))
    #expect(error["kind"] as? String == "error")
    #expect(error["code"] as? String == code)
    let message = try #require(error["message"] as? String)
    #expect(!message.contains("\n"), "\(message)")
  }

  @Test(arguments: [
    ["list", "--format=%(id)"], ["list", "--columns=id"], ["show", "ID", "--format=text"],
    ["show", "ID", "--format=raw"], ["check", "--format=github"], ["check", "--format=text"],
  ])
  func jsonAndFormatExcludeEachOther(arguments: [String]) throws {
    let (world, id) = try worldWithTicket()
    let outcome = world.snag(arguments.map { $0 == "ID" ? id : $0 } + ["--json"])
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    let error = try outcome.errorJSON()
    #expect((error["message"] as? String)?.contains("exclude") == true, "\(error)")
  }
}
