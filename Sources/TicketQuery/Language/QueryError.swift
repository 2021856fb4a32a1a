/// A query that cannot be understood.
package struct QueryError: Error, Sendable, Equatable {
  /// What is wrong.
  package enum Reason: Sendable, Equatable {
    /// No such field; the nearest ones.
    case unknownField(String, nearest: [String], known: [String])
    /// No such word after `is:`.
    case unknownTrait(String, nearest: [String], known: [String])
    /// No such saved query.
    case unknownView(String, nearest: [String], known: [String])
    /// Saved queries that name each other in a circle, from the first one to itself.
    case viewCycle([String])
    /// Saved queries that name more saved queries than anybody could read.
    case tooManyViews
    /// Nothing after the colon.
    case missingValue(String)
    /// A word such as OR that other languages join terms with.
    case noOperator(String)
    /// A quotation mark without its partner.
    case unterminatedQuote
    /// The value cannot be compared like this.
    case badValue(field: String, value: String, expected: String)
    /// An age that would have to be reached to the second.
    case oneSecond(field: String, age: String, next: String)
    /// A range whose end comes before its beginning.
    case emptyRange(field: String, value: String)
    /// The beginning of several ids.
    case ambiguousID(String, candidates: [String])
  }

  package let reason: Reason
  /// The whole query as typed, or the text of the saved query that is wrong.
  package let query: String
  /// Where in it the trouble is, in Unicode scalars; never empty.
  package let range: Range<Int>
  /// Name of the saved query that is wrong; nil when it was typed.
  package var view: String?
}
