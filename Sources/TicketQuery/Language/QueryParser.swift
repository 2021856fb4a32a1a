import TicketModel

extension Query {
  /// Reads a query.
  ///
  /// - Parameters:
  ///   - text: what the person typed.
  ///   - vocabulary: fields of the user's own and saved queries.
  /// - Throws: ``QueryError`` with the place of the word that makes no sense.
  package init(parsing text: String, _ vocabulary: QueryVocabulary = QueryVocabulary())
    throws(QueryError)
  {
    var views = ViewExpansion()
    self = try QueryParser(source: text, vocabulary: vocabulary).parse(&views)
  }
}

/// The saved queries that are being read, the outermost first.
private struct ViewExpansion {
  var path: [String] = []
  /// More than anybody writes; without a limit a few lines could name each other without end.
  var remaining = 100
}

/// Gives meaning to the terms of a query.
private struct QueryParser {
  let source: String
  let vocabulary: QueryVocabulary

  func parse(_ views: inout ViewExpansion) throws(QueryError) -> Query {
    var lexer = QueryLexer(source)
    var terms: [Query.Term] = []
    var sort: [Query.SortKey] = []
    while let token = try lexer.next() {
      guard let name = token.name else {
        terms.append(try word(token, &views))
        continue
      }
      guard let values = nonEmpty(token.values) else {
        throw error(.missingValue(name.text), at: token.range)
      }
      let role = try role(of: name)
      if case .order = role {
        for value in values { sort.append(try sortKey(value)) }
      } else {
        terms.append(try term(token, role, values))
      }
    }
    return Query(terms: terms, sort: sort, source: source)
  }

  private func nonEmpty(_ values: [QueryText]) -> [QueryText]? {
    values.contains(where: \.pieces.isEmpty) ? nil : values
  }

  private func term(
    _ token: QueryToken, _ role: Qualifier.Role, _ values: [QueryText]
  ) throws(QueryError) -> Query.Term {
    var isNegated = token.isNegated
    let condition: Query.Condition
    switch role {
    case .traits:
      condition = .traits(try values.map { value throws(QueryError) in try trait(value) })
    case .has, .lacks:
      if role == .lacks { isNegated.toggle() }
      condition = .has(
        try values.map { value throws(QueryError) in
          try field(value.text, at: value.range)
        })
    case .field(let field):
      let reader = QueryValueReader(source: source, field: field)
      condition = .field(
        field, try values.map { value throws(QueryError) in try reader.value(value) })
    case .order: preconditionFailure("an order is no term")
    }
    return Query.Term(isNegated: isNegated, condition: condition, range: token.range)
  }

  // MARK: Words and views

  private func word(
    _ token: QueryToken, _ views: inout ViewExpansion
  ) throws(QueryError) -> Query.Term {
    let value = token.values[0]
    if value.pieces.allSatisfy({ !$0.isQuoted }), isOperator(value.text) {
      throw error(.noOperator(value.text), at: value.range)
    }
    guard value.begins(with: "@"), value.pieces.count > 1 else {
      return Query.Term(
        isNegated: token.isNegated, condition: .words(value.text), range: token.range)
    }
    let name = String(value.text.dropFirst())
    return Query.Term(
      isNegated: token.isNegated, condition: .view(name, try view(name, at: value.range, &views)),
      range: token.range)
  }

  private func view(
    _ name: String, at range: Range<Int>, _ views: inout ViewExpansion
  ) throws(QueryError) -> Query {
    guard let text = vocabulary.views[name] else {
      let known = vocabulary.views.keys.sorted()
      throw error(
        .unknownView(name, nearest: nearestNames(to: name, among: known), known: known), at: range)
    }
    if let start = views.path.firstIndex(of: name) {
      throw error(.viewCycle(views.path[start...] + [name]), at: range)
    }
    guard views.remaining > 0 else { throw error(.tooManyViews, at: range) }
    views.remaining -= 1
    views.path.append(name)
    defer { views.path.removeLast() }
    return try Self.saved(name, text, vocabulary, &views)
  }

  private static func saved(
    _ name: String, _ text: String, _ vocabulary: QueryVocabulary, _ views: inout ViewExpansion
  ) throws(QueryError) -> Query {
    do {
      return try QueryParser(source: text, vocabulary: vocabulary).parse(&views)
    } catch {
      var error = error
      error.view = error.view ?? name
      throw error
    }
  }

  // MARK: Names

  private func role(of name: QueryToken.Name) throws(QueryError) -> Qualifier.Role {
    if let row = Qualifier.find(name.text, ownFields: vocabulary.ownFields) { return row.role }
    throw unknownField(
      name.text, at: name.range,
      among: Qualifier.builtIn.prefix { $0.role != .field(.known(.id)) }.map(\.name))
  }

  private func field(_ name: String, at range: Range<Int>) throws(QueryError) -> FieldReference {
    if case .field(let field)? = Qualifier.find(name, ownFields: vocabulary.ownFields)?.role {
      return field
    }
    throw unknownField(name, at: range, among: [])
  }

  private func unknownField(
    _ name: String, at range: Range<Int>, among others: [String]
  ) -> QueryError {
    let known = (Qualifier.fieldNames(ownFields: vocabulary.ownFields) + others).sorted()
    return error(
      .unknownField(name, nearest: nearestNames(to: name, among: known), known: known), at: range)
  }

  private func trait(_ value: QueryText) throws(QueryError) -> Query.Trait {
    let name = value.text
    if let trait = Query.Trait(rawValue: name.lowercased()) { return trait }
    let known = Query.Trait.allCases.map(\.rawValue)
    throw error(
      .unknownTrait(name, nearest: nearestNames(to: name, among: known), known: known),
      at: value.range)
  }

  private func sortKey(_ value: QueryText) throws(QueryError) -> Query.SortKey {
    let text = value.text
    let isDescending = text.lowercased().hasSuffix("-desc")
    let isAscending = text.lowercased().hasSuffix("-asc")
    let name = String(isDescending ? text.dropLast(5) : isAscending ? text.dropLast(4) : text[...])
    guard name.lowercased() == "relevance" else {
      let field = try field(name, at: value.range)
      return Query.SortKey(subject: .field(field), isDescending: isDescending)
    }
    // The most relevant first is what -desc means, too; nobody wants the least.
    guard !isAscending else {
      throw error(
        .badValue(field: "sort", value: text, expected: "relevance, which puts the best first"),
        at: value.range)
    }
    return Query.SortKey(subject: .relevance)
  }

  private func error(_ reason: QueryError.Reason, at range: Range<Int>) -> QueryError {
    QueryError(reason: reason, query: source, range: range)
  }
}
