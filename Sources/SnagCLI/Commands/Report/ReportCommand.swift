import ArgumentParser
import TicketDesk
import TicketDocument
import TicketModel
import TicketQuery
import TicketStore

/// Reckons up figures about tickets.
struct ReportCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Reckon up times, backlog, flow, ratings and service levels.",
    discussion: """
      EXAMPLES
        snag report                                     what reports there are
        snag report times --since @today-90d --by queue
        snag report backlog --at 2026-09-01 label:billing
        snag report flow --since 2026-01-01 --every week --svg flow.svg
        snag report burndown milestone:v2
        snag report sla --since 2026-10-01 --until 2026-10-31 --json
        snag report fcr --explain                       how it is counted

      A report is about all tickets, open and done, that answer the query. The period is half-open in \
      UTC; a day or month given with --until is in it to its end. --at looks back: what history says came later is left \
      out. On a terminal a table, in a pipe its rows with tabs between and lengths in seconds.
      """)

  @Argument(
    help: ArgumentHelp(
      "\(ReportKind.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "name"))
  var name: String?

  @Argument(help: "Terms of a query.")
  var query: [String] = []

  @Option(help: ArgumentHelp("Count from this day, month or time on.", valueName: "date"))
  var since: String?

  @Option(help: ArgumentHelp("Count to the end of this day, month or time.", valueName: "date"))
  var until: String?

  @Option(help: ArgumentHelp("Look at it as of the start of a day, or a time.", valueName: "date"))
  var at: String?

  @Option(help: ArgumentHelp("Give figures for each value of a field.", valueName: "field"))
  var by: String?

  @Option(help: "Parts of the period: day, week, month or year; without it, what fits.")
  var every: ReportInterval?

  @Option(
    help: ArgumentHelp(
      "With times, working time by this calendar of sla.yml too.", valueName: "name"))
  var calendar: String?

  @Flag(help: "Print how the report is counted.")
  var explain = false

  @Option(help: "Print text, csv, json or an svg chart.")
  var format: ReportFormat?

  @Option(
    help: ArgumentHelp("Write a chart to this file; - is standard output.", valueName: "file"))
  var svg: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    try common.refuseJSON(besides: format)
    if svg != nil, format != nil || common.isJSON {
      throw ValidationError("--svg and --format or --json exclude each other")
    }
    if calendar != nil, name != ReportKind.times.rawValue {
      throw ValidationError("--calendar goes with the report times")
    }
    for (option, text) in [("--since", since), ("--until", until), ("--at", at)] {
      if let text, TimeValue(text) == nil {
        throw ValidationError(
          "\(option) takes a time such as 2026-09-01, 2026-09, 7d or @today-2w, and not '\(text)'")
      }
    }
  }

  func run(in session: Session) throws {
    guard let name else { return printList(session) }
    let names = ReportKind.allCases.map(\.rawValue)
    guard let kind = ReportKind(rawValue: name) else {
      throw CommandError(
        "no report \(name)", code: "unknown-report",
        hint: "there are \(names.joined(separator: ", "))",
        candidates: nearestNames(to: name, among: names), status: .usage)
    }
    if explain { return printDefinition(of: kind, session) }
    try common.checkFields(among: ReportJSON.names)
    let request = try request(for: kind, session)
    let run = ReportRun(session: session, request: request, command: self)
    let answer = try run.answer()
    try print(answer, session)
  }

  // MARK: The question

  private func request(for kind: ReportKind, _ session: Session) throws -> ReportRequest {
    let now = session.context.now()
    func bounds(_ text: String?) -> (start: Timestamp, end: Timestamp)? {
      text.flatMap { TimeValue($0)?.bounds(now: now) }
    }
    let asOf = bounds(at)?.start
    // Times in the query count from there, too.
    session.momentAskedFor = asOf
    var request = ReportRequest(kind, asOf: asOf ?? now)
    request.since = bounds(since)?.start
    request.until = bounds(until)?.end
    request.interval = every
    request.isGrouped = by != nil || kind == .workload
    if let start = request.since, start >= request.period.end {
      throw CommandError(
        "the period ends before it begins", code: "bad-period",
        hint: "give --since a day before --until and --at", status: .usage)
    }
    return request
  }

  // MARK: Printing

  private var isJSON: Bool { common.isJSON || format == .json }

  private func print(_ answer: ReportAnswer, _ session: Session) throws {
    if let svg { return try write(answer.chart.svg, to: svg, session) }
    if isJSON { return session.print(kind: "report", ReportJSON(answer: answer).members) }
    switch format {
    case .svg: session.write(answer.chart.svg)
    case .csv: session.write(ReportLines(answer: answer).csv)
    case nil where !session.context.terminal.isOutput:
      session.write(ReportLines(answer: answer).tabbed)
    default:
      let text = ReportText(
        answer: answer, style: session.style, width: session.context.terminal.width,
        isPlain: !session.context.usesUTF8)
      session.write(text.text)
    }
  }

  private func write(_ chart: String, to file: String, _ session: Session) throws {
    guard file != "-" else { return session.write(chart) }
    let path = file.hasPrefix("/") ? file : "\(session.directory)/\(file)"
    if Files.kind(of: path) == .file {
      let old = try Files.read(path)
      guard old.isEmpty || String(decoding: old.prefix(400), as: UTF8.self).contains(Chart.mark)
      else {
        throw CommandError(
          "\(file) is there and is no chart of ours", code: "exists", hint: "name another file",
          status: .refused)
      }
    }
    do {
      try Files.replace(path, with: Array(chart.utf8))
    } catch {
      throw CommandError(
        "cannot write \(file)", code: "file", hint: "name a file in a folder that exists")
    }
    session.say("wrote \(file)")
  }

  private func printList(_ session: Session) {
    if isJSON {
      let reports = ReportKind.allCases.map { kind in
        JSON.object([
          ("name", .string(kind.rawValue)), ("summary", .string(kind.summary)),
          ("definition", .array(kind.definition.map(JSON.string))),
        ])
      }
      return session.print(
        .object([
          ("schema", .number(1)), ("kind", .string("reports")), ("reports", .array(reports)),
          ("conventions", .array(ReportKind.conventions.map(JSON.string))),
        ]))
    }
    let isTable = session.context.terminal.isOutput
    for kind in ReportKind.allCases {
      let gap =
        isTable ? String(repeating: " ", count: 10 - kind.rawValue.utf8.count) : "\t"
      session.print("\(kind.rawValue)\(gap)\(kind.summary)")
    }
  }

  private func printDefinition(of kind: ReportKind, _ session: Session) {
    if isJSON {
      return session.print(
        .object([
          ("schema", .number(1)), ("kind", .string("report-definition")),
          ("report", .string(kind.rawValue)), ("summary", .string(kind.summary)),
          ("definition", .array(kind.definition.map(JSON.string))),
          ("conventions", .array(ReportKind.conventions.map(JSON.string))),
        ]))
    }
    session.print("\(kind.rawValue): \(kind.summary)\n")
    for line in kind.definition + [""] + ReportKind.conventions { session.print(line) }
  }
}

/// How a report is printed.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case text, csv, json, svg
}

extension ReportInterval: ExpressibleByArgument {}

extension Context {
  /// Whether the locale's texts are UTF-8.
  var usesUTF8: Bool {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { variables[$0] }
    guard let locale = names.first(where: { !$0.isEmpty })?.lowercased() else { return false }
    return locale.contains("utf-8") || locale.contains("utf8")
  }
}
