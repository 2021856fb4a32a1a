/// One term as it was typed, before anything is known about names.
struct QueryToken {
  /// A name before a colon.
  struct Name {
    let text: String
    let range: Range<Int>
  }

  let isNegated: Bool
  let name: Name?
  /// Without a name one; else those between commas, any of which may be empty.
  let values: [QueryText]
  let range: Range<Int>
}

/// Characters as typed, with their quotes taken off; those that were quoted have no other meaning.
struct QueryText {
  /// A character and whether it stood between quotes.
  struct Piece {
    let scalar: Unicode.Scalar
    let isQuoted: Bool
  }

  var pieces: ArraySlice<Piece> = []
  var range: Range<Int>

  /// What is meant when no character has a meaning of its own.
  var text: String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: pieces.lazy.map(\.scalar))
    return String(text)
  }

  /// Whether the characters begin with an unquoted mark.
  func begins(with mark: String) -> Bool {
    let marks = mark.unicodeScalars
    return pieces.count >= marks.count
      && zip(pieces, marks).allSatisfy { !$0.isQuoted && $0.scalar == $1 }
  }
}

/// Takes a query apart into terms; knows quotes, colons and commas, but no names.
struct QueryLexer {
  private let text: String
  private let scalars: [Unicode.Scalar]
  private var index = 0

  init(_ text: String) {
    self.text = text
    scalars = Array(text.unicodeScalars)
  }

  /// Takes the next term; nil at the end.
  mutating func next() throws(QueryError) -> QueryToken? {
    while let scalar = current, isBlank(scalar) { index += 1 }
    guard let first = current else { return nil }
    let start = index
    let isNegated =
      first == "-" && index + 1 < scalars.count && !isBlank(scalars[index + 1])
    if isNegated { index += 1 }
    let name = takeName()
    var values: [QueryText] = []
    repeat {
      values.append(try takeText(stopsAtComma: name != nil))
    } while name != nil && take(",")
    return QueryToken(isNegated: isNegated, name: name, values: values, range: start..<index)
  }

  private var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    index += 1
    return true
  }

  /// Takes `name:` when the text goes on with it.
  private mutating func takeName() -> QueryToken.Name? {
    let end = scalars[index...].firstIndex { !isNamePart($0) } ?? scalars.count
    guard end > index, end < scalars.count, scalars[end] == ":" else { return nil }
    defer { index = end + 1 }
    return QueryToken.Name(text: slice(index..<end), range: index..<end)
  }

  private func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "_" || scalar == "-" { return true }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  /// Takes a word, parts of which may be quoted; inside quotes a backslash keeps the next character.
  private mutating func takeText(stopsAtComma: Bool) throws(QueryError) -> QueryText {
    let start = index
    var pieces: [QueryText.Piece] = []
    while let scalar = current, !isBlank(scalar), !(stopsAtComma && scalar == ",") {
      if scalar == "\"" {
        try takeQuoted(into: &pieces)
      } else {
        pieces.append(QueryText.Piece(scalar: scalar, isQuoted: false))
        index += 1
      }
    }
    return QueryText(pieces: pieces[...], range: start..<index)
  }

  private mutating func takeQuoted(into pieces: inout [QueryText.Piece]) throws(QueryError) {
    let start = index
    index += 1
    while let scalar = current, scalar != "\"" {
      if scalar == "\\", index + 1 < scalars.count { index += 1 }
      pieces.append(QueryText.Piece(scalar: scalars[index], isQuoted: true))
      index += 1
    }
    guard take("\"") else {
      throw QueryError(reason: .unterminatedQuote, query: text, range: start..<index)
    }
  }

  private func slice(_ range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[range])
    return String(text)
  }
}

/// Whether a word without quotes is one that other languages join terms with, here without a meaning.
///
/// It is looked for only between quotes: as a word it would leave an empty list that looks like an
/// answer. Text in parentheses is a text unless a field stands there.
func isOperator(_ word: String) -> Bool {
  if ["OR", "AND", "NOT", "(", ")"].contains(word) { return true }
  guard word.first == "(" else { return false }
  var lexer = QueryLexer(String(word.drop { $0 == "(" || $0 == "-" }))
  return (try? lexer.next())?.name != nil
}
