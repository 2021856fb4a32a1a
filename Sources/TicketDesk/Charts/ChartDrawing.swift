import TicketDocument
import TicketModel

extension Chart {
  /// What tells our files from others.
  package static let mark = "aria-labelledby=\"chart-title chart-description\""

  /// The chart as one SVG file that needs nothing else: no script, no font, no network.
  package var svg: String {
    let drawing = ChartDrawing(chart: self)
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(ChartDrawing.width) \(drawing.height)" \
      width="\(ChartDrawing.width)" height="\(drawing.height)" role="img" \(Self.mark)>
      <title id="chart-title">\(ChartText.escaped(title))</title>
      <desc id="chart-description">\(ChartText.escaped(summary))</desc>
      <style>
      \(ChartStyle.css)
      </style>
      <rect class="page" width="100%" height="100%"/>
      <text class="title" x="20" y="32">\(ChartText.escaped(title))</text>
      <text class="quiet" x="20" y="53">\(ChartText.escaped(ChartText.cut(subtitle, to: 105)))</text>
      \(drawing.elements.joined(separator: "\n"))
      </svg>

      """
  }

  /// What can be seen, in words.
  var summary: String {
    let parts: [String]
    switch content {
    case .bars(let bars):
      parts = bars.map { bar in "\(bar.name): \(bar.value.map(unit.text) ?? "no data")" }
    case .lines(let series, let times), .areas(let series, let times):
      let dates = [times.first, times.last].compactMap { $0?.day.description }
      parts =
        (dates.isEmpty ? [] : ["\(times.count) points from \(dates.joined(separator: " to "))"])
        + series.map { series in
          let values = series.values.compactMap { $0 }
          guard let last = values.last, let least = values.min(), let most = values.max() else {
            return "\(series.name): no data"
          }
          return
            "\(series.name): last \(unit.text(last)), least \(unit.text(least)), most \(unit.text(most))"
        }
    }
    return ([subtitle] + (parts.isEmpty ? ["no data"] : parts)).joined(separator: ". ") + "."
  }
}

/// Text in a chart.
enum ChartText {
  /// Returns a text that is nothing but text in XML; control characters are shown as U+FFFD.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\t", "\n": result += " "
      case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      case _ where isUnsafeInLine(scalar): result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Cuts a text to so many characters.
  static func cut(_ text: String, to limit: Int) -> String {
    text.count <= limit ? text : text.prefix(limit - 1) + "…"
  }

  /// A coordinate.
  static func number(_ value: Double) -> String {
    let text = decimalText(value, digits: 1)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

/// The parts of a chart's picture.
struct ChartDrawing {
  let chart: Chart

  static let width = 760
  private let left = 70.0
  private let right = 585.0
  private let top = 84.0
  private let bottom = 340.0
  private static let barTop = 78
  private static let barPitch = 30

  var height: Int {
    guard case .bars(let bars) = chart.content, !bars.isEmpty else { return 390 }
    let count = min(bars.count, Chart.mostBars)
    return Self.barTop + count * Self.barPitch + (bars.count > count ? 44 : 24)
  }

  var elements: [String] {
    switch chart.content {
    case .bars(let bars): self.bars(bars)
    case .lines(let series, let times): lines(Array(series.prefix(Chart.mostLines)), times)
    case .areas(let series, let times): areas(Array(series.prefix(4)), times)
    }
  }

  private var noData: [String] {
    ["<text class=\"none\" x=\"380\" y=\"216\" text-anchor=\"middle\">No data</text>"]
  }

  private func text(
    _ text: String, _ x: Double, _ y: Double, _ anchor: String = "start", isQuiet: Bool = false
  ) -> String {
    "<text\(isQuiet ? " class=\"quiet\"" : "") x=\"\(ChartText.number(x))\" y=\"\(ChartText.number(y))\""
      + (anchor == "start" ? "" : " text-anchor=\"\(anchor)\"")
      + ">\(ChartText.escaped(text))</text>"
  }

  // MARK: Bars

  private func bars(_ all: [Chart.Bar]) -> [String] {
    let most = all.compactMap(\.value).max() ?? 0
    guard !all.isEmpty else { return noData }
    let bars = Array(all.prefix(Chart.mostBars))
    let scale = chart.unit == .share ? 1 : max(most, 1e-9)
    var elements: [String] = []
    for (index, bar) in bars.enumerated() {
      let y = Double(Self.barTop + index * Self.barPitch)
      let length = max(0, (bar.value ?? 0) / scale) * 430
      elements.append(text(ChartText.cut(bar.name, to: 26), 190, y + 15, "end"))
      elements.append(
        "<rect class=\"bar\" x=\"200\" y=\"\(ChartText.number(y))\" "
          + "width=\"\(ChartText.number(max(1, length)))\" height=\"20\" rx=\"2\"/>")
      elements.append(
        text(
          bar.value.map(chart.unit.text) ?? "no data", 208 + length, y + 15,
          isQuiet: bar.value == nil))
    }
    if all.count > bars.count {
      let y = Double(Self.barTop + bars.count * Self.barPitch + 15)
      elements.append(text("and \(all.count - bars.count) more", 200, y, isQuiet: true))
    }
    return elements
  }

  // MARK: Over time

  private func x(_ times: TimeAxis, _ place: Int) -> Double {
    left + times.place(of: times.moments[place]) * (right - left)
  }

  private func y(_ value: Double, _ axis: ChartAxis) -> Double {
    bottom - value / axis.top * (bottom - top)
  }

  private func frame(_ axis: ChartAxis, _ times: TimeAxis) -> [String] {
    var elements: [String] = []
    for tick in axis.ticks {
      let height = ChartText.number(y(tick, axis))
      elements.append(
        "<line class=\"rule\" x1=\"\(ChartText.number(left))\" y1=\"\(height)\" "
          + "x2=\"\(ChartText.number(right))\" y2=\"\(height)\"/>")
      elements.append(
        text(chart.unit.text(tick), left - 8, y(tick, axis) + 4.5, "end", isQuiet: true))
    }
    for (index, tick) in times.ticks.enumerated() {
      let place = left + times.place(of: tick) * (right - left)
      elements.append(
        text(times.text(tick, isFirst: index == 0), place, bottom + 22, "middle", isQuiet: true))
    }
    return elements
  }

  private func lines(_ series: [Chart.Series], _ moments: [Timestamp]) -> [String] {
    let values = series.flatMap(\.values).compactMap { $0 }
    guard let most = values.max() else { return noData }
    let axis = ChartAxis(upTo: most, chart.unit)
    let times = TimeAxis(moments: moments)
    var elements = frame(axis, times)
    var labels: [ChartLabel] = []
    for (index, line) in series.enumerated() {
      let points = line.values.enumerated().compactMap { place, value in
        value.map { (x: x(times, place), y: y($0, axis), place: place) }
      }
      for run in runs(of: points.map(\.place)) {
        let shown = points[run]
        if shown.count > 1 {
          let path = shown.map { "\(ChartText.number($0.x)),\(ChartText.number($0.y))" }
          elements.append(
            "<polyline class=\"line line\(index + 1)\" points=\"\(path.joined(separator: " "))\"/>")
        } else if let only = shown.first {
          elements.append(dot(only.x, only.y, index))
        }
      }
      if let last = points.last, let value = line.values[last.place] {
        if runs(of: points.map(\.place)).last?.count != 1 {
          elements.append(dot(last.x, last.y, index))
        }
        labels.append(
          ChartLabel(text: "\(line.name) \(chart.unit.text(value))", x: last.x, y: last.y))
      } else {
        labels.append(ChartLabel(text: "\(line.name): no data", x: right, y: bottom))
      }
    }
    return elements + names(labels)
  }

  private func dot(_ x: Double, _ y: Double, _ index: Int) -> String {
    "<circle class=\"dot\(index + 1)\" cx=\"\(ChartText.number(x))\" cy=\"\(ChartText.number(y))\" r=\"4\"/>"
  }

  /// Stretches of places that follow each other: where nothing is known, a line is broken.
  private func runs(of places: [Int]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for index in places.indices {
      if let last = runs.last, places[index] == places[index - 1] + 1 {
        runs[runs.count - 1] = last.lowerBound..<(index + 1)
      } else {
        runs.append(index..<(index + 1))
      }
    }
    return runs
  }

  private func areas(_ series: [Chart.Series], _ moments: [Timestamp]) -> [String] {
    var below = Array(repeating: 0.0, count: moments.count)
    var edges: [[Double]] = [below]
    for layer in series {
      below = below.indices.map { below[$0] + (layer.values[$0] ?? 0) }
      edges.append(below)
    }
    guard let most = below.max(), !moments.isEmpty, most > 0 else { return noData }
    let axis = ChartAxis(upTo: most, chart.unit)
    let times = TimeAxis(moments: moments)
    var elements = frame(axis, times)
    var labels: [ChartLabel] = []
    for (index, layer) in series.enumerated() {
      let outline = edge(edges[index + 1], axis, times) + edge(edges[index], axis, times).reversed()
      elements.append(
        "<polygon class=\"area area\(index + 1)\" points=\"\(outline.joined(separator: " "))\"/>")
      let middle = ((edges[index].last ?? 0) + (edges[index + 1].last ?? 0)) / 2
      let value = chart.unit.text((layer.values.last ?? nil) ?? 0)
      labels.append(ChartLabel(text: "\(layer.name) \(value)", x: right, y: y(middle, axis)))
    }
    return elements + names(labels)
  }

  /// An edge from left to right; a single moment is as wide as the chart.
  private func edge(_ values: [Double], _ axis: ChartAxis, _ times: TimeAxis) -> [String] {
    let points =
      values.count == 1
      ? [(left, values[0]), (right, values[0])]
      : values.enumerated().map { (x(times, $0), $1) }
    return points.map { "\(ChartText.number($0.0)),\(ChartText.number(y($0.1, axis)))" }
  }

  /// Names beside the ends of lines, moved apart where they would stand on each other.
  private func names(_ labels: [ChartLabel]) -> [String] {
    let pitch = 17.0
    var placed = labels.sorted { $0.y < $1.y }
    for index in placed.indices.dropFirst() {
      placed[index].labelY = max(placed[index].labelY, placed[index - 1].labelY + pitch)
    }
    var limit = bottom + 6
    for index in placed.indices.reversed() {
      placed[index].labelY = min(placed[index].labelY, limit)
      limit = placed[index].labelY - pitch
    }
    return placed.flatMap { label -> [String] in
      let start = "\(ChartText.number(label.x + 6)),\(ChartText.number(label.y))"
      let end = "\(ChartText.number(right + 18)),\(ChartText.number(label.labelY))"
      let isLed = abs(label.y - label.labelY) > 2 || label.x < right - 1
      let lead = isLed ? ["<polyline class=\"lead\" points=\"\(start) \(end)\"/>"] : []
      return lead + [text(ChartText.cut(label.text, to: 24), right + 22, label.labelY + 4.5)]
    }
  }
}

/// The name of a line or area, and where it belongs.
private struct ChartLabel {
  let text: String
  let x: Double
  let y: Double
  var labelY: Double

  init(text: String, x: Double, y: Double) {
    self.text = text
    self.x = x
    self.y = y
    labelY = y
  }
}
