extension QueryError {
  /// One line that says what is wrong, for queries in configuration files.
  package var summary: String { reason.summary }

  /// What could be written instead; nil when ``summary`` says it.
  package var suggestion: String? { reason.suggestion }
}

extension QueryError.Reason {
  /// One line that says what is wrong.
  package var summary: String {
    switch self {
    case .unknownField(let name, _, _): "unknown field \(name)"
    case .unknownTrait(let name, _, _): "nothing is \(name)"
    case .unknownView(let name, _, _): "no saved query @\(name)"
    case .viewCycle(let names):
      "saved queries name each other: " + names.map { "@\($0)" }.joined(separator: " -> ")
    case .tooManyViews: "more than 100 saved queries in one"
    case .missingValue(let name): "\(name): needs a value"
    case .unterminatedQuote: "a quotation mark has no partner"
    case .badValue(let field, let value, _): "\(field) cannot be \(value)"
    case .noOperator(let word):
      "OR AND NOT".contains(word)
        ? "no \(word) stands between terms" : "no parentheses hold terms together"
    case .oneSecond(let field, let age, _): "\(field) cannot be \(age), which is one second"
    case .emptyRange(let field, let value): "nothing lies in \(field):\(value)"
    case .ambiguousID(let typed, let candidates):
      "\(typed) could be any of \(candidates.count) tickets"
    }
  }

  /// What could be written instead; nil when ``summary`` says it.
  package var suggestion: String? {
    switch self {
    case .unknownField(_, let nearest, _), .unknownTrait(_, let nearest, _),
      .unknownView(_, let nearest, _):
      nearest.first.map { "did you mean \($0)?" }
    case .badValue(_, _, let expected): "write \(expected)"
    case .missingValue(let name): Self.example(of: name)
    case .oneSecond(let field, let age, let next):
      "write \(field):<\(age) for less than \(age) ago, \(field):>\(age) for more, "
        + "\(field):\(age)..\(next) for what lies between"
    case .noOperator("AND"): "leave it out: all terms must hold; quoted it is looked for"
    case .noOperator("NOT"): "write -label:a, or no:due; quoted it is looked for"
    case .noOperator:
      "label:a,b has one of two values; for more pipe --json to jq; quoted it is looked for"
    case .viewCycle, .tooManyViews, .unterminatedQuote, .emptyRange, .ambiguousID:
      nil
    }
  }

  /// What may stand behind a name.
  private static func example(of name: String) -> String {
    switch Qualifier.find(name, ownFields: [])?.role {
    case .order?:
      "write sort:priority,created-desc; there are relevance, "
        + Qualifier.fieldNames(ownFields: []).joined(separator: ", ")
    case .traits?:
      "write is:open; there are " + Query.Trait.allCases.map(\.rawValue).joined(separator: ", ")
    case .has?, .lacks?: "write \(name):due, or another field"
    case .field?, nil:
      "write \(name):VALUE without a blank between, or no:\(name) for unset"
    }
  }
}
