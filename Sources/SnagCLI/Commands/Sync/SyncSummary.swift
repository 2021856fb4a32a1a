import TicketMerge
import TicketModel
import TicketStore

/// What `sync` says of what it did.
struct SyncSummary {
  let report: SyncReport
  let request: SyncRequest

  /// Lines for tickets that changed, at most; the rest is counted.
  private static let longestList = 20

  /// What people call the remote's branch.
  private var upstream: String { "\(report.remote)/\(report.branch)" }

  // MARK: Answer

  /// What came in, one line for each ticket that was here, one for all new ones.
  var arrivals: [String] {
    // One that came back was told of as such.
    let kept = Set(report.keptEdits.map(\.name))
    let new = report.arrived.map(\.change).filter { $0.base == nil && !kept.contains($0.name) }
    let known = report.arrived.filter { $0.change.base != nil }
    // Reading what is not shown would cost time.
    let shownFirst = known.prefix(Self.longestList).map { TicketArrival($0).words }
    let lines = (shownFirst + keptEdits).prefix(Self.longestList)
    let rest = known.count + report.keptEdits.count - lines.count
    let shown = lines + (rest > 0 ? ["… \(rest) more"] : [])
    let parted = report.parted.flatMap(\.words)
    return shown + parted + (new.isEmpty ? [] : [Self.words(ofNew: new)])
  }

  private var keptEdits: [String] {
    report.keptEdits.map { ticket in
      let isOurs = ticket.outcome == .editKept(deletedBy: .ours)
      return "\(ticket.name): deleted \(isOurs ? "here" : "there"), edited "
        + "\(isOurs ? "there" : "here"); it stays"
    }
  }

  private static func words(ofNew tickets: [MergedTicket]) -> String {
    let count = "\(tickets.count) new ticket\(tickets.count == 1 ? "" : "s")"
    let names = tickets.prefix(5).map(\.name).joined(separator: ", ")
    return "\(count): \(names)\(tickets.count > 5 ? ", …" : "")"
  }

  // MARK: Status

  /// What was done, for standard error.
  var status: [String] {
    if request.isDryRun { return ["dry run: would \(plan)"] }
    var lines: [String] = []
    switch report.arrival {
    case .nothing: break
    case .fastForward: lines.append("received \(plural(report.received, "commit"))")
    case .merge:
      let short = report.mergeCommit.map { " (\($0.prefix(7)))" } ?? ""
      lines.append("merged \(plural(report.received, "commit")) of \(upstream)\(short)")
    }
    if report.isPushed, report.isNewBranch {
      lines.append("made \(report.branch) on \(report.remote), which this branch follows now")
    } else if report.isPushed, report.sent > 0 {
      lines.append("sent \(plural(report.sent, "commit")) to \(upstream)")
    } else if !report.isPushed, report.sent > 0, report.disagreements.isEmpty {
      lines.append("\(plural(report.sent, "commit")) not sent yet; `snag sync` sends them")
    }
    return lines.isEmpty ? ["up to date with \(upstream)"] : lines
  }

  private var plan: String {
    var steps: [String] = []
    if report.arrival != .nothing {
      let verb = report.arrival == .merge ? "merge" : "take"
      steps.append("\(verb) \(plural(report.received, "commit")) of \(upstream)")
    }
    if request.pushes, report.isNewBranch {
      steps.append("make \(report.branch) on \(report.remote)")
    } else if request.pushes, report.sent > 0 {
      steps.append("send \(plural(report.sent, "commit"))")
    }
    return steps.isEmpty ? "do nothing" : steps.joined(separator: ", ")
  }

  // MARK: Disagreement

  /// The error when somebody has to decide before others may see it.
  var disagreement: CommandError? {
    guard !report.disagreements.isEmpty else { return nil }
    let count = report.disagreements.count
    let needs =
      "\(plural(count, "ticket")) \(request.isDryRun ? "would need" : count == 1 ? "needs" : "need")"
    return CommandError(
      "\(needs) a decision" + (request.isDryRun ? "" : "; merged here, not pushed"),
      code: "disagreement",
      hint: request.isDryRun
        ? "after `snag sync`: snag settle --all; snag sync" : "snag settle --all; snag sync",
      candidates: report.disagreements.flatMap(\.disagreementWords), status: .refused)
  }

  // MARK: JSON

  static let names = [
    "remote", "branch", "result", "commit", "received", "sent", "pushed", "rounds", "tickets",
    "parted", "conflicts",
  ]

  /// As ``names`` says.
  var members: [(String, JSON)] {
    [
      ("remote", .string(report.remote)), ("branch", .string(report.branch)),
      ("result", .string(request.isDryRun ? "planned" : report.arrival.rawValue)),
      ("commit", report.mergeCommit.map(JSON.string) ?? .null),
      ("received", .number(report.received)), ("sent", .number(report.sent)),
      ("pushed", .bool(report.isPushed)), ("rounds", .number(report.lostRaces + 1)),
      ("tickets", .array(report.arrived.map { TicketArrival($0).json })),
      ("parted", .array(report.parted.map(\.json))),
      ("conflicts", .array(report.disagreements.flatMap(\.conflictsJSON))),
    ]
  }
}

extension PartedReport {
  /// What a person is told.
  fileprivate var words: [String] {
    ["\(formerly): two tickets had this id; the later one is \(id) from now on (\(path))"]
      + (referrers.isEmpty
        ? []
        : [
          "look which ticket is meant where \(formerly) is named: "
            + referrers.map(\.text).joined(separator: ", ")
        ])
  }

  fileprivate var json: JSON {
    .object([
      ("id", .string(id.text)), ("formerly", .string(formerly.text)), ("path", .string(path)),
      ("referrers", .array(referrers.map { .string($0.text) })),
    ])
  }
}
