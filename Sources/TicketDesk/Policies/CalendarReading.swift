import TicketModel

extension WorkingCalendar {
  /// Work that never stops.
  static let always = WorkingCalendar(
    CalendarRules(
      week: Array(
        repeating: [OpeningHours(opens: 0, closes: 1_440)].compactMap { $0 }, count: 7)),
    in: .utc)

  /// So many closed days on end are a mistake.
  static let longestClosure = 400

  /// Reads a calendar's entry.
  init(_ node: YAMLNode, named key: YAMLNode) throws(ConfigurationError) {
    let fields = try node.fields(["timezone", "hours", "holidays", "special", "breaks"])
    guard let zoneNode = fields["timezone"] else {
      throw key.error(
        "calendar \(try key.text()) has no timezone", fix: "for example timezone: Europe/Berlin")
    }
    guard let hours = fields["hours"] else {
      throw key.error(
        "calendar \(try key.text()) has no hours", fix: "for example hours: {mon-fri: 09:00-17:00}")
    }
    var rules = CalendarRules(week: try Self.week(hours))
    for item in try fields["holidays"]?.items() ?? [] { try rules.addHoliday(item) }
    rules.special = try Self.dated(fields["special"])
    rules.breaks = try Self.dated(fields["breaks"])
    self.init(rules, in: try Self.zone(zoneNode))
    if let day = firstClosure(ofDays: Self.longestClosure) {
      throw key.error(
        "calendar \(try key.text()) is closed for \(Self.longestClosure) days from \(day) on",
        fix: "add hours; clocks in it would never end")
    }
  }

  private static func zone(_ node: YAMLNode) throws(ConfigurationError) -> Zone {
    let name = try node.text()
    if let zone = Zone(name) { return zone }
    let nearest = nearestZone(to: name)
    throw node.error(
      "unknown timezone \(name)",
      fix: nearest.map { "did you mean \($0)?" } ?? "a name of the IANA list, as Europe/Berlin")
  }

  /// A zone of that city, or a name that is written almost so.
  private static func nearestZone(to name: String) -> String? {
    let known = Zone.knownNames
    let city = name.lowercased().split(separator: "/").last.map(String.init) ?? ""
    return known.first { $0.lowercased() == name.lowercased() }
      ?? nearestNames(to: name, among: known).first
      ?? known.first { $0.lowercased().hasSuffix("/\(city)") }
  }

  private static let dayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  private static func week(_ node: YAMLNode) throws(ConfigurationError) -> [[OpeningHours]] {
    var week: [[OpeningHours]?] = Array(repeating: nil, count: 7)
    for (key, value) in try node.pairs() {
      let hours = try openingHours(value)
      for day in try weekdays(key) {
        guard week[day] == nil else {
          throw key.error("\(dayNames[day]) is named twice", fix: "name each weekday once")
        }
        week[day] = hours
      }
    }
    return week.map { $0 ?? [] }
  }

  /// Reads `mon`, `mon-fri` or `sat-mon`.
  private static func weekdays(_ node: YAMLNode) throws(ConfigurationError) -> [Int] {
    let text = try node.text()
    let ends = text.lowercased().split(separator: "-", omittingEmptySubsequences: false)
      .map { name in dayNames.firstIndex(of: String(name)) }
    guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2 else {
      throw node.error(
        "unknown weekday \(text)", fix: "mon tue wed thu fri sat sun, or a range such as mon-fri")
    }
    return (0...(last - first + 7) % 7).map { (first + $0) % 7 }
  }

  private static func openingHours(_ node: YAMLNode) throws(ConfigurationError) -> [OpeningHours] {
    var hours: [OpeningHours] = []
    for item in try node.items() {
      let stretch = try stretch(item)
      if let other = hours.first(where: { $0.opens < stretch.closes && stretch.opens < $0.closes })
      {
        throw item.error("\(stretch) overlaps \(other)", fix: "write one stretch for both")
      }
      hours.append(stretch)
    }
    return hours.sorted()
  }

  private static func stretch(_ node: YAMLNode) throws(ConfigurationError) -> OpeningHours {
    let text = try node.text()
    do {
      return try OpeningHours(parsing: text)
    } catch {
      switch error {
      case .malformed:
        throw node.error(
          "\(text) is no opening hours", fix: "for example 08:00-12:00, or 20:00-24:00")
      case .endsBeforeStart:
        throw node.error(
          "\(text) ends before it starts",
          fix: "hours over midnight are two: until 24:00, and from 00:00 on the next day")
      }
    }
  }

  private static func dated(
    _ node: YAMLNode?
  ) throws(ConfigurationError) -> [CalendarDay: [OpeningHours]] {
    var days: [CalendarDay: [OpeningHours]] = [:]
    for (key, value) in try node?.pairs() ?? [] {
      guard let day = CalendarDay(try key.text()) else {
        throw key.error("\(try key.text()) is no date", fix: "for example 2026-12-24")
      }
      days[day] = try openingHours(value)
    }
    return days
  }
}

extension CalendarRules {
  fileprivate mutating func addHoliday(_ node: YAMLNode) throws(ConfigurationError) {
    let text = try node.text()
    if let day = CalendarDay(text) {
      holidays.insert(day)
      return
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let month = Int64(parts[0]),
      let number = Int64(parts[1]), let day = YearlyDay(month: month, day: number)
    else {
      throw node.error(
        "\(text) is no holiday", fix: "a date such as 2026-04-03, or 12-25 for every year")
    }
    yearlyHolidays.insert(day)
  }
}
