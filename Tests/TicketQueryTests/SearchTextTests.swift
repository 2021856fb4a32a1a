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

  @Test func blanksAreThoseOfUnicode() {
    for number in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(number) else { continue }
      if isBlank(scalar) != scalar.properties.isWhitespace { Issue.record("\(number)") }
    }
  }
}
