import TicketModel
import TicketQuery

extension ErrorReport {
  /// A query that makes no sense, with a caret under the word.
  init(_ error: QueryError) {
    let words = Words(error.reason)
    self.init(
      code: words.code,
      message: words.message + (error.view.map { " in the saved query @\($0)" } ?? ""),
      detail: QueryExcerpt(error).lines, candidates: words.candidates, choices: words.choices,
      hint: words.hint, status: .usage)
    place = Place(text: error.query, range: error.range)
  }

  /// What is said of a reason.
  private struct Words {
    var code = "bad-query"
    let message: String
    var candidates: [String] = []
    /// Everything that could have been written where the mistake is.
    var choices: [String] = []
    let hint: String

    init(_ reason: QueryError.Reason) {
      switch reason {
      case .unknownField(let name, let nearest, let known):
        self.init(
          message: "unknown field \(name)", candidates: nearest, choices: known,
          hint: nearest.first.map { "did you mean \($0)?" }
            ?? "for text with a colon write quotes: \"\(name):…\"; `snag help query` names fields")
      case .unknownTrait(let name, let nearest, let known):
        self.init(
          message: "nothing is \(name)", candidates: nearest, choices: known,
          hint: nearest.first.map { "did you mean is:\($0)?" }
            ?? "is: \(known.joined(separator: ", "))")
      case .unknownView, .viewCycle, .tooManyViews: self.init(view: reason)
      case .missingValue, .noOperator, .oneSecond:
        self.init(message: reason.summary, hint: reason.suggestion ?? "")
      case .unterminatedQuote:
        self.init(message: "a quotation mark has no partner", hint: "put one at the end too")
      case .badValue(let field, let value, let expected):
        self.init(message: "\(field) cannot be \(value)", hint: "write \(expected)")
      case .emptyRange(let field, let value):
        self.init(
          message: "nothing lies in \(field):\(value)", hint: "write the lesser value first")
      case .ambiguousID(let typed, let candidates):
        self.init(
          code: "ambiguous", message: "\(typed) could be any of \(candidates.count) tickets",
          candidates: Array(candidates.prefix(10)),
          hint: "type more of the id, or \(typed)* for all of them")
      }
    }

    private init(view reason: QueryError.Reason) {
      switch reason {
      case .unknownView(let name, let nearest, let known):
        let views = known.map { "@\($0)" }
        self.init(
          code: "unknown-view", message: "no saved query @\(name)",
          candidates: nearest.map { "@\($0)" }, choices: views,
          hint: nearest.first.map { "did you mean @\($0)?" }
            ?? (known.isEmpty
              ? "save one under views: in .tickets/config.yml; text that begins with @ needs quotes"
              : "saved queries: \(views.joined(separator: " "))"))
      case .viewCycle(let names):
        self.init(
          message: "saved queries name each other: "
            + names.map { "@\($0)" }.joined(separator: " -> "),
          hint: "take one of them out under views: in .tickets/config.yml")
      default:
        self.init(
          message: "more than 100 saved queries in one",
          hint: "write the query out under views: in .tickets/config.yml")
      }
    }

    private init(
      code: String = "bad-query", message: String, candidates: [String] = [],
      choices: [String] = [], hint: String
    ) {
      self.code = code
      self.message = message
      self.candidates = candidates
      self.choices = choices
      self.hint = hint
    }
  }
}

/// The part of a query that is wrong, with a mark below it.
private struct QueryExcerpt {
  let lines: [String]

  /// Columns of a query that are shown; of a longer one, what is around the mistake.
  private static let width = 76

  init(_ error: QueryError) {
    let scalars = Array(error.query.unicodeScalars)
    func text(_ range: Range<Int>) -> String {
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars[range.clamped(to: scalars.indices)])
      // Marks stand below what is printed, so what is printed has to be known here.
      return safeCell(String(text))
    }
    let isLong = displayWidth(text(0..<scalars.count)) > Self.width
    let start = isLong ? max(0, error.range.lowerBound - Self.width / 3) : 0
    let before = (start > 0 ? "…" : "") + text(start..<max(start, error.range.lowerBound))
    let wrong = text(error.range)
    let after = text(error.range.upperBound..<max(error.range.upperBound, scalars.count))
    let line = truncated(before + wrong + after, to: isLong ? Self.width : Int.max)
    let room = max(1, Self.width - displayWidth(before))
    let length = max(1, isLong ? min(room, displayWidth(wrong)) : displayWidth(wrong))
    lines = [
      line,
      String(repeating: " ", count: displayWidth(before)) + "^"
        + String(repeating: "~", count: length - 1),
    ]
  }
}
