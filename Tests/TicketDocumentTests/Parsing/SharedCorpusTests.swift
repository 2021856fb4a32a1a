import Foundation
import TestSupport
import Testing
import TicketDocument
import Yams

/// Other people's files: each is read and written back the same, or refused with a position.
@Suite(.enabled(if: SharedData.isPresent)) struct SharedCorpusTests {
  private struct Fixture: Decodable {
    var id: String
    var input: String
  }
  private struct SuiteCase: Decodable {
    var id: String
    var yaml: String
  }
  private struct Trap: Decodable {
    var yaml: String
    var libyaml: String
    var scalars: [String]
  }
  private struct StyleCase: Decodable {
    var input: String
    var expected_surgical: String
  }

  private func lines<Value: Decodable>(_ path: String, of type: Value.Type) throws -> [Value] {
    let text = String(decoding: try SharedData.bytes(path), as: UTF8.self)
    return try text.split(separator: "\n").map {
      try JSONDecoder().decode(type, from: Data($0.utf8))
    }
  }

  @Test func everyTrackerFileIsReadAndWrittenBackTheSame() throws {
    var accepted = 0
    for path in try SharedData.files(in: "trackers", suffix: ".md") {
      let bytes = try SharedData.bytes(path)
      guard bytes.starts(with: "---".utf8) else {
        #expect(refusal(bytes)?.kind == .missingOpeningLine, "\(path)")
        continue
      }
      if let error = refusal(bytes) {
        // Older files of that project have `assignee: @name`, which no YAML reader accepts.
        #expect(error.kind == .specialCharacter("@"), "\(path) \(error.position)")
        let (repaired, _) = try #require(fixed(bytes))
        #expect(refusal(repaired) == nil)
        continue
      }
      let document = try TicketDocument(parsing: bytes)
      #expect(document.bytes == bytes, "\(path)")
      let judged = try judgedValues(document)
      for (key, value) in values(document) where value != .nested {
        #expect(value == judged[key], "\(path) \(key)")
      }
      accepted += 1
    }
    #expect(accepted == 798)
  }

  /// Fixtures of other parsers that we refuse, each by a rule of format.md.
  private static let refusedFixtures: [String: DocumentError.Kind] = [
    "all": .missingClosingLine,
    "autodetect-yaml": .missingOpeningLine, "autodetect-json": .missingOpeningLine,
    "lang-json": .unsupportedKey,
    "hasnt-matter": .missingOpeningLine, "empty": .missingOpeningLine,
    "delims-custom": .missingOpeningLine, "delims-semi-colons": .missingOpeningLine,
    "inline-lf-extra-chars": .missingOpeningLine, "inline-lf-only-open": .missingClosingLine,
    "inline-lf-looks-like": .missingOpeningLine, "inline-crlf-extra-chars": .missingOpeningLine,
    "inline-crlf-only-open": .missingClosingLine, "inline-crlf-looks-like": .missingOpeningLine,
    "inline-bool": .missingOpeningLine, "inline-number": .missingOpeningLine,
    "test-leading-blank": .missingOpeningLine, "complex-yaml": .tag,
    "no-front-matter": .missingOpeningLine, "unsafe": .tag,
    "yaml-seperator": .missingOpeningLine, "empty/no-frontmatter.txt": .missingOpeningLine,
    "json/hello-json.md": .missingOpeningLine, "toml/hello-toml.md": .missingOpeningLine,
    "yaml/extra-dash.txt": .missingOpeningLine,
  ]

  @Test func fixturesOfOtherParsersAreReadAlikeOrRefused() throws {
    for fixture in try lines("frontmatter/parser-fixtures.jsonl", of: Fixture.self) {
      let error = refusal(fixture.input)
      #expect(error?.kind == Self.refusedFixtures[fixture.id], "\(fixture.id)")
      guard error == nil else { continue }
      let document = try document(fixture.input)
      #expect(text(document).utf8.elementsEqual(fixture.input.utf8))
      let judged = try judgedValues(document)
      for (key, value) in values(document) where value != .nested {
        #expect(value == judged[key], "\(fixture.id) \(key)")
      }
    }
  }

  /// Cases of the YAML test suite that we refuse, each by a rule of format.md.
  private static let refusedSuiteCases: [String: DocumentError.Kind] = [
    // Empty keys and keys in brackets name no field.
    "2JQS": .unsupportedKey, "NHX8": .unsupportedKey, "S3PD": .unsupportedKey,
    "SM9W/01": .unsupportedKey, "LX3P": .unsupportedKey,
  ]

  @Test func casesOfTheYAMLTestSuiteAreReadAsLibyamlReadsThem() throws {
    for suiteCase in try lines(
      "frontmatter/yaml-test-suite-core-subset.jsonl", of: SuiteCase.self)
    {
      var yaml = suiteCase.yaml
      if yaml.hasPrefix("---\n") { yaml.removeFirst(4) }
      if !yaml.hasSuffix("\n") { yaml += "\n" }
      if !yaml.hasSuffix("...\n") { yaml += "---\n" }
      let input = "---\n" + yaml
      let error = refusal(input)
      #expect(error?.kind == Self.refusedSuiteCases[suiteCase.id], "\(suiteCase.id)")
      guard error == nil else { continue }
      let document = try document(input)
      #expect(text(document) == input)
      guard let judged = try? judgedValues(document) else { continue }
      for (key, value) in values(document) where value != .nested {
        #expect(value == judged[key], "\(suiteCase.id) \(key)")
      }
    }
  }

  @Test func oneStatusIsSetWithoutTouchingAnyStyle() throws {
    let style = try JSONDecoder().decode(
      StyleCase.self, from: Data(try SharedData.bytes("frontmatter/style-roundtrip.json")))
    var document = try document("---\n\(style.input)---\n")
    try document.setScalar("status", to: "review")
    #expect(text(document) == "---\n\(style.expected_surgical)---\n")
  }

  /// Traps that libyaml refuses and we accept.
  private static let acceptedTraps: Set<String> = [
    // YAML 1.2, 5.4: U+2028 is an ordinary character; libyaml follows YAML 1.1. We warn.
    "title: x\u{2028}y\n", "a: x\u{2028}y\n",
    // The closing line `...` ends the front matter; what follows is body.
    "a: x\n...\nb: y\n",
  ]
  /// Traps that libyaml accepts and we refuse by format.md.
  private static let refusedTraps: [String: DocumentError.Kind] = [
    "a: x\na: y\n": .duplicateKey(key: "a", firstLine: 2),
    "title: *x\n": .alias, "title: !x\n": .tag, "title: &x y\n": .anchor,
    "a: &x 1\nb: *x\n": .anchor, "a: !!str 1\n": .tag,
    "? k\n: v\n": .unsupportedKey, "- a\n- b\n": .unsupportedKey, "a\n": .notAnEntry,
    "{a: 1}\n": .unsupportedKey, "a:x\n": .notAnEntry, "%YAML 1.2\n---\na: 1\n": .unsupportedKey,
    // A byte order mark is accepted at the start of the file only.
    "\u{FEFF}a: x\n": .controlCharacter(0xFEFF),
  ]

  @Test func trapsAreRefusedWhereLibyamlRefusesAndReadAlikeElsewhere() throws {
    for trap in try lines("frontmatter/yaml-traps.jsonl", of: Trap.self) {
      let error = refusal("---\n\(trap.yaml)---\n")
      if trap.libyaml == "error" {
        #expect((error == nil) == Self.acceptedTraps.contains(trap.yaml), "\(trap.yaml)")
        continue
      }
      #expect(error?.kind == Self.refusedTraps[trap.yaml], "\(trap.yaml)")
      guard error == nil else { continue }
      let document = try document("---\n\(trap.yaml)---\n")
      // The second document of `a: x\n---\nb: y` is body to us.
      let expected = trap.yaml.contains("\n---\n") ? Array(trap.scalars.prefix(2)) : trap.scalars
      let hasNested = values(document).values.contains(.nested)
      let scalars = document.entries.flatMap { entry in
        [entry.key] + document.list(entry.key)
      }
      #expect(hasNested || scalars == expected, "\(trap.yaml)")
    }
  }
}
