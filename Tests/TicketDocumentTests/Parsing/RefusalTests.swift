import Testing
import TicketDocument

/// Texts with a `‸` where the error is: the mark is taken out before parsing.
struct RefusalTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var marked: String
    var kind: DocumentError.Kind
    var fix: String?
    var testDescription: String { marked }

    init(_ marked: String, _ kind: DocumentError.Kind, fix: String? = nil) {
      self.marked = marked
      self.kind = kind
      self.fix = fix
    }
  }

  static let cases: [Case] = [
    Case("‸", .missingOpeningLine),
    Case("‸title: x\n", .missingOpeningLine),
    Case("‸--- yaml\n---\n", .missingOpeningLine),
    Case("---‸", .missingClosingLine),
    Case("---\na: x\n‸", .missingClosingLine),
    Case("---\na: x\n---‸\r", .missingClosingLine),
    Case("---\na: x\n\n‸Some prose.\n", .missingClosingLine),
    Case("---\na: x\u{0}\n---\n".replacing("\u{0}", with: "‸\u{0}"), .nul),
    Case("---\na: x\n---\nbody ‸\u{0}\n", .nul),
    Case("---\na: ‸\u{1}\n---\n", .controlCharacter(1)),
    Case("---\na: é‸\u{9F}\n---\n", .controlCharacter(0x9F)),
    Case("---\na: x‸\ry\n---\n", .controlCharacter(0x0D), fix: "end lines with a line feed"),
    Case("---\na:\n‸\t- x\n---\n", .tabIndentation, fix: "indent with spaces"),
    Case("---\na:\n- ‸\tx\n---\n", .tabIndentation),
    Case("---\na: 1\n‸\tb: 2\n---\n", .tabIndentation),
    Case("---\na: x\nb: y\n‸\"a\": z\n---\n", .duplicateKey(key: "a", firstLine: 2)),
    Case("---\na: ‸&b c\n---\n", .anchor),
    Case("---\na: ‸*b\n---\n", .alias),
    Case("---\na:\n- x\n- ‸*b\n---\n", .alias),
    Case("---\na: [x, ‸&y z]\n---\n", .anchor),
    Case("---\na: ‸!b\n---\n", .tag),
    Case("---\n‸&a b: c\n---\n", .anchor),
    Case("---\na: b\n‸--- # c\n---\n", .secondDocument),
    Case(
      "---\nétitle: fix‸: the thing\n---\n", .unquotedColon,
      fix: "write: étitle: \"fix: the thing\""),
    Case("---\na: b‸:\n---\n", .unquotedColon, fix: "write: a: \"b:\""),
    Case("---\na: ‸@b # why\n---\n", .specialCharacter("@"), fix: "write: a: \"@b\""),
    Case("---\na: ‸- b\n---\n", .specialCharacter("-")),
    Case("---\na: ‸| b\n---\n", .specialCharacter("|")),
    Case("---\na:\n  - ‸%b\n---\n", .specialCharacter("%"), fix: "write:   - \"%b\""),
    Case("---\na: [b] ‸c\n---\n", .textAfterValue, fix: "write: a: \"[b] c\""),
    Case("---\na: \"b\" ‸c\n---\n", .textAfterValue),
    Case("---\na: 'b'‸#c\n---\n", .textAfterValue),
    Case("---\na: ‸\"b\nc: d\n---\n", .unterminatedQuote),
    Case("---\n‸'a: b\n---\n", .unterminatedQuote),
    Case("---\na:\n- ‸'b\n- c\n---\n", .unterminatedQuote),
    Case("---\na: ‸[b, c\nd: e\n---\n", .unterminatedFlow),
    Case("---\na: [b, ‸, c]\n---\n", .malformedFlow),
    Case("---\na: [{b‸]}\n---\n", .malformedFlow),
    Case("---\na: \"b‸\\qc\"\n---\n", .badEscape("\\q")),
    Case("---\na: \"b‸\\ud800\"\n---\n", .badEscape("\\u")),
    Case("---\n‸ a: b\n---\n", .indentation),
    Case("---\na: 1\n‸ b: 2\n---\n", .indentation),
    Case("---\na: \"x\"\n‸  y\n---\n", .indentation),
    Case("---\na:\n  - x\n‸ - y\n---\n", .indentation),
    Case("---\na: b\n‸c\n---\n", .notAnEntry),
    Case("---\n‸a #b: c\n---\n", .notAnEntry),
    Case("---\n‸: b\n---\n", .unsupportedKey),
    Case("---\n‸[a]: b\n---\n", .unsupportedKey),
    Case("---\n‸- a\n---\n", .unsupportedKey),
    Case(
      "---\nid: x\n‸<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> y\n---\n", .conflictMarkers,
      fix: "`snag settle` puts both sides together; or keep what is right, and delete the markers"),
    Case(
      "---\nid: x\n‸<<<<<<< HEAD: b\na: 1\n=======\na: 2\n>>>>>>> y\n---\n", .conflictMarkers),
    Case("‸<<<<<<< HEAD\n---\na: 1\n=======\n>>>>>>> y\n", .conflictMarkers),
    Case("‸<<<<<<< HEAD\n---\na: 1\n---\n", .conflictMarkers),
  ]

  @Test(arguments: cases) func refusedWhereMarked(_ refused: Case) throws {
    let mark = try #require(refused.marked.range(of: "‸"))
    let lead = refused.marked[..<mark.lowerBound].split(
      separator: "\n", omittingEmptySubsequences: false)
    let error = try #require(refusal(refused.marked.replacing("‸", with: "")))
    #expect(error.kind == refused.kind)
    let column = (lead.last?.unicodeScalars.count ?? 0) + 1
    #expect(error.position == Position(line: max(lead.count, 1), column: column))
    if let fix = refused.fix { #expect(error.fix == fix) }
    #expect(!error.summary.isEmpty && error.summary.last != ".")
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0xAF], [0xC3], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80],
      [0xF4, 0x90, 0x80, 0x80],
      [0xF0, 0x8F, 0xBF, 0xBF], [0xE2, 0x82], [0xFF],
    ] as [[UInt8]]) func bytesThatAreNoUTF8AreRefusedAtTheirOffset(_ bad: [UInt8])
  {
    let lead = Array("---\na: é\n---\n12345678 body ".utf8)
    let error = refusal(lead + bad)
    #expect(error?.kind == .notUTF8(byteOffset: lead.count))
    #expect(error?.position == Position(line: 4, column: 15))
  }

  @Test func aTextAboveTheLimitIsRefused() {
    #expect(throws: DocumentError.self) {
      try TicketDocument(parsing: Array("---\n---\n".utf8), limit: 7)
    }
  }

  @Test func duplicatesAmongManyKeysAreFound() {
    let keys = (0..<1000).map { "key\($0): x\n" }.joined()
    #expect(refusal("---\n\(keys)---\n") == nil)
    let error = refusal("---\n\(keys)key7: y\n---\n")
    #expect(error?.kind == .duplicateKey(key: "key7", firstLine: 9))
    #expect(error?.position == Position(line: 1002, column: 1))
  }
}

extension String {
  fileprivate func range(of text: String) -> Range<String.Index>? { firstRange(of: text) }
}
