import TicketDocument
import TicketModel
import TicketQuery
import TicketStore

/// The words of a command line as one query.
///
/// The shell has taken quotes off: a word with blanks in it is a phrase, and one that begins with a
/// field of text is that field's value (`label:"needs review"`). Any other word with a colon and
/// blanks is several terms, as in `snag list "is:open label:ui"`.
func queryText(of words: [String]) -> String {
  words.map(ArgumentRewriting.unmarked).map { word in
    let parts = word.split(whereSeparator: \.isWhitespace)
    guard parts.count > 1, !word.contains("\""), isOneTerm(parts) else { return word }
    return quotingBlanks(of: word)
  }.joined(separator: " ")
}

private func isOneTerm(_ parts: [Substring]) -> Bool {
  let isPlain: (Substring) -> Bool = { !$0.contains(":") && !"-@".contains($0.first ?? "-") }
  guard parts.dropFirst().allSatisfy(isPlain) else { return false }
  let start = parts[0].first == "-" ? parts[0].dropFirst() : parts[0]
  guard let colon = start.firstIndex(of: ":") else { return true }
  switch Qualifier.find(String(start[..<colon]), ownFields: [])?.role {
  case .field(let field)?: return field.kind.isWord
  // A field of the user's own holds text.
  case nil: return true
  case .traits?, .has?, .lacks?, .order?: return false
  }
}

/// Puts quotes around what follows the field, or around the blanks alone where a character there,
/// such as a comma, has a meaning that quotes would take.
private func quotingBlanks(of word: String) -> String {
  let start = word.firstIndex(of: ":").map(word.index(after:)) ?? word.startIndex
  let sign = start == word.startIndex && word.first == "-" ? word.index(after: start) : start
  if !word[sign...].contains(where: { ",<>=*.\\".contains($0) }) {
    return "\(word[..<sign])\"\(word[sign...])\""
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

extension Session {
  /// What may be asked for besides the fields of the schema.
  ///
  /// - Parameters:
  ///   - settings: those of the source that the tickets are from.
  ///   - tickets: whose own fields may be asked for, too; none before they are read.
  /// - Returns: the words that the repository adds to the language.
  /// - Throws: what reading the settings throws.
  func vocabulary(_ settings: Settings, of tickets: [Ticket] = []) throws -> QueryVocabulary {
    // A view is part of the question, so it is today's.
    QueryVocabulary(
      ownFields: settings.ownFields(of: tickets),
      views: try readableSettings().configuration.views)
  }
}

extension LoadedTicket {
  /// Its body, to look for words in; empty when texts were not loaded.
  var searchText: SearchText {
    let text = foldedText
    return SearchText(folded: text.bytes, text.range)
  }
}
