import TicketDocument
package import TicketModel

/// The text below a ticket's front matter in lower case, to look for words in.
package struct TicketText: Sendable {
  /// What the text is in.
  package let bytes: TicketBytes
  /// Which of the bytes it is; UTF-8.
  package let range: Range<Int>

  /// Takes bytes that are folded already.
  init(_ bytes: TicketBytes, _ range: Range<Int>) {
    self.bytes = bytes
    self.range = range
  }

  /// Folds the body of a document.
  init(_ document: TicketDocument) {
    var folded: [UInt8] = []
    folded.append(folding: document.body)
    self.init(TicketBytes(folded), 0..<folded.count)
  }

  /// The text.
  package var text: String {
    String(decoding: bytes.part(range), as: UTF8.self)
  }
}

extension [UInt8] {
  /// Adds a text in lower case, as `String.lowercased()` has it.
  mutating func append(folding text: String) {
    var text = text
    let isASCII = text.withUTF8 { bytes in
      // A loop without ways out, so that many bytes are looked at at once.
      bytes.reduce(UInt8(0)) { $0 | $1 } < 0x80
    }
    guard isASCII else { return append(contentsOf: text.lowercased().utf8) }
    text.withUTF8 { bytes in
      append(contentsOf: bytes.lazy.map { $0 &+ ($0 &- 0x41 < 26 ? 0x20 : 0) })
    }
  }
}
