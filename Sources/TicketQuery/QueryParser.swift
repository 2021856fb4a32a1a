import TicketModel

/// A query that cannot be understood.
package struct QueryError: Error, Sendable, Equatable {
  /// What is wrong.
  package enum Reason: Sendable, Equatable {
    /// No such field; the nearest ones.
    case unknownField(String, nearest: [String], known: [String])
    /// No such word after `is:`.
    case unknownState(String, nearest: [String], known: [String])
    /// Nothing after the colon.
    case missingValue(String)
    /// A quotation mark without its partner.
    case unterminatedQuote
    /// The value cannot be compared like this.
    case badValue(field: String, value: String, expected: String)
  }

  package let reason: Reason
  /// The whole query as typed.
  package let query: String
  /// Where in it the trouble begins, in characters from 0, and how long it is.
  package let offset: Int
  package let length: Int
}

extension Query {
  /// Reads a query.
  ///
  /// - Parameters:
  ///   - text: what the person typed.
  ///   - extraFields: keys of the user's own that may be asked for.
  /// - Throws: ``QueryError`` with the place of the word that makes no sense.
  package init(parsing text: String, extraFields: Set<String> = []) throws(QueryError) {
    var parser = QueryParser(text, extraFields: extraFields)
    self = try parser.parse()
  }
}

/// A value as typed, with its quotes taken off.
private struct RawValue {
  let comparison: Query.Comparison
  let text: String

  /// The value where nothing is compared.
  var whole: String { comparison.rawValue + text }
}

private struct QueryParser {
  private let text: String
  private let characters: [Character]
  private let extraFields: Set<String>
  private var index = 0

  init(_ text: String, extraFields: Set<String>) {
    self.text = text
    characters = Array(text)
    self.extraFields = extraFields
  }

  mutating func parse() throws(QueryError) -> Query {
    var query = Query()
    skipBlanks()
    while index < characters.count {
      try parseTerm(into: &query)
      skipBlanks()
    }
    return query
  }

  private mutating func parseTerm(into query: inout Query) throws(QueryError) {
    let start = index
    let isNegated =
      characters[index] == "-" && index + 1 < characters.count
      && !characters[index + 1].isWhitespace
    if isNegated { index += 1 }
    guard let qualifier = takeQualifier() else {
      let words = try takeValue(stopsAtComma: false)
      query.terms.append(Query.Term(isNegated: isNegated, condition: .words(words)))
      return
    }
    let values = try takeValues(of: qualifier, from: start)
    if qualifier.lowercased() == "sort" {
      query.sort += try values.map { value throws(QueryError) in
        try sortKey(value.whole, from: start)
      }
      return
    }
    let (condition, flips) = try condition(qualifier, values, from: start)
    query.terms.append(Query.Term(isNegated: isNegated != flips, condition: condition))
  }

  private func condition(
    _ qualifier: String, _ values: [RawValue], from start: Int
  ) throws(QueryError) -> (Query.Condition, flips: Bool) {
    let word = qualifier.lowercased()
    switch word {
    case "is":
      return (
        .isState(try values.map { value throws(QueryError) in try state(value.whole, start) }),
        false
      )
    case "has", "no":
      let fields = try values.map { value throws(QueryError) in try field(value.whole, start) }
      return (.has(fields), word == "no")
    default:
      let field = try field(qualifier, start)
      let compared = try values.map { value throws(QueryError) in
        try self.value(value, of: field, start)
      }
      return (.field(field, compared), false)
    }
  }

  // MARK: Words

  private mutating func skipBlanks() {
    while index < characters.count, characters[index].isWhitespace { index += 1 }
  }

  /// Takes `name:` when the text goes on with it.
  private mutating func takeQualifier() -> String? {
    var end = index
    while end < characters.count, isNameCharacter(characters[end]) { end += 1 }
    guard end > index, end < characters.count, characters[end] == ":" else { return nil }
    defer { index = end + 1 }
    return String(characters[index..<end])
  }

  private func isNameCharacter(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "_-".contains(character))
  }

  private mutating func takeValues(
    of qualifier: String, from start: Int
  ) throws(QueryError) -> [RawValue] {
    var values: [RawValue] = []
    repeat {
      let comparison = takeComparison()
      let text = try takeValue(stopsAtComma: true)
      guard !text.isEmpty else { throw error(.missingValue(qualifier), from: start) }
      values.append(RawValue(comparison: comparison, text: text))
    } while takeComma()
    return values
  }

  /// Takes `<=` and the like; inside quotes they are text.
  private mutating func takeComparison() -> Query.Comparison {
    let next = String(characters[index...].prefix(2))
    let comparison =
      Query.Comparison.allCases.first { $0 != .equal && next.hasPrefix($0.rawValue) } ?? .equal
    index += comparison.rawValue.count
    return comparison
  }

  private mutating func takeComma() -> Bool {
    guard index < characters.count, characters[index] == "," else { return false }
    index += 1
    return true
  }

  /// Takes a word, parts of which may be quoted; inside quotes a backslash keeps the next character.
  private mutating func takeValue(stopsAtComma: Bool) throws(QueryError) -> String {
    var value = ""
    while index < characters.count {
      let character = characters[index]
      if character.isWhitespace || (stopsAtComma && character == ",") { break }
      if character == "\"" {
        value += try takeQuoted()
      } else {
        value.append(character)
        index += 1
      }
    }
    return value
  }

  private mutating func takeQuoted() throws(QueryError) -> String {
    let start = index
    var value = ""
    index += 1
    while index < characters.count, characters[index] != "\"" {
      if characters[index] == "\\", index + 1 < characters.count { index += 1 }
      value.append(characters[index])
      index += 1
    }
    guard index < characters.count else { throw error(.unterminatedQuote, from: start) }
    index += 1
    return value
  }

  // MARK: Meaning

  private func field(_ name: String, _ start: Int) throws(QueryError) -> FieldReference {
    let field =
      FieldReference(qualifier: name, extraFields: extraFields)
      ?? FieldReference(qualifier: name.lowercased(), extraFields: extraFields)
    if let field { return field }
    let known = FieldReference.qualifiers(extraFields: extraFields) + ["is", "has", "no", "sort"]
    throw error(
      .unknownField(name, nearest: nearestNames(to: name, among: known), known: known.sorted()),
      from: start)
  }

  private func state(_ name: String, _ start: Int) throws(QueryError) -> Query.State {
    if let state = Query.State(rawValue: name.lowercased()) { return state }
    let known = Query.State.allCases.map(\.rawValue)
    throw error(
      .unknownState(name, nearest: nearestNames(to: name, among: known), known: known), from: start)
  }

  private func sortKey(_ text: String, from start: Int) throws(QueryError) -> Query.SortKey {
    let isDescending = text.lowercased().hasSuffix("-desc")
    let isAscending = text.lowercased().hasSuffix("-asc")
    let name = isDescending ? text.dropLast(5) : isAscending ? text.dropLast(4) : text[...]
    return Query.SortKey(field: try field(String(name), start), isDescending: isDescending)
  }

  private func value(
    _ raw: RawValue, of field: FieldReference, _ start: Int
  ) throws(QueryError) -> Query.Value {
    let value = Query.Value(comparison: raw.comparison, text: raw.text)
    if let expected = field.unreadable(value) {
      throw error(
        .badValue(field: field.qualifier, value: raw.text, expected: expected), from: start)
    }
    return value
  }

  private func error(_ reason: QueryError.Reason, from start: Int) -> QueryError {
    QueryError(reason: reason, query: text, offset: start, length: max(1, index - start))
  }
}
