extension QueryError {
  /// One line that says what is wrong, for queries in configuration files.
  package var summary: String {
    switch reason {
    case .unknownField(let name, _, _): "unknown field \(name)"
    case .unknownTrait(let name, _, _): "nothing is \(name)"
    case .unknownView(let name, _, _): "no saved query @\(name)"
    case .viewCycle(let names):
      "saved queries name each other: " + names.map { "@\($0)" }.joined(separator: " -> ")
    case .tooManyViews: "more than 100 saved queries in one"
    case .missingValue(let name): "\(name): needs a value"
    case .unterminatedQuote: "a quotation mark has no partner"
    case .badValue(let field, let value, _): "\(field) cannot be \(value)"
    case .emptyRange(let field, let value): "nothing lies in \(field):\(value)"
    case .ambiguousID(let typed, let candidates):
      "\(typed) could be any of \(candidates.count) tickets"
    }
  }

  /// What could be written instead; nil when ``summary`` says it.
  package var suggestion: String? {
    switch reason {
    case .unknownField(_, let nearest, _), .unknownTrait(_, let nearest, _),
      .unknownView(_, let nearest, _):
      nearest.first.map { "did you mean \($0)?" }
    case .badValue(_, _, let expected): "write \(expected)"
    case .missingValue(let name): "write \(name):VALUE, or no:\(name) for unset"
    case .viewCycle, .tooManyViews, .unterminatedQuote, .emptyRange, .ambiguousID:
      nil
    }
  }
}
