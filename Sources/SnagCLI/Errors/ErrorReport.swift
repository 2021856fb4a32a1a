import TicketModel

/// An error as it is shown: one line of what, candidates, and what to do next.
struct ErrorReport {
  /// Stable name for programs.
  let code: String
  /// One line, lower case, no final period.
  let message: String
  /// What the message is about, such as a query with a mark under a word; not for programs.
  var detail: [String] = []
  /// Things that could have been meant.
  var candidates: [String] = []
  /// Everything that could have been written, when nothing is near; for programs only.
  var choices: [String] = []
  /// What to do next, with an exact command where there is one.
  var hint: String?
  var status: ExitStatus = .failure
  /// Where in a text the mistake is; for programs, which see no mark.
  var place: Place?

  /// A part of a text.
  struct Place {
    let text: String
    /// In Unicode scalars.
    let range: Range<Int>

    /// The column is 1 at the beginning, as in the places of findings.
    fileprivate var members: [(String, JSON)] {
      [
        ("text", .string(text)), ("column", .number(range.lowerBound + 1)),
        ("length", .number(range.count)),
      ]
    }
  }

  /// The shape on standard error.
  var text: String {
    let head = "error: \(truncated(safeCell(message), to: Self.longestMessage))\n"
    let middle = (detail + candidates).map { "  \(safeCell($0))\n" }.joined()
    let tail = hint.map { "hint: \(safeCell($0))\n" } ?? ""
    return head + middle + tail
  }

  /// Columns of a message; a longer one quotes something that nobody would read to its end.
  private static let longestMessage = 300

  /// The shape under `--json`.
  var json: JSON {
    .object(
      [
        ("schema", .number(1)), ("kind", .string("error")), ("code", .string(code)),
        ("message", .string(message)), ("hint", hint.map(JSON.string) ?? .null),
        ("candidates", .array((candidates.isEmpty ? choices : candidates).map(JSON.string))),
      ] + (place?.members ?? []))
  }
}

extension ErrorReport {
  /// A field that is none of the known ones; all of them are named where none is near.
  init(unknownField name: String, nearest: [String], known: [String], detail: [String] = []) {
    self.init(
      code: "unknown-field", message: "unknown field \(name)", detail: detail, candidates: nearest,
      choices: known,
      hint: nearest.first.map { "did you mean \($0)?" }
        ?? "there are \(known.joined(separator: ", "))",
      status: .usage)
  }
}

/// An error that a command makes itself.
struct CommandError: Error {
  let report: ErrorReport

  /// What a report says.
  init(_ report: ErrorReport) { self.report = report }

  /// A field that is none of the known ones.
  init(unknownField name: String, among known: [String]) {
    report = ErrorReport(
      unknownField: name, nearest: nearestNames(to: name, among: known), known: known)
  }

  init(
    _ message: String, code: String, hint: String? = nil, candidates: [String] = [],
    status: ExitStatus = .failure
  ) {
    report = ErrorReport(
      code: code, message: message, candidates: candidates, hint: hint, status: status)
  }
}
