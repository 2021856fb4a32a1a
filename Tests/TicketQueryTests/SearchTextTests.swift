import Foundation
import Testing
import TicketModel
@testable import TicketQuery

@Suite struct SearchTextTests {
  private func folded(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.append(folding: text)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("", ""), (" ", " "), ("A  b\t\r\nC", "a b c"), ("\n\n", " "), ("x\n\n\ny ", "x y "),
    ("Ü\u{A0} \u{3000}x", "ü x"), ("a \u{2028}É", "a é"), ("A\u{200B} B", "a\u{200B} b"),
  ])
  func blanksAreOne(text: String, expected: String) {
    #expect(folded(text) == expected)
    #expect(folded(expected) == expected)
    #expect(SearchText(text).contains(FoldedText(words: expected)))
    #expect(SearchText(expected).contains(FoldedText(words: text)))
  }

  /// Whatever order the accents were typed in, and whether or not they stand for themselves.
  @Test func lettersAreTheSameHoweverTheyAreWritten() {
    for number in UInt32(0x80)...0x2FFFF {
      guard let scalar = Unicode.Scalar(number) else { continue }
      let text = String(scalar)
      let expected = folded(text.precomposedStringWithCanonicalMapping)
      if folded(text.decomposedStringWithCanonicalMapping) != expected || folded(text) != expected {
        Issue.record("\(text) \(String(number, radix: 16))")
      }
    }
    #expect(folded("E\u{301}\u{323}") == folded("Ẹ\u{301}"))
    #expect(SearchText("Cafe\u{301}").contains(FoldedText(words: "CAFÉ")))
    #expect(!SearchText("Cafe\u{301}").contains(FoldedText(words: "cafe")), "an accent counts")
  }

  @Test func blanksAreThoseOfUnicode() {
    for number in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(number) else { continue }
      if isBlank(scalar) != scalar.properties.isWhitespace { Issue.record("\(number)") }
    }
  }
}
