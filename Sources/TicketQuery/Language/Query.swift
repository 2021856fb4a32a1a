import TicketModel

/// A question about tickets: terms that must all hold, and an order.
///
/// The language is GitHub's: `is:ready label:auth,ui -assignee:@me priority:<=P2 sort:created-desc
/// words "a phrase"`. Terms are joined by AND, a comma is OR inside one field, `-` negates.
///
/// Two queries are equal when they ask the same; where their words stood does not count.
package struct Query: Sendable, Equatable {
  package var terms: [Term]
  package var sort: [SortKey]
  /// The text it was read from, for messages.
  package let source: String

  /// A condition and whether it is negated.
  package struct Term: Sendable, Equatable {
    package let isNegated: Bool
    package let condition: Condition
    /// Where it stands in the query's text, in Unicode scalars.
    package let range: Range<Int>
  }

  /// What one term asks.
  package enum Condition: Sendable, Equatable {
    /// `is:` with any of these.
    case traits([Trait])
    /// The field has any of these values.
    case field(FieldReference, [Value])
    /// `has:` (or negated `no:`) any of these fields.
    case has([FieldReference])
    /// Title or body contains the words in this order, whatever their case, or they are the id.
    case words(String)
    /// A saved query.
    case view(String, Query)
  }

  /// A value after the colon.
  package struct Value: Sendable, Equatable {
    package let match: Match
    /// Where it stands in the query's text, in Unicode scalars.
    package let range: Range<Int>
  }

  /// How a field's value is compared.
  package enum Match: Sendable, Equatable {
    case compared(Comparison, String)
    /// From one value to another, both included.
    case span(from: String, to: String)
    /// Texts that begin so.
    case beginning(String)
  }

  /// How a field is compared with a value.
  package enum Comparison: String, Sendable, CaseIterable {
    case equal = ""
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case less = "<"
    case greater = ">"
  }

  /// One key of `sort:`.
  package struct SortKey: Sendable, Equatable {
    package let subject: Subject
    package let isDescending: Bool

    /// What tickets are put in order by.
    package enum Subject: Sendable, Equatable {
      case field(FieldReference)
      /// How well the query's words fit, best first.
      case relevance
    }

    /// Makes a key from its parts.
    package init(subject: Subject, isDescending: Bool = false) {
      self.subject = subject
      self.isDescending = isDescending
    }
  }

  /// Makes a query from its parts.
  package init(terms: [Term] = [], sort: [SortKey] = [], source: String = "") {
    self.terms = terms
    self.sort = sort
    self.source = source
  }

  package static func == (left: Query, right: Query) -> Bool {
    left.terms == right.terms && left.sort == right.sort
  }
}

extension Query.Term {
  package static func == (left: Query.Term, right: Query.Term) -> Bool {
    left.isNegated == right.isNegated && left.condition == right.condition
  }
}

extension Query.Value {
  package static func == (left: Query.Value, right: Query.Value) -> Bool {
    left.match == right.match
  }
}
