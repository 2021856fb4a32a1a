/// The name of a ticket: `sn-k7m3qx`.
///
/// Ids that Snag makes are a prefix of 2-5 letters, a hyphen, and 6 or 7 symbols (see
/// ``TicketID/symbols``). Ids taken over from another tracker (`tc-1609`, `bd-kwro.2`) are kept, so
/// reading accepts any lower-case letters, digits, `.` and `-` that make a safe file name.
package struct TicketID: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The id in lower case.
  package let text: String

  /// 28 symbols without vowels or look-alikes, so that no id spells a word or is misread.
  package static let symbols = Array("23456789bcdfghjkmnpqrstvwxyz")

  /// At most this many characters.
  package static let maximumLength = 64

  /// Reads an id: surrounding blanks are trimmed and letters folded to lower case.
  ///
  /// - Returns: nil when the text could not be a file name of its own everywhere, for example with
  ///   `/`, `..`, a newline, or a leading hyphen.
  package init?(_ input: some StringProtocol) {
    let folded = Self.folded(input)
    guard Self.isValid(folded.utf8) else { return nil }
    text = folded
  }

  /// Makes an id that is known to be valid.
  init(valid text: String) { self.text = text }

  /// Draws a new id; the first symbol is a letter, so that YAML never sees a number.
  package static func random(
    prefix: IDPrefix, length: Int, using generator: inout some RandomNumberGenerator
  ) -> TicketID {
    let letters = symbols.filter(\.isLetter)
    var drawn = "\(prefix)-"
    for position in 0..<length {
      let choices = position == 0 ? letters : symbols
      drawn.append(choices[Int.random(in: choices.indices, using: &generator)])
    }
    return TicketID(valid: drawn)
  }

  /// Returns trimmed, lower-case text, the form in which ids are compared.
  package static func folded(_ input: some StringProtocol) -> String {
    // Every link of every ticket comes through here, and nearly all of them are folded already.
    let isFolded = input.utf8.allSatisfy {
      isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
    }
    if isFolded { return String(input) }
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    let trimmed = Substring(input).drop(while: isBlank)
    let end = trimmed.lastIndex { !isBlank($0) }.map { trimmed.index(after: $0) }
    return trimmed[..<(end ?? trimmed.startIndex)].lowercased()
  }

  /// The part after the first hyphen.
  package var suffix: Substring {
    text.firstIndex(of: "-").map { text[text.index(after: $0)...] } ?? text[...]
  }

  package var description: String { text }

  package static func < (left: TicketID, right: TicketID) -> Bool { left.text < right.text }

  private static func isValid(_ bytes: String.UTF8View) -> Bool {
    guard bytes.count <= maximumLength, let first = bytes.first, let last = bytes.last,
      isLetter(first), isLetter(last) || isDigit(last)
    else { return false }
    var hasHyphen = false
    var previous = first
    for byte in bytes {
      let isSeparator = byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
      guard isLetter(byte) || isDigit(byte) || isSeparator else { return false }
      if isSeparator {
        guard isLetter(previous) || isDigit(previous) else { return false }
      }
      if byte == UInt8(ascii: "-") { hasHyphen = true }
      previous = byte
    }
    return hasHyphen
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}

/// The letters before the hyphen of every id that a repository makes.
package struct IDPrefix: Hashable, Sendable, CustomStringConvertible {
  /// 2 to 5 lower-case ASCII letters.
  package let text: String

  /// Reads a prefix; nil unless it is 2 to 5 letters after folding.
  package init?(_ input: some StringProtocol) {
    let folded = TicketID.folded(input)
    guard (2...5).contains(folded.utf8.count), folded.allSatisfy({ $0.isASCII && $0.isLetter })
    else { return nil }
    text = folded
  }

  /// Makes a prefix out of a repository's name: its words' first letters, or its first letters.
  ///
  /// `ticket-store` gives `ts`, `snag` gives `sn`, a name without letters gives `tk`.
  package init(repositoryName name: String) {
    let words = name.lowercased().split { !($0.isASCII && $0.isLetter) }
    let initials = String(words.prefix(4).compactMap(\.first))
    let letters = words.first.map { word in
      String(word.prefix(1) + (word.dropFirst().first.map(String.init) ?? ""))
    }
    self = IDPrefix(initials) ?? IDPrefix(letters ?? "") ?? IDPrefix(fixed: "tk")
  }

  private init(fixed text: String) { self.text = text }

  package var description: String { text }
}
