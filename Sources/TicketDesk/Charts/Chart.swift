package import TicketModel

/// A picture of figures, before it is drawn.
package struct Chart: Sendable, Equatable {
  /// What the figures are, which says how they are written.
  package enum Unit: Sendable, Equatable {
    case count, seconds, share, decimal

    /// Returns a figure as people read it.
    package func text(_ value: Double) -> String {
      switch self {
      case .count: decimalText(value, digits: 0)
      case .seconds: lengthText(seconds: Int64(max(-1e15, min(1e15, value.rounded()))))
      case .share: "\(decimalText(value * 100, digits: 0))%"
      case .decimal: decimalText(value, digits: value == value.rounded() ? 0 : 1)
      }
    }
  }

  /// A line, or the upper edge of an area.
  package struct Series: Sendable, Equatable {
    package let name: String
    /// One for each moment; nil where there is nothing to show.
    package let values: [Double?]

    /// Makes a line from its parts.
    package init(name: String, values: [Double?]) {
      self.name = name
      self.values = values
    }
  }

  /// A figure with its name.
  package struct Bar: Sendable, Equatable {
    package let name: String
    /// nil where there is nothing to show.
    package let value: Double?

    /// Makes a bar from its parts.
    package init(name: String, value: Double?) {
      self.name = name
      self.value = value
    }
  }

  /// How figures are shown.
  package enum Content: Sendable, Equatable {
    /// Values over time.
    case lines([Series], at: [Timestamp])
    /// Values over time on top of each other, the first at the bottom.
    case areas([Series], at: [Timestamp])
    /// Values beside each other.
    case bars([Bar])
  }

  package let title: String
  package let subtitle: String
  package let unit: Unit
  package let content: Content

  /// Makes a chart from its parts.
  package init(title: String, subtitle: String, unit: Unit, content: Content) {
    self.title = title
    self.subtitle = subtitle
    self.unit = unit
    self.content = content
  }

  /// Most lines in one chart: so many can be told apart.
  static let mostLines = 6
  /// Most bars in one chart.
  static let mostBars = 24
}

extension Report {
  /// Returns the chart of the report.
  ///
  /// - Parameter subtitle: what the figures are of, such as the query and the period.
  /// - Returns: a chart, also where there are no figures.
  package func chart(subtitle: String) -> Chart {
    let times = scale.parts.map { $0.lowerBound }
    let single = rows.filter { $0.group == nil || !isGrouped }
    switch kind {
    case .flow:
      return chart(
        subtitle, .count,
        .areas(sums([4, 3, 2, 1], ["done", "waiting", "active", "new"]), at: times))
    case .burndown:
      return chart(subtitle, .count, .lines(sums([1, 4], ["scope", "remaining"]), at: times))
    case .times, .sla:
      let unit: Chart.Unit = kind == .times ? .seconds : .share
      guard isGrouped else {
        return chart(
          subtitle, unit,
          .lines(
            single.map { Chart.Series(name: $0.figures[0].words, values: $0.trend) }, at: times))
      }
      return bars(subtitle, unit, of: kind == .times ? 2 : 4, where: Self.mainMeasure(kind))
    case .backlog:
      if isGrouped { return bars(subtitle, .count, of: 0) }
      let bands = zip(columns, rows.first?.figures ?? []).dropFirst().prefix(6)
      return chart(
        subtitle, .count,
        .bars(bands.map { Chart.Bar(name: $0.spacedName, value: $1.value) }))
    case .workload: return bars(subtitle, .count, of: 0)
    case .reopen, .fcr, .csat:
      let unit: Chart.Unit = kind == .csat ? .decimal : .share
      if isGrouped { return bars(subtitle, unit, of: kind == .csat ? 3 : 2) }
      let name = kind == .csat ? "average" : "rate"
      return chart(
        subtitle, unit,
        .lines(single.prefix(1).map { Chart.Series(name: name, values: $0.trend) }, at: times))
    }
  }

  /// The measure that bars of groups show; nil for any.
  private static func mainMeasure(_ kind: ReportKind) -> String? {
    switch kind {
    case .times: "full_resolution"
    case .sla: ClockKind.resolution.rawValue
    default: nil
    }
  }

  private func chart(_ subtitle: String, _ unit: Chart.Unit, _ content: Chart.Content) -> Chart {
    Chart(title: kind.chartTitle, subtitle: subtitle, unit: unit, content: content)
  }

  private func bars(
    _ subtitle: String, _ unit: Chart.Unit, of column: Int, where measure: String? = nil
  ) -> Chart {
    let shown = rows.filter { measure == nil || $0.figures.first == measure.map(Figure.text) }
    let bars = shown.map { Chart.Bar(name: $0.group ?? "none", value: $0.figures[column].value) }
    return chart(subtitle, unit, .bars(bars))
  }

  /// The columns over time, of all groups together.
  private func sums(_ columns: [Int], _ names: [String]) -> [Chart.Series] {
    zip(columns, names).map { column, name in
      var values = Array(repeating: Double?.none, count: scale.parts.count)
      for (index, row) in rows.enumerated() {
        let part = index % max(1, scale.parts.count)
        if let value = row.figures[column].value { values[part] = (values[part] ?? 0) + value }
      }
      return Chart.Series(name: name, values: values)
    }
  }
}

extension ReportKind {
  /// The heading of its chart.
  var chartTitle: String {
    switch self {
    case .times: "Times to respond and resolve"
    case .backlog: "Open tickets by age"
    case .flow: "Cumulative flow"
    case .burndown: "Burndown"
    case .reopen: "Reopen rate"
    case .fcr: "First-contact resolution"
    case .csat: "Satisfaction"
    case .workload: "Open tickets by assignee"
    case .sla: "Service-level compliance"
    }
  }
}

extension Figure {
  fileprivate var words: String { if case .text(let text) = self { text.spaced } else { "" } }
}

extension String {
  fileprivate var spaced: String { String(map { $0 == "_" ? " " : $0 }) }
}

extension Report.Column {
  fileprivate var spacedName: String { name.spaced }
}
