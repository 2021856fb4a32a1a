import TicketModel
import TicketQuery

/// Reads the entries under `policies:`.
struct PolicyReader {
  let calendars: [String: WorkingCalendar]
  let vocabulary: QueryVocabulary

  func policy(_ node: YAMLNode) throws(ConfigurationError) -> ServicePolicy {
    let fields = try node.fields([
      "name", "when", "calendar", "warn", "targets", "escalate", "pause", "enforce_from",
    ])
    guard let nameNode = fields["name"] else {
      throw node.error("a policy has no name", fix: "for example name: standard")
    }
    let name = try nameNode.text()
    guard Handle(name) != nil, name != "none" else {
      throw nameNode.error(
        "\(name.isEmpty ? "nothing" : name) cannot be a policy's name",
        fix: "one word without blanks, other than none")
    }
    guard let targets = fields["targets"] else {
      throw nameNode.error(
        "policy \(name) has no targets", fix: "for example targets: {P1: {resolution: 4h}}")
    }
    return ServicePolicy(
      name: name, when: try fields["when"].map(query),
      calendarName: try fields["calendar"]?.text(),
      calendar: try fields["calendar"].map(calendar) ?? .always,
      warn: try fields["warn"].map(warning) ?? 75, targets: try self.targets(targets),
      escalations: try (fields["escalate"]?.items() ?? []).map(escalation),
      pauses: try fields["pause"].map(pauses) ?? .waiting,
      enforcedFrom: try fields["enforce_from"].map(moment), position: nameNode.position)
  }

  private func query(_ node: YAMLNode) throws(ConfigurationError) -> Query {
    do {
      let query = try Query(parsing: try node.text(), vocabulary)
      guard !query.needsBody else {
        throw node.error(
          "words are looked for in the text of tickets; a policy goes by their fields",
          fix: "name the field, such as title:word*")
      }
      return query
    } catch let error as QueryError {
      throw node.error("this when: cannot be understood: \(error.summary)", fix: error.suggestion)
    } catch let error as ConfigurationError {
      throw error
    } catch {
      throw node.error("this when: cannot be understood")
    }
  }

  private func calendar(_ node: YAMLNode) throws(ConfigurationError) -> WorkingCalendar {
    let name = try node.text()
    if let calendar = calendars[name] { return calendar }
    let known = calendars.keys.sorted()
    throw node.error(
      "no calendar \(name) in this file",
      fix: nearestNames(to: name, among: known).first.map { "did you mean \($0)?" }
        ?? (known.isEmpty
          ? "add it under calendars:, or leave calendar: out for all hours"
          : "its calendars: \(known.joined(separator: ", "))"))
  }

  private func warning(_ node: YAMLNode) throws(ConfigurationError) -> Int {
    guard let percent = percent(try node.text()), (1...100).contains(percent) else {
      throw node.error("a warning is a share of the target", fix: "for example 75%")
    }
    return percent
  }

  private func percent(_ text: String) -> Int? {
    guard text.last == "%", let number = Int(text.dropLast()), (0...10_000).contains(number),
      text.first != "+"
    else { return nil }
    return number
  }

  private func targets(
    _ node: YAMLNode
  ) throws(ConfigurationError) -> [Priority?: [ClockKind: WorkingDuration]] {
    var targets: [Priority?: [ClockKind: WorkingDuration]] = [:]
    for (key, value) in try node.pairs() {
      let name = try key.text()
      let priority = Priority(name)
      guard priority != nil || name == "any" else {
        throw key.error("unknown priority \(name)", fix: "P0 to P4, or any for all others")
      }
      var row: [ClockKind: WorkingDuration] = [:]
      for (clock, duration) in try value.pairs() {
        row[try clockKind(clock)] = try self.duration(duration)
      }
      guard targets.updateValue(row, forKey: priority) == nil else {
        throw key.error("\(name) is named twice", fix: "keep one of them")
      }
    }
    return targets
  }

