import TicketDocument
package import TicketModel

/// The text below a ticket's front matter, folded to look for words in.
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
