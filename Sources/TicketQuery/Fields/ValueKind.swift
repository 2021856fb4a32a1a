import TicketModel

/// What the values of a field are, which says how they are written in a query and ordered.
package enum ValueKind: String, Sendable, CaseIterable {
  case text, link, priority, level, number, time, age

  init(_ kind: FieldSchema.Kind) {
    self =
      switch kind {
      case .priority: .priority
      case .level: .level
      case .rating: .number
      case .time, .day: .time
      case .id, .link, .links: .link
      case .text, .handle, .status, .type, .set, .handles, .history: .text
      }
  }

  /// Whether a value is a word, which a `*` may end and whose case does not count.
  package var isWord: Bool { self == .text || self == .link }

  /// What a value should look like, for those who wrote something else.
  package var expected: String {
    switch self {
    case .text: "a text; quotes around it when it holds blanks or commas"
    case .link: "an id, or a beginning of at least three symbols that only one ticket has"
    case .priority: "P0 to P4"
    case .level: "high, medium or low"
    case .number: "a whole number"
    case .time:
      "a day (2026-11-01), a month, a year, a time, an age (<7d, >2w) or @today-7d"
    case .age: "an age such as <7d, >2w or 12h..1d"
    }
  }

  /// How values are written, for help; parts that mean something else follow a semicolon.
  package var forms: String {
    switch self {
    case .text:
      "ada, \"two words\", v1* (begins so), >=v1.2, v1..v2; case does not count, "
        + "numbers inside a text do; @me is you"
    case .link: "sn-k7m3qx, or k7m when only one ticket begins so; sn-k* for all that do"
    case .priority: "P2, <=P2 (P2 and more urgent), P1..P3"
    case .level: "high, >=medium, low..medium"
    case .number: "4, >=4, 1..3"
    case .time:
      "2026-11-01, 2026-11, 2026, 2026-11-01T09:00:00Z, >=2026-11-01, 2026-11-01..2026-11-30, "
        + "*..2026-10; <7d is less than seven days ago, >2w more than two weeks; "
        + "7d..8d the day between; @today (or today), yesterday, tomorrow, @today-2w, <=@today+1w; days are UTC's"
    case .age: "<12h, >2w, 7d..14d; m, h, d and w are minutes, hours, days and weeks"
    }
  }

  /// Returns the one spelling of a value; nil when it is none.
  func canonical(_ text: String) -> String? {
    switch self {
    case .text, .link: text
    case .priority: Priority(text)?.text
    case .level: Self.levels.first { $0 == text.lowercased() }
    case .number: Int64(text).map(String.init)
    case .time: TimeValue(text)?.text
    case .age: TimeSpan(text)?.text
    }
  }

  /// Returns the age that is greater by one of its units; nil for a value that is no age.
  func ageAfter(_ text: String) -> String? {
    guard self == .time || self == .age, case .ago(let span)? = TimeValue(text) else { return nil }
    return span.next
  }

  /// From the least to the greatest.
  static let levels = ["low", "medium", "high"]

  /// Returns the number that stands for a value of a ticket; nil when it is none, or a word.
  func number(of text: String) -> Int64? {
    switch self {
    case .text, .link: nil
    case .priority: Priority(text).map { Int64($0.number) }
    case .level: Self.levels.firstIndex(of: text.lowercased()).map(Int64.init)
    case .number: Int64(text)
    case .time, .age: (Timestamp(text) ?? CalendarDay(text)?.start)?.seconds
    }
  }
}
