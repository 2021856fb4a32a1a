import TestSupport
import Testing
import TicketDocument

/// Damaged texts: nothing crashes, and what is accepted is written back the same.
struct MutationTests {
  private static let valid = [
    """
    ---
    # top
    id: sn-k7m3qx
    title: 'Crash: "save" fails'   # why
    labels:
      - ui # first
      -   "b\\u00e9g"
    blocked-by: [ a1 , 'b2' ,c3]
    multi: |
        four
    map: {a: [b, "c"]}
    long: plain text
      that goes on
    history:
    - 2026-11-20T09:15:00Z bob new
    ---

    Prosé 中

    - [x] done

    ```
    ## Comments
    ```

    ## Comments

    ### bob, 2026-11-23T10:00:00Z, c-7hq4

    Text.

    """,
    "\u{FEFF}---\r\na: x\r\nb:\r\n- y\r\n...\r\nbody",
  ]
  private static let bytes =
    Array("\0\t\n\r \"'#&*!|>%@`:-?,[]{}\\x~.=<é\u{2028}\u{85}".utf8) + [0xFF, 0xC0]

  @Test func damagedTextsAreWrittenBackOrRefused() throws {
    var accepted = 0
    for seed in 0..<10_000 {
      var random = SeededGenerator(seed: UInt64(seed))
      var bytes = Array((Self.valid.randomElement(using: &random) ?? "").utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) { Self.damage(&bytes, &random) }
      do {
        var document = try TicketDocument(parsing: bytes)
        #expect(document.bytes == bytes, "seed \(seed)")
        accepted += 1
        use(&document)
      } catch {
        #expect(error.position.line >= 1 && error.position.column >= 1)
        _ = (error.summary, error.fix, fixed(bytes))
      }
    }
    #expect(accepted > 1000 && accepted < 9900)
  }

  /// What is accepted means to libyaml what it means to us; where a value is opaque it may refuse.
  @Test func damagedTextsMeanTheSameToLibyaml() throws {
    var compared = 0
    for seed in 0..<10_000 {
      var random = SeededGenerator(seed: UInt64(seed))
      var bytes = Array((Self.valid.randomElement(using: &random) ?? "").utf8)
      for _ in 0..<Int.random(in: 1...3, using: &random) { Self.damage(&bytes, &random) }
      guard let document = try? TicketDocument(parsing: bytes) else { continue }
      // YAML 1.1's line breaks are ordinary characters since YAML 1.2; we warn of them.
      guard !document.warnings.contains(where: { isLineSeparator($0.kind) }) else { continue }
      let ours = values(document)
      guard let judged = try? judgedValues(document) else {
        #expect(ours.values.contains(.nested), "seed \(seed)\n\(text(document))")
        continue
      }
      for (key, value) in ours where value != .nested {
        #expect(value == judged[key], "seed \(seed) \(key)\n\(text(document))")
        compared += 1
      }
    }
    #expect(compared > 5000)
  }

  private func isLineSeparator(_ kind: DocumentFinding.Kind) -> Bool {
    if case .lineSeparator = kind { true } else { false }
  }

  private static func damage(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    let offset = Int.random(in: 0..<bytes.count, using: &random)
    let byte = Self.bytes.randomElement(using: &random) ?? 0
    switch Int.random(in: 0..<6, using: &random) {
    case 0: bytes[offset] = byte
    case 1: bytes.insert(byte, at: offset)
    case 2: bytes.remove(at: offset)
    case 3: bytes.removeSubrange(offset..<max(offset, min(offset + 9, bytes.count - 1)))
    case 4:
      let line = bytes[offset...].prefix { $0 != 10 }
      bytes.insert(contentsOf: line, at: Int.random(in: 0..<bytes.count, using: &random))
    default:
      let start = bytes[..<offset].lastIndex(of: 10).map { $0 + 1 } ?? 0
      bytes.insert(contentsOf: Array(repeating: 32, count: offset % 5), at: start)
    }
    if bytes.isEmpty { bytes = [byte] }
  }

  /// Calls everything that reads and edits; whatever it makes parses, or the edit is refused.
  private func use(_ document: inout TicketDocument) {
    _ = (values(document), document.warnings, document.comments, document.checklist)
    for key in document.entries.map(\.key) {
      _ = (document.rawValue(key), document.list(key), document.scalar(key))
    }
    let keys = ["title", "labels", "blocked-by", "new", "history"]
    for key in keys {
      try? document.setScalar(key, to: "x: \(key)", insertingBefore: ["history"])
      document.insertItem("it's", in: key, at: .sorted)
      #expect(document.scalar(key) == "x: \(key)" || document.scalar(key) == nil)
    }
    document.remove("title")
    document.appendComment(author: "a", time: "t", id: "c", isInternal: false, text: "# x\n```")
    document.replaceBody(with: "new")
    #expect(document.body == "new")
  }
}