  private func clockKind(_ node: YAMLNode) throws(ConfigurationError) -> ClockKind {
    let name = try node.text()
    if let kind = ClockKind(rawValue: name) { return kind }
    let known = ClockKind.allCases.map(\.rawValue)
    throw node.error(
      "unknown clock \(name)",
      fix: nearestNames(to: name, among: known).first.map { "did you mean \($0)?" }
        ?? "one of \(known.joined(separator: ", "))")
  }

  private func duration(_ node: YAMLNode) throws(ConfigurationError) -> WorkingDuration {
    let text = try node.text()
    let duration: WorkingDuration
    do {
      duration = try WorkingDuration(parsing: text)
    } catch {
      switch error {
      case .days:
        throw node.error(
          "\(text) counts in days, and how long a day is depends on the calendar",
          fix: "write hours: 8h for a working day of eight hours")
      case .malformed:
        throw node.error("\(text) is no working time", fix: "hours and minutes: 4h, 15m, 1h30m")
      }
    }
    guard duration.seconds > 0 else {
      throw node.error("a target of no time cannot be met", fix: "leave the clock out for none")
    }
    return duration
  }

  private func escalation(
    _ node: YAMLNode
  ) throws(ConfigurationError) -> ServicePolicy.Escalation {
    let fields = try node.fields(["clock", "at", "when", "do"])
    guard let clock = fields["clock"], let level = fields["at"], let actions = fields["do"] else {
      throw node.error(
        "an escalation needs clock, at and do",
        fix: "for example {clock: resolution, at: 100%, do: [labels+=escalated]}")
    }
    return ServicePolicy.Escalation(
      clock: try clockKind(clock), at: try self.level(level), when: try fields["when"].map(query),
      actions: try actions.items().map { item throws(ConfigurationError) in
        ServicePolicy.Escalation.Action(text: try item.text(), position: item.position)
      }, position: node.position)
  }

  private func level(
    _ node: YAMLNode
  ) throws(ConfigurationError) -> ServicePolicy.Escalation.Level {
    let text = try node.text()
    if let percent = percent(text) { return .percent(percent) }
    guard text.first == "+", let after = try? WorkingDuration(parsing: text.dropFirst()) else {
      throw node.error(
        "\(text) is no time of an escalation",
        fix: "a share such as 75%, or +30m after the due time")
    }
    return .after(after)
  }

  private func pauses(_ node: YAMLNode) throws(ConfigurationError) -> ServicePolicy.Pauses {
    var names: [ClockKind: Set<String>] = [:]
    if node.isMapping {
      for (key, value) in try node.pairs() { names[try clockKind(key)] = Set(try value.texts()) }
    } else {
      let all = Set(try node.texts())
      for kind in ClockKind.allCases { names[kind] = all }
    }
    return .named(names)
  }

  private func moment(_ node: YAMLNode) throws(ConfigurationError) -> Timestamp {
    let text = try node.text()
    guard let moment = CalendarDay(text)?.start ?? Timestamp(text) else {
      throw node.error("\(text) is no date", fix: "for example 2026-11-20 or 2026-11-20T09:00:00Z")
    }
    return moment
  }
}

extension PriorityMatrix {
  private static let levels = ["high", "medium", "low"]

  /// Reads the matrix: impact, then urgency.
  init(_ node: YAMLNode) throws(ConfigurationError) {
    var cells: [String: [String: Priority]] = [:]
    for (key, row) in try node.fields(Self.levels) {
      for (urgency, cell) in try row.fields(Self.levels) {
        let text = try cell.text()
        guard let priority = Priority(text) else {
          throw cell.error("unknown priority \(text)", fix: "P0 to P4")
        }
        cells[key, default: [:]][urgency] = priority
      }
    }
    for impact in Self.levels {
      for urgency in Self.levels where cells[impact]?[urgency] == nil {
        throw node.error("the matrix says nothing of impact \(impact), urgency \(urgency)")
      }
    }
    self.init(cells: cells)
  }
}
