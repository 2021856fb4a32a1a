import TicketModel
import TicketStore

/// Where a ticket and its work are, in words.
struct WhereText {
  let ticket: Ticket
  let found: Whereabouts

  /// A name and what is said of it, nothing escaped yet.
  private struct Row {
    let name: String
    let cells: [String]
  }

  // MARK: Printing

  /// For people: rows below the ticket, and no more branch names than fit.
  func aligned(_ style: Style, width: Int) -> String {
    let head = "\(style.yellow(ticket.id.text)) \(style.bold(safeCell(ticket.title)))\n"
    let rows = rows(namesAtMost: 6)
    return head
      + rows.enumerated().map { index, row in
        let isRepeated = index > 0 && rows[index - 1].name == row.name
        let name = (isRepeated ? "" : row.name).padded(to: 10)
        let text = row.cells.map(safeCell).joined(separator: "  ")
        return style.dim(name) + truncated(text, to: width - 10) + "\n"
      }.joined()
  }

  /// For programs: the same rows with tabs, never cut.
  var tabbed: String {
    rows(namesAtMost: .max).map { row in
      ([row.name] + row.cells).map(safeCell).joined(separator: "\t") + "\n"
    }.joined()
  }

  // MARK: Rows

  private func rows(namesAtMost limit: Int) -> [Row] {
    let statuses = found.statuses.map { group in
      Row(
        name: "status",
        cells: [
          group.status ?? "unreadable", names(group.branches.map(\.name), limit) + copies(group),
        ])
    }
    return statuses + found.branches.compactMap(row)
      + found.landings.flatMap { [row($0)] + reverts($0) + tags($0) }
      + [Row(name: "work", cells: [verdict])]
  }

  private func names(_ names: [String], _ limit: Int) -> String {
    guard names.count > limit else { return names.joined(separator: ", ") }
    return names.prefix(limit).joined(separator: ", ") + " and \(names.count - limit) more"
  }

  private func copies(_ group: Whereabouts.BranchesOfStatus) -> String {
    guard group.copies > 0 else { return "" }
    return " and \(group.copies) \(group.copies == 1 ? "branch" : "branches") like it"
  }

  /// What a branch has that the default branch has not.
  private func row(_ report: Whereabouts.BranchReport) -> Row? {
    let count = report.arrival.missing.count
    let words: String
    switch report.arrival.kind {
    case .merged: return nil
    case .empty:
      words = report.isContained ? "all of it is on \(trunk)" : "no commits with work"
    case .missing: words = "\(plural(count, "commit")) not on \(trunk)"
    case .partly: words = "\(plural(count, "commit")) not on \(trunk), others are"
    }
    let newest = report.arrival.missing.first.map { ["\($0.id.prefix(7)) \($0.subject)"] } ?? []
    let tags = report.tags.isEmpty ? [] : ["in \(Self.list(report.tags))"]
    return Row(
      name: "branch",
      cells: [report.branches.map(\.name).joined(separator: ", "), words] + newest + tags)
  }

  private var trunk: String { found.defaultBranch ?? "the default branch" }

  private func row(_ report: Whereabouts.LandingReport) -> Row {
    let commit = report.commit
    return Row(
      name: "merged",
      cells: [
        report.trunk, Self.words(report.landing), "\(commit.id.prefix(7)) \(commit.subject)",
        "\(commit.time.day)",
      ])
  }

  private static func words(_ landing: Landing) -> String {
    switch landing.way {
    case .merge: return "by a merge"
    case .fastForward: return "by fast-forward"
    case .rebase: return "rebased, \(plural(landing.commits.count, "commit"))"
    case .commits:
      return switch landing.evidence {
      case .step?: "with a step of the ticket"
      case .claim?: "as its message claims"
      default: "named by its message"
      }
    case .squash:
      switch landing.evidence {
      case .diff?: return "squashed, the same changes"
      case .list?: return "squashed, its message lists the commits"
      case .trailer?: return "squashed, its message names the ticket"
      case .step?: return "squashed, with a step of the ticket"
      case .tree?: return "squashed, as merging would have made it"
      case .claim?, nil: return "squashed"
      }
    }
  }

