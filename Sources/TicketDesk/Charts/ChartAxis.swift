import TicketModel

/// Round figures along the side of a chart, from 0 to a little above the greatest.
struct ChartAxis {
  let ticks: [Double]

  /// Where the axis ends.
  var top: Double { ticks.last ?? 1 }

  init(upTo greatest: Double, _ unit: Chart.Unit) {
    if unit == .share {
      ticks = [0, 0.25, 0.5, 0.75, 1]
      return
    }
    let greatest = greatest.isFinite ? max(greatest, unit == .count ? 1 : 1e-9) : 1
    let step = Self.step(for: greatest / 4, unit)
    let count = max(1, Int((greatest / step).rounded(.up)))
    ticks = (0...count).map { Double($0) * step }
  }

  private static let lengths: [Double] = [
    1, 5, 15, 30, 60, 300, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400, 172_800,
    432_000, 864_000,
  ]

  /// The least round step that is not below a size.
  private static func step(for size: Double, _ unit: Chart.Unit) -> Double {
    if unit == .seconds, let step = lengths.first(where: { $0 >= size }) { return step }
    let base = unit == .seconds ? 86_400.0 : unit == .decimal ? 0.1 : 1
    var scale = base
    while scale < 1e18 {
      for factor in [1.0, 2, 5] where scale * factor >= size { return scale * factor }
      scale *= 10
    }
    return scale
  }
}

/// The dates below a chart, and where moments are.
struct TimeAxis {
  let moments: [Timestamp]

  /// Where a moment is, from 0 to 1; one moment alone is in the middle.
  func place(of moment: Timestamp) -> Double {
    guard let first = moments.first, let last = moments.last, last > first else { return 0.5 }
    return Double(moment.seconds - first.seconds) / Double(last.seconds - first.seconds)
  }

  /// At most six of the moments, evenly apart, the first among them.
  var ticks: [Timestamp] {
    guard !moments.isEmpty else { return [] }
    let step = max(1, (moments.count + 5) / 6)
    return stride(from: 0, to: moments.count, by: step).map { moments[$0] }
  }

  /// Returns a date as it is written below the chart: the year only where it is needed.
  func text(_ moment: Timestamp, isFirst: Bool) -> String {
    let text = moment.day.description
    let isOneYear = moments.allSatisfy { $0.day.description.prefix(4) == text.prefix(4) }
    return isOneYear && !isFirst ? String(text.dropFirst(5)) : text
  }
}
