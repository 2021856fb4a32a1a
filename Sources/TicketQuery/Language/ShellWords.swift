extension Query {
  /// Puts the words of a command line together to the text of a query.
  ///
  /// The shell has taken quotes off: a word with blanks in it is a phrase, one that begins with a
  /// field of text is that field's value (`label:"needs review"`), and one that begins with `@` a saved
  /// query. Any other word with a name and blanks is several terms, as in `snag list "is:open label:ui"`.
  ///
  /// - Parameters:
  ///   - words: as the shell gives them.
  ///   - views: names of the saved queries.
  /// - Returns: the query's text.
  package static func text(ofWords words: [String], views: Set<String>) -> String {
    words.map { word in
      guard !word.contains("\""), let head = head(ofOneTerm: word, views) else { return word }
      return quotingBlanks(of: word, after: head)
    }.joined(separator: " ")
  }

  /// The number of characters before the value of a word with blanks that is one term; nil when it is
  /// none or several.
  private static func head(ofOneTerm word: String, _ views: Set<String>) -> Int? {
    var lexer = QueryLexer(word)
    var tokens: [QueryToken] = []
    // What has no quotes cannot be wrong yet.
    while let token = try? lexer.next() { tokens.append(token) }
    guard tokens.count > 1, tokens.dropFirst().allSatisfy(isPlain) else { return nil }
    let first = tokens[0]
    let start = first.range.lowerBound + (first.isNegated ? 1 : 0)
    guard let name = first.name else {
      guard first.values[0].begins(with: "@") else { return start }
      let text = String(String.UnicodeScalarView(word.unicodeScalars.dropFirst(start + 1)))
      let isOneWord = views.contains(String(first.values[0].text.dropFirst()))
      return !views.contains(text) && isOneWord ? nil : start + 1
    }
    let end = name.range.upperBound + 1
    if first.values[0].pieces.isEmpty { return nil }
    switch Qualifier.find(name.text, ownFields: [])?.role {
    case .field(let field)?: return field.kind.isWord ? end : nil
    // A field of the user's own holds text.
    case nil: return end
    case .traits?, .has?, .lacks?, .order?: return nil
    }
  }

  private static func isPlain(_ token: QueryToken) -> Bool {
    token.name == nil && !token.isNegated && !token.values[0].begins(with: "@")
  }

  /// Puts quotes around what follows the head, or around the blanks alone where a character there,
  /// such as a comma, has a meaning that quotes would take.
  private static func quotingBlanks(of word: String, after head: Int) -> String {
    let scalars = word.unicodeScalars
    let value = scalars.index(scalars.startIndex, offsetBy: head)
    if !word[value...].contains(where: { ",<>=*.\\".contains($0) }) {
      return "\(word[..<value])\"\(word[value...])\""
    }
    var quoted = ""
    var isInside = false
    for character in word {
      if character.isWhitespace != isInside {
        quoted.append("\"")
        isInside.toggle()
      }
      quoted.append(character)
    }
    return isInside ? quoted + "\"" : quoted
  }
}