  private func reverts(_ report: Whereabouts.LandingReport) -> [Row] {
    report.reverts.map { revert in
      Row(
        name: "reverted",
        cells: [
          "\(revert.commit.id.prefix(7)) \(revert.commit.subject)", "\(revert.commit.time.day)",
        ]
          + (revert.tags.first.map { ["since \($0)"] } ?? []))
    }
  }

  private func tags(_ report: Whereabouts.LandingReport) -> [Row] {
    report.tags.isEmpty ? [] : [Row(name: "tags", cells: [Self.list(report.tags)])]
  }

  /// `v1.0 (first), v1.1`.
  private static func list(_ tags: [String]) -> String {
    tags.count < 2
      ? tags.joined() : "\(tags[0]) (first), \(tags.dropFirst().joined(separator: ", "))"
  }

  private static let nothingKnown =
    "none known; what was fast-forwarded or rebased is known by its branch or a trailer"

  /// Whether anybody has said that work was done.
  private var isBegun: Bool { ticket.historyLines.count > 1 }

  private var verdict: String {
    switch found.verdict {
    case .none: isBegun ? Self.nothingKnown : "none known"
    case .open: "not all on \(trunk)"
    case .merged: "on \(trunk)"
    case .reverted: "reverted"
    }
  }

  // MARK: JSON

  static let names = [
    "id", "title", "default_branch", "work", "statuses", "branches", "landings", "tags",
    "first_tag",
    "commits_searched_at_most",
  ]

  /// As ``names`` says.
  var members: [(String, JSON)] {
    let values: [JSON] = [
      .string(ticket.id.text), .string(ticket.title), Self.text(found.defaultBranch),
      .string(found.verdict.rawValue), .array(found.statuses.map(Self.json)),
      .array(found.branches.map(Self.json)), .array(found.landings.map(Self.json)),
      Self.list(of: found.tags), Self.text(found.tags.first),
      found.limit.map(JSON.number) ?? .null,
    ]
    return Array(zip(Self.names, values))
  }

  private static func text(_ value: String?) -> JSON { value.map(JSON.string) ?? .null }

  private static func list(of texts: [String]) -> JSON { .array(texts.map(JSON.string)) }

  private static func json(_ group: Whereabouts.BranchesOfStatus) -> JSON {
    .object([
      ("status", text(group.status)), ("branches", list(of: group.branches.map(\.name))),
      ("copies", .number(group.copies)),
    ])
  }

  private static func json(_ report: Whereabouts.BranchReport) -> JSON {
    .object([
      ("branches", list(of: report.branches.map(\.name))),
      ("work", .string(report.arrival.kind.rawValue)),
      ("missing", list(of: report.arrival.missing.map(\.id))), ("tags", list(of: report.tags)),
    ])
  }

  private static func json(_ report: Whereabouts.LandingReport) -> JSON {
    .object([
      ("way", .string(report.landing.way.rawValue)),
      ("evidence", text(report.landing.evidence?.rawValue)), ("into", .string(report.trunk)),
      ("branches", list(of: report.branches)), ("commits", list(of: report.landing.commits)),
      ("subject", .string(report.commit.subject)),
      ("time", .string(report.commit.time.description)), ("tags", list(of: report.tags)),
      ("first_tag", text(report.tags.first)), ("reverted", .bool(report.isReverted)),
      (
        "reverts",
        .array(
          report.reverts.map { revert in
            .object([
              ("commit", .string(revert.commit.id)), ("subject", .string(revert.commit.subject)),
              ("time", .string(revert.commit.time.description)),
              ("tags", list(of: revert.tags)),
            ])
          })
      ),
    ])
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
