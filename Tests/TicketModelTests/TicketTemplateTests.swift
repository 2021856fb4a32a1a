import TicketDocument
import Testing
import TicketModel

@Suite struct TicketTemplateTests {
  private func template(_ text: String) throws -> TicketTemplate {
    try TicketTemplate(parsing: Array(text.utf8), name: "bug", path: ".tickets/templates/bug.md")
  }

  @Test func frontMatterGivesFieldsAndTheRestTheBody() throws {
    let template = try template(
      "---\ntype: bug\nlabels:\n- ui\nassignee:\nseverity: high\n---\n\n\n## Steps\n\n1.\n")
    #expect(template.name == "bug")
    #expect(template.fields.map(\.name) == [.type, .labels, .assignee, "severity"])
    #expect(
      template.fields.map(\.value) == [.scalar("bug"), .list(["ui"]), .scalar(""), .scalar("high")])
    #expect(template.body == "## Steps\n\n1.\n")
  }

  @Test func aFileWithoutFrontMatterIsAllBody() throws {
    let template = try template("## Steps\n---\n")
    #expect(template.fields.isEmpty)
    #expect(template.body == "## Steps\n---\n")
  }

  @Test(arguments: ["\u{FEFF}---\ntype: bug\n---\nText\n", "---\r\ntype: bug\r\n---\r\n\r\nText\n"])
  func aByteOrderMarkAndCRLFAreRead(text: String) throws {
    #expect(try template(text).fields.map(\.name) == [.type])
    #expect(try template(text).body == "Text\n")
  }

  @Test func aByteOrderMarkIsNotPartOfABody() throws {
    #expect(try Array(template("\u{FEFF}Text").body.utf8) == Array("Text".utf8))
  }

  @Test func templatesAreEqualByWhatTheySay() throws {
    let text = "---\ntype: bug\n---\nText"
    #expect(try template(text) == template(text))
    #expect(try template(text) != template("---\ntype: task\n---\nText"))
    #expect(try template(text) != template("---\ntype: bug\n---\nOther"))
  }

  @Test(
    arguments: [
      ("---\ntype: bug\nid: sn-abc\n---\n", 3, 5, "a template cannot set id"),
      ("---\nstatus: new\n---\n", 2, 9, "a template cannot set status"),
      ("---\ncreated: x\n---\n", 2, 10, "a template cannot set created"),
      ("---\nhistory:\n- x\n---\n", 3, 1, "a template cannot set history"),
      ("---\npriority: {a: b}\n---\n", 2, 11, "a template cannot set priority"),
      ("---\ntype: bug\ntype: task\n---\n", 3, 1, nil),
      ("---\ntype: bug\n", 3, 1, nil),
    ] as [(String, Int, Int, String?)])
  func aBadTemplateIsRefusedWithThePlace(
    text: String, line: Int, column: Int, message: String?
  ) {
    do {
      _ = try template(text)
      Issue.record("accepted")
    } catch let error as ConfigurationError {
      #expect(error.path == ".tickets/templates/bug.md")
      #expect(error.position == Position(line: line, column: column))
      if let message { #expect(error.message == message) }
    } catch {
      Issue.record("\(error)")
    }
  }
}
