import TicketModel

/// Gives meaning to the values after a field's name.
struct QueryValueReader {
  let source: String
  let field: FieldReference

  /// Reads `<=P2`, `P1..P3`, `login*` or a plain value.
  func value(_ raw: QueryText) throws(QueryError) -> Query.Value {
    Query.Value(match: try match(raw), range: raw.range)
  }

  private func match(_ raw: QueryText) throws(QueryError) -> Query.Match {
    if let comparison = Query.Comparison.allCases.first(where: { isBegun(raw, $0) }) {
      var rest = raw
      rest.pieces = rest.pieces.dropFirst(comparison.rawValue.utf8.count)
      guard !rest.pieces.isEmpty else { throw error(.missingValue(field.qualifier), raw) }
      return .compared(comparison, try canonical(rest, raw))
    }
    if let (from, to) = sides(of: raw) { return try span(from, to, raw) }
    if field.kind.isWord, let last = raw.pieces.last, isStar(last) {
      return .beginning(QueryText(pieces: raw.pieces.dropLast(), range: raw.range).text)
    }
    let text = try canonical(raw, raw)
    if let next = field.kind.ageAfter(text) {
      throw error(.oneSecond(field: field.qualifier, age: text, next: next), raw)
    }
    return .compared(.equal, text)
  }

  private func isBegun(_ raw: QueryText, _ comparison: Query.Comparison) -> Bool {
    comparison != .equal && raw.begins(with: comparison.rawValue)
  }

  private func isStar(_ piece: QueryText.Piece) -> Bool { !piece.isQuoted && piece.scalar == "*" }

  private func canonical(_ value: QueryText, _ whole: QueryText) throws(QueryError) -> String {
    if let text = field.kind.canonical(value.text) { return text }
    throw error(
      .badValue(field: field.qualifier, value: value.text, expected: field.kind.expected), whole)
  }

  // MARK: Spans

  private func span(
    _ from: QueryText, _ to: QueryText, _ raw: QueryText
  ) throws(QueryError) -> Query.Match {
    switch (isOpen(from), isOpen(to)) {
    case (false, false):
      return .span(from: try canonical(from, raw), to: try canonical(to, raw))
    case (false, true): return .compared(.greaterOrEqual, try canonical(from, raw))
    case (true, false): return .compared(.lessOrEqual, try canonical(to, raw))
    case (true, true): throw error(.missingValue(field.qualifier), raw)
    }
  }

  private func isOpen(_ side: QueryText) -> Bool {
    side.pieces.isEmpty || (side.pieces.count == 1 && side.pieces.allSatisfy(isStar))
  }

  /// What stands before and after `..`; nil when there is not one such place.
  ///
  /// Three dots are an ellipsis. Texts need something on both sides: one may well end in two dots.
  private func sides(of raw: QueryText) -> (from: QueryText, to: QueryText)? {
    let runs = dotRuns(raw.pieces).filter { $0.count == 2 }
    guard let run = runs.first, runs.count == 1 else { return nil }
    let from = QueryText(pieces: raw.pieces[..<run.lowerBound], range: raw.range)
    let to = QueryText(pieces: raw.pieces[run.upperBound...], range: raw.range)
    if field.kind.isWord, from.pieces.isEmpty || to.pieces.isEmpty { return nil }
    return (from, to)
  }

  private func dotRuns(_ pieces: ArraySlice<QueryText.Piece>) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for index in pieces.indices where !pieces[index].isQuoted && pieces[index].scalar == "." {
      if let last = runs.last, last.upperBound == index {
        runs[runs.count - 1] = last.lowerBound..<(index + 1)
      } else {
        runs.append(index..<(index + 1))
      }
    }
    return runs
  }

  private func error(_ reason: QueryError.Reason, _ value: QueryText) -> QueryError {
    let range = value.range
    return QueryError(
      reason: reason, query: source,
      range: range.isEmpty ? range.lowerBound..<(range.lowerBound + 1) : range)
  }
}
