import TicketDocument
import TicketModel
import TicketQuery
import TicketStore

/// The words of a command line as one query.
///
/// - Parameters:
///   - words: as ArgumentParser gives them.
///   - vocabulary: says which saved queries there are.
/// - Returns: the query's text.
func queryText(of words: [String], _ vocabulary: QueryVocabulary) -> String {
  Query.text(
    ofWords: words.map(ArgumentRewriting.unmarked), views: Set(vocabulary.views.keys))
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
