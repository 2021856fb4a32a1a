/// Why an edit was not made; the document is as it was.
package enum DocumentEditError: Error, Sendable, Equatable {
  /// A scalar was to be set where a list or an opaque value stands.
  case notAScalar(key: String)
  /// Items were to be changed where an opaque value stands.
  case notAList(key: String)
  /// The text after the edit would be refused.
  case unreadableResult(DocumentError)

  /// One clause in lower case without a final period.
  package var summary: String {
    switch self {
    case .notAScalar(let key): "the value of \(key) is not a single value"
    case .notAList(let key): "the value of \(key) is not a list"
    case .unreadableResult(let error): "the edited text could not be read: \(error.summary)"
    }
  }
}

/// What became of an edit that asks for a state and may find it there already.
package enum EditOutcome: Sendable, Equatable {
  /// The document differs.
  case changed
  /// The document was in the wanted state.
  case unchanged
  /// The edit cannot be made; the document is as it was.
  case refused(DocumentEditError)
}

extension TicketDocument {
  /// Makes an edit and tells what became of it.
  mutating func outcome(
    of edit: (inout TicketDocument) throws(DocumentEditError) -> Void
  ) -> EditOutcome {
    var edited = self
    do throws(DocumentEditError) {
      try edit(&edited)
    } catch {
      return .refused(error)
    }
    guard edited != self else { return .unchanged }
    self = edited
    return .changed
  }
}
