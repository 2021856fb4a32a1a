import TicketModel
import TicketQuery

extension ErrorReport {
  /// A query that makes no sense, with a caret under the word.
  init(_ error: QueryError) {
    let underline =
      String(repeating: " ", count: error.offset) + "^"
      + String(repeating: "~", count: max(0, error.length - 1))
    let (message, candidates, hint): (String, [String], String?) =
      switch error.reason {
      case .unknownField(let name, let nearest, _):
        (
          "unknown field \(name)", nearest,
          nearest.first.map { "did you mean \($0)?" }
            ?? "for text with a colon write quotes: \"\(name):…\"; `snag list --help` names fields"
        )
      case .unknownState(let name, let nearest, let known):
        (
          "nothing is \(name)", nearest,
          nearest.first.map { "did you mean is:\($0)?" } ?? "is: \(known.joined(separator: ", "))"
        )
      case .missingValue(let name):
        ("\(name): needs a value", [], "write \(name):VALUE, or no:\(name) for unset")
      case .unterminatedQuote: ("a quotation mark has no partner", [], "put one at the end too")
      case .badValue(let field, let value, let expected):
        ("\(field) cannot be \(value)", [], "write \(expected)")
      }
    self.init(
      code: "bad-query", message: message, detail: [error.query, underline],
      candidates: candidates, choices: error.choices, hint: hint, status: .usage)
  }
}

extension QueryError {
  /// Everything that could have been written where the mistake is.
  fileprivate var choices: [String] {
    switch reason {
    case .unknownField(_, _, let known), .unknownState(_, _, let known): known
    case .missingValue, .unterminatedQuote, .badValue: []
    }
  }
}
