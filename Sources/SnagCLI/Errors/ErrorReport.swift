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
  /// What to do next, with an exact command where there is one.
  var hint: String?
  var status: ExitStatus = .failure

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
    .object([
      ("schema", .number(1)), ("kind", .string("error")), ("code", .string(code)),
      ("message", .string(message)), ("hint", hint.map(JSON.string) ?? .null),
      ("candidates", .array(candidates.map(JSON.string))),
    ])
  }
}

/// An error that a command makes itself.
struct CommandError: Error {
  let report: ErrorReport

  init(
    _ message: String, code: String, hint: String? = nil, candidates: [String] = [],
    status: ExitStatus = .failure
  ) {
    report = ErrorReport(
      code: code, message: message, candidates: candidates, hint: hint, status: status)
  }
}
