import Foundation
import Testing
import TicketDesk
import TicketModel

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct ChartTests {
  private func isXML(_ text: String) -> Bool { XMLParser(data: Data(text.utf8)).parse() }

  private func moments(_ count: Int) -> [Timestamp] {
    (0..<count).map { ReportScene.time(Double($0) * 168) }
  }

  @Test(arguments: [0, 1, 2, 53]) func everySizeIsXMLWithWordsForIt(_ count: Int) {
    let values = (0..<count).map { Optional(Double($0 * 3 + 1)) }
    let series = [
      Chart.Series(name: "first", values: values), Chart.Series(name: "second", values: values),
    ]
    for content in [
      Chart.Content.lines(series, at: moments(count)), .areas(series, at: moments(count)),
      .bars((0..<count).map { Chart.Bar(name: "b\($0)", value: Double($0)) }),
    ] {
      let svg = Chart(title: "T", subtitle: "all", unit: .count, content: content).svg
      #expect(isXML(svg))
      #expect(svg.contains("<title") && svg.contains("<desc") && !svg.contains("NaN"))
      #expect(svg.contains(">No data<") == (count == 0))
    }
  }

  @Test func hostileNamesAreNothingButText() {
    let name = "</text><script>alert(1)</script>&\u{1B}[31m\u{202E}\"'\u{0}"
    let bars = Chart(
      title: name, subtitle: name, unit: .count, content: .bars([.init(name: name, value: 1)]))
    let lines = Chart(
      title: name, subtitle: name, unit: .seconds,
      content: .lines([.init(name: name, values: [3])], at: moments(1)))
    for svg in [bars.svg, lines.svg] {
      #expect(isXML(svg))
      #expect(!svg.contains("<script") && !svg.contains("\u{1B}") && !svg.contains("\u{202E}"))
    }
  }

  @Test func aGapBreaksTheLine() {
    let chart = Chart(
      title: "T", subtitle: "", unit: .share,
      content: .lines([.init(name: "rate", values: [0.5, 1, nil, 0.5, 1])], at: moments(5)))
    #expect(chart.svg.components(separatedBy: "<polyline class=\"line").count == 3)
  }

  @Test func figuresOfAnySizeStayInThePicture() {
    for most in [1e-12, 0.4, 1, 7, 1e6, 1e15] {
      for unit in [Chart.Unit.count, .seconds, .decimal] {
        let chart = Chart(
          title: "T", subtitle: "", unit: unit,
          content: .lines([.init(name: "n", values: [0, most])], at: moments(2)))
        #expect(isXML(chart.svg))
        #expect(chart.svg.utf8.count < 20_000)
      }
    }
  }

  @Test func namesDoNotStandOnEachOther() throws {
    let series = (0..<6).map { Chart.Series(name: "n\($0)", values: [5, 5]) }
    let svg = Chart(
      title: "T", subtitle: "", unit: .count, content: .lines(series, at: moments(2))
    ).svg
    let heights = svg.components(separatedBy: "<text x=\"607\" y=\"").dropFirst()
      .compactMap { Double($0.components(separatedBy: "\"")[0]) }.sorted()
    #expect(heights.count == 6)
    #expect(zip(heights, heights.dropFirst()).allSatisfy { $1 - $0 >= 16.9 })
  }
}
