/// How urgent a ticket is: P0 (most urgent) to P4.
package struct Priority: Hashable, Sendable, Comparable {
  /// 0 to 4.
  package let number: Int

  /// Reads `P2`, `p2` or `2`; nil for anything else.
  package init?(_ text: String) {
    let letters = [UInt8(ascii: "P"), UInt8(ascii: "p")]
    let digits = text.utf8.drop { letters.contains($0) }
    guard text.utf8.count - digits.count <= 1, digits.count == 1, let digit = digits.first,
      (UInt8(ascii: "0")...UInt8(ascii: "4")).contains(digit)
    else { return nil }
    number = Int(digit - UInt8(ascii: "0"))
  }

  /// The spelling in files: `P2`.
  package var text: String { "P\(number)" }

  /// Orders by urgency: P0 comes first.
  package static func < (left: Priority, right: Priority) -> Bool { left.number < right.number }
}

/// A person's short name: one word without blanks, commas or control characters.
package struct Handle: Hashable, Sendable, CustomStringConvertible {
  /// The handle as written.
  package let text: String

  /// Reads a handle; nil when it is empty or holds a blank, comma or control character.
  package init?(_ text: some StringProtocol) {
    guard !text.isEmpty, text.utf8.count <= 100,
      text.unicodeScalars.allSatisfy({ $0 != " " && $0 != "," && !isUnsafeInLine($0) })
    else { return nil }
    self.text = String(text)
  }

  /// Makes a handle out of a full name or mail address: `Steve Macbeth` gives `steve-macbeth`.
  ///
  /// - Returns: nil when no letter or digit is in the text.
  package init?(fromName name: some StringProtocol) {
    let name = name.drop { $0 == "@" }
    let local = name.firstIndex(of: "@").map { name[..<$0] } ?? name[...]
    guard local.contains(where: { $0.isLetter || $0.isNumber }) else { return nil }
    let words = local.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "." || $0 == "_") }
    self.init(words.joined(separator: "-"))
  }

  package var description: String { text }
}
