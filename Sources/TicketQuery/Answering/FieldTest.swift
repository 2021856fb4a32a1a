import TicketModel

/// What a field's values ask, made ready once: texts folded, ids looked up, times as seconds.
struct FieldTest: Sendable {
  /// Whether a ticket has one of the values.
  let holds: @Sendable (Ticket) -> Bool
  /// How long it takes to tell; what takes longer is asked later.
  let cost: Int

  /// Makes values ready.
  ///
  /// - Parameters:
  ///   - field: what they are compared with.
  ///   - values: as they were read.
  ///   - query: where they stand, for messages.
  ///   - world: what they are compared in.
  /// - Throws: ``QueryError`` for a range without anything in it, and for the beginning of several ids.
  init(
    _ field: FieldReference, _ values: [Query.Value], of query: Query, in world: QueryWorld
  ) throws(QueryError) {
    if field.kind.isWord {
      self = try Self.words(field, values, query, world)
    } else {
      self = try Self.numbers(field, values, query, world)
    }
  }

  private init(cost: Int, _ holds: @escaping @Sendable (Ticket) -> Bool) {
    self.cost = cost
    self.holds = holds
  }

  // MARK: Numbers

  private static func numbers(
    _ field: FieldReference, _ values: [Query.Value], _ query: Query, _ world: QueryWorld
  ) throws(QueryError) -> FieldTest {
    var ranges: [NumberRange] = []
    for value in values {
      guard let range = NumberRange(value.match, field.kind, now: world.now) else { continue }
      if range.isEmpty, case .span = value.match {
        throw QueryError(
          reason: .emptyRange(field: field.qualifier, value: value.match.description),
          query: query.source, range: value.range)
      }
      ranges.append(range)
    }
    let number = field.number(in: world)
    let cost = field == .known(.created) ? 1 : 3
    if ranges.count == 1 {
      let range = ranges[0]
      return FieldTest(cost: cost) { number($0).map(range.contains) ?? false }
    }
    return FieldTest(cost: cost) { [ranges] ticket in
      guard let number = number(ticket) else { return false }
      return ranges.contains { $0.contains(number) }
    }
  }

  // MARK: Words

  private static func words(
    _ field: FieldReference, _ values: [Query.Value], _ query: Query, _ world: QueryWorld
  ) throws(QueryError) -> FieldTest {
    let lookup = field.kind == .link ? TicketIDLookup(world.tickets.lazy.map(\.id)) : nil
    var tests: [@Sendable (String) -> Bool] = []
    for value in values {
      var match = value.match
      if let lookup { match = try found(value, lookup, query) }
      tests.append(wordTest(match, actor: world.actor))
    }
    let isMeant = anyOf(tests)
    switch field {
    case .known(let name):
      let access = FieldAccess(name)
      return FieldTest(cost: 2) { access.contains(in: $0, where: isMeant) }
    case .derived(let field):
      return FieldTest(cost: 4) { field.texts(of: $0, in: world).contains(where: isMeant) }
    }
  }

  /// The id that a beginning of one means; an id that no ticket has is taken as it is.
  private static func found(
    _ value: Query.Value, _ lookup: TicketIDLookup, _ query: Query
  ) throws(QueryError) -> Query.Match {
    guard case .compared(.equal, let text) = value.match else { return value.match }
    switch lookup.resolve(text) {
    case .found(let id): return .compared(.equal, id.text)
    case .missing, .tooShort: return .compared(.equal, TicketID.folded(text))
    case .ambiguous(let ids):
      throw QueryError(
        reason: .ambiguousID(text, candidates: ids.map(\.text)), query: query.source,
        range: value.range)
    }
  }

  private static func wordTest(
    _ match: Query.Match, actor: String
  ) -> @Sendable (String) -> Bool {
    switch match {
    case .beginning(let text):
      let wanted = FoldedText(text)
      return { wanted.begins($0) }
    case .span(let from, let to):
      let (lower, upper) = (NaturalText(from), NaturalText(to))
      return { (lower...max(lower, upper)).contains(NaturalText($0)) && lower <= upper }
    case .compared(let comparison, let text):
      let wanted = text == "@me" ? actor : text
      let (folded, natural) = (FoldedText(wanted), NaturalText(wanted))
      switch comparison {
      case .equal: return { folded.equals($0) }
      case .less: return { NaturalText($0) < natural }
      case .lessOrEqual: return { NaturalText($0) <= natural }
      case .greater: return { NaturalText($0) > natural }
      case .greaterOrEqual: return { NaturalText($0) >= natural }
      }
    }
  }
}

/// A test that passes when one of these does.
private func anyOf(
  _ tests: [@Sendable (String) -> Bool]
) -> @Sendable (String) -> Bool {
  if tests.count == 1 { return tests[0] }
  return { text in
    for test in tests where test(text) { return true }
    return false
  }
}

extension FieldReference {
  /// The number that stands for the field's value in a ticket; nil when it is unset or a word.
  func number(in world: QueryWorld) -> @Sendable (Ticket) -> Int64? {
    let kind = kind
    switch self {
    case .known(.created): return { $0.created?.seconds }
    case .known(.priority): return { kind.number(of: $0.priority) }
    case .known(let name): return { kind.number(of: $0.text(of: name)) }
    case .derived(let field):
      return { ticket in
        switch field.content(ticket, world) {
        case .moment(let moment): moment?.seconds
        case .texts(let texts): texts.first.flatMap { kind.number(of: $0) }
        }
      }
    }
  }

  /// Whether a ticket has a value there.
  func presence(in world: QueryWorld) -> @Sendable (Ticket) -> Bool {
    switch self {
    case .known(.created): return { $0.created != nil }
    case .known(let name):
      let access = FieldAccess(name)
      return { access.contains(in: $0) { _ in true } }
    case .derived(let field):
      return { ticket in
        switch field.content(ticket, world) {
        case .moment(let moment): moment != nil
        case .texts(let texts): !texts.isEmpty
        }
      }
    }
  }
}

extension DerivedField {
  fileprivate func texts(of ticket: Ticket, in world: QueryWorld) -> [String] {
    if case .texts(let texts) = content(ticket, world) { texts } else { [] }
  }
}
