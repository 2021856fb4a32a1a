import TicketModel

/// A question about tickets: terms that must all hold, and an order.
///
/// The language is GitHub's: `is:ready label:auth,ui -assignee:@me priority:<=P2 sort:created-desc
/// words "a phrase"`. Terms are joined by AND, a comma is OR inside one field, `-` negates.
package struct Query: Sendable, Equatable {
  package var terms: [Term]
  package var sort: [SortKey]

  /// A condition and whether it is negated.
  package struct Term: Sendable, Equatable {
    package let isNegated: Bool
    package let condition: Condition
  }

  /// What one term asks.
  package enum Condition: Sendable, Equatable {
    /// `is:` with any of these.
    case isState([State])
    /// The field has any of these values.
    case field(FieldReference, [Value])
    /// `has:` (or negated `no:`) any of these fields.
    case has([FieldReference])
    /// Title or body contains the words in this order, whatever their case, or they are the id.
    case words(String)
  }

  /// A word after `is:`.
  package enum State: String, Sendable, CaseIterable {
    case open, closed, ready, blocked, mine, waiting, overdue, conflicted
  }

  /// What a value is compared with, and how.
  package struct Value: Sendable, Equatable {
    package let comparison: Comparison
    package let text: String
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
    package let field: FieldReference
    package let isDescending: Bool
  }

  /// Makes a query from its parts.
  package init(terms: [Term] = [], sort: [SortKey] = []) {
    self.terms = terms
    self.sort = sort
  }

  /// Whether the body of tickets is needed to answer it.
  package var needsBody: Bool {
    terms.contains { if case .words = $0.condition { true } else { false } }
  }

  /// Whether it asks what is ready or blocked, which depends on all tickets.
  package var needsBlockers: Bool {
    terms.contains { term in
      guard case .isState(let states) = term.condition else { return false }
      return states.contains(.ready) || states.contains(.blocked)
    }
  }

  /// Whether the query says which statuses it wants; one that does not means open tickets.
  package var choosesStatus: Bool {
    terms.contains { term in
      switch term.condition {
      case .isState: true
      case .field(let field, _): field == .known(.status) || field == .closed
      case .has(let fields): fields.contains(.closed)
      case .words: false
      }
    }
  }

  /// Whether `@me` or `is:mine` needs to know who asks.
  package var needsActor: Bool {
    terms.contains { term in
      switch term.condition {
      case .isState(let states): states.contains(.mine)
      case .field(_, let values): values.contains { $0.text == "@me" }
      case .has, .words: false
      }
    }
  }
}
