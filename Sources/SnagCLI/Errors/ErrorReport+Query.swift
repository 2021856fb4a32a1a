import TicketModel
import TicketQuery

extension ErrorReport {
  /// A query that makes no sense, with a caret under the word.
  init(_ error: QueryError) {
    let (message, candidates, hint): (String, [String], String?) =
      switch error.reason {
      case .unknownField(let name, let nearest, let known):
        (
          "unknown field \(name)", nearest,
          nearest.first.map { "did you mean \($0)?" } ?? "fields: \(known.joined(separator: " "))"
        )
      case .unknownState(let name, let nearest, let known):
        (
          "nothing is \(name)", nearest,
          nearest.first.map { "did you mean is:\($0)?" } ?? "is: \(known.joined(separator: ", "))"
        )
      case .missingValue(let name): ("\(name): needs a value", [], nil)
      case .unterminatedQuote: ("a quotation mark has no partner", [], nil)
      case .badValue(let field, let value, let expected):
        ("\(field) cannot be \(value)", [], "write \(expected)")
      }
    let underline =
      String(repeating: " ", count: error.offset) + "^"
      + String(repeating: "~", count: max(0, error.length - 1))
    self.init(
      code: "bad-query", message: message, detail: [error.query, underline],
      candidates: candidates, hint: hint, status: .usage)
  }
}
