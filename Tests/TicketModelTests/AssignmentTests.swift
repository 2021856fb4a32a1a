import Testing

@testable import TicketModel

@Suite struct AssignmentTests {
  @Test(
    arguments: [
      ("priority=P1", "priority", .set, "P1"),
      ("labels+=auth", "labels", .add, "auth"),
      ("labels-=ui,auth", "labels", .remove, "ui,auth"),
      ("title=a=b+=c", "title", .set, "a=b+=c"),
      ("assignee=", "assignee", .set, ""),
      ("my-key_2=x", "my-key_2", .set, "x"),
      ("title= two words ", "title", .set, " two words "),
    ] as [(String, FieldName, Assignment.Operator, String)])
  func anAssignmentIsNameOperatorValue(
    text: String, field: FieldName, operation: Assignment.Operator, value: String
  ) throws {
    let assignment = try #require(Assignment(text))
    #expect(assignment.field == field)
    #expect(assignment.operation == operation)
    #expect(assignment.value == value)
  }

  @Test(arguments: ["", "priority", "=x", "+=x", "a b=x", "é=x", "a.b=x", "--flag"])
  func anythingElseIsNone(text: String) {
    #expect(Assignment(text) == nil)
  }

  @Test(
    arguments: [
      ("priority=1", [.set(.priority, "P1")]),
      ("priority=", [.set(.priority, "")]),
      ("title= Log in ", [.set(.title, "Log in")]),
      ("reporter=bob", [.set(.reporter, "bob")]),
      ("due=2026-12-01", [.set("due", "2026-12-01")]),
      ("parent=SN-ABC", [.set(.parent, "sn-abc")]),
      ("labels=ui, auth,ui", [.setItems(.labels, ["auth", "ui"])]),
      ("labels=", [.setItems(.labels, [])]),
      ("labels+=ui,auth", [.add(.labels, "ui"), .add(.labels, "auth")]),
      ("labels-=ui", [.remove(.labels, "ui")]),
      ("labels+=, ,", []),
      ("blocked_by+=SN-ABC", [.add(.blockedBy, "sn-abc")]),
      ("severity=high", [.set("severity", "high")]),
      ("severity+=high", [.add("severity", "high")]),
      ("severity-=high", [.remove("severity", "high")]),
    ] as [(String, [TicketEdit])])
  func anAssignmentBecomesEdits(text: String, edits: [TicketEdit]) throws {
    #expect(try #require(Assignment(text)).edit(extraFields: ["severity"]) == edits)
  }

  @Test(
    arguments: [
      ("priorty=P1", .unknownField("priorty", nearest: ["priority"])),
      ("sevrity=P1", .unknownField("sevrity", nearest: ["severity"])),
      ("id=sn-abc", .immutable(.id)),
      ("created=2026-11-20T09:15:00Z", .immutable(.created)),
      ("history+=x", .immutable(.history)),
      ("status=done", .statusNeedsTransition("done")),
      ("priority+=P1", .notAList(.priority)),
      ("assignee-=ada", .notAList(.assignee)),
      ("title=", .value(FieldValueRefused(field: .title, value: "", reason: .empty))),
      (
        "severity=a\u{1B}",
        .value(
          FieldValueRefused(
            field: "severity", value: "a\u{1B}",
            reason: .controlCharacter(scalar: 0x1B, position: 2)))
      ),
      (
        "watchers+=ada,b c",
        .value(
          FieldValueRefused(
            field: "watchers", value: "b c",
            reason: .malformed(expected: "one word without blanks or commas, such as ada")))
      ),
    ] as [(String, AssignmentRefused)])
  func whatCannotBeAssignedSaysWhy(text: String, refusal: AssignmentRefused) throws {
    let assignment = try #require(Assignment(text))
    #expect(throws: refusal) { try assignment.edit(extraFields: ["severity"]) }
  }
}
