import Testing

@testable import TicketModel

@Suite struct FieldValueCheckTests {
  @Test(
    arguments: [
      ("title", "  Login crashes ", "Login crashes"),
      ("title", "Straße 🦊", "Straße 🦊"),
      ("priority", "p2", "P2"), ("priority", "0", "P0"), ("priority", "", ""),
      ("impact", "HIGH", "high"), ("urgency", "medium", "medium"),
      ("due", "2026-11-20", "2026-11-20"),
      ("wait_until", "2026-11-20T09:15:00+01:00", "2026-11-20T08:15:00Z"),
      ("rating", "5", "5"),
      ("parent", " SN-K7M3QX", "sn-k7m3qx"), ("blocked_by", "sn-z4n8dp", "sn-z4n8dp"),
      ("assignee", "ada", "ada"), ("watchers", "ada", "ada"),
      ("labels", "needs review", "needs review"), ("status", "in-progress", "in-progress"),
      ("assignee", " ", ""),
    ] as [(FieldName, String, String)])
  func valuesHaveACanonicalSpelling(field: FieldName, input: String, expected: String) throws {
    #expect(try schema(field).canonical(input) == expected)
  }

  @Test(
    arguments: [
      ("priority", "P5"), ("priority", "high"), ("impact", "huge"), ("due", "tomorrow"),
      ("due", "2026-02-29"), ("wait_until", "2026-11-20"), ("created", "yesterday"),
      ("rating", "0"), ("rating", "6"), ("rating", "4.5"), ("parent", "k7m"), ("related", "a b"),
      ("assignee", "ada lovelace"), ("watchers", "ada,bob"),
    ] as [(FieldName, String)])
  func valuesOfAnotherFormAreRefused(field: FieldName, value: String) {
    do throws(FieldValueRefused) {
      _ = try schema(field).canonical(value)
      Issue.record("accepted")
    } catch {
      #expect(error.field == field)
      guard case .malformed = error.reason else {
        Issue.record("\(error)")
        return
      }
    }
  }

  @Test func aTitleIsNeverEmpty() {
    #expect(throws: FieldValueRefused(field: .title, value: "  ", reason: .empty)) {
      try schema(.title).canonical("  ")
    }
  }

  /// `¦` stands behind the character at fault.
  @Test(
    arguments: [
      ("one\n¦two", 0x0A), ("\u{1B}¦[31mred", 0x1B), ("a\tb\u{0}¦", 0x09), ("x\u{202E}¦y", 0x202E),
      ("é\u{2028}¦", 0x2028), ("\u{9B}¦2J", 0x9B), ("a\u{200F}¦", 0x200F), ("a\u{FEFF}¦b", 0xFEFF),
    ] as [(String, UInt32)])
  func controlCharactersAreRefusedWithTheirPlace(marked: String, scalar: UInt32) throws {
    let text = String(String.UnicodeScalarView(marked.unicodeScalars.filter { $0 != "¦" }))
    let place = try #require(text.unicodeScalars.firstIndex { $0.value == scalar })
    let position = text.unicodeScalars.distance(from: text.startIndex, to: place) + 1
    #expect(
      throws: FieldValueRefused(
        field: .title, value: text,
        reason: .controlCharacter(scalar: scalar, position: position))
    ) { try FieldSchema.checkOneLine(text, in: .title) }
  }

  @Test func fiveHundredCharactersFit() throws {
    let longest = String(repeating: "é", count: 500)
    #expect(try schema(.title).canonical(longest) == longest)
    #expect(
      throws: FieldValueRefused(
        field: .title, value: longest + "é", reason: .tooLong(count: 501, limit: 500))
    ) { try schema(.title).canonical(longest + "é") }
  }

  @Test(
    arguments: [
      ("priority", "P9", "priority P9 is not P0 (most urgent) to P4"),
      ("title", "", "title is empty"),
      ("title", "a\u{1B}b", "title holds the control character U+001B at character 2"),
    ] as [(FieldName, String, String)])
  func aRefusalIsOneLine(field: FieldName, value: String, message: String) {
    do throws(FieldValueRefused) {
      _ = try schema(field).canonical(value)
      Issue.record("accepted")
    } catch {
      #expect(error.description == message)
    }
  }

  @Test(arguments: FieldSchema.all)
  func theCanonicalSpellingIsStable(schema: FieldSchema) throws {
    for input in ["p1", "HIGH", "2026-11-20", "2026-11-20 09:15:00+01:00", "3", "SN-K7M3QX", "ada"]
    {
      guard let once = try? schema.canonical(input) else { continue }
      #expect(try schema.canonical(once) == once)
    }
  }
}
