/// The folders of `backlog` that hold tasks; the order decides between two tasks with one id.
enum BacklogFolder: Int, CaseIterable {
  case tasks, completed, drafts, archivedTasks, archivedDrafts

  private var path: [Substring] {
    switch self {
    case .tasks: ["tasks"]
    case .completed: ["completed"]
    case .drafts: ["drafts"]
    case .archivedTasks: ["archive", "tasks"]
    case .archivedDrafts: ["archive", "drafts"]
    }
  }

  /// Tells the folder of a task's file; nil for every other file.
  init?(path: String) {
    let parts = path.split(separator: "/")
    guard let name = parts.last, name.hasSuffix(".md"), name.lowercased() != "readme.md" else {
      return nil
    }
    let folders = parts.dropLast()
    let match = Self.allCases.filter { folders.suffix($0.path.count).elementsEqual($0.path) }
      .max { $0.path.count < $1.path.count }
    guard let match else { return nil }
    self = match
  }

  /// Why a file is no task, for the summary.
  static func reason(_ path: String) -> String {
    let parts = path.split(separator: "/")
    if parts.last?.lowercased() == "readme.md" { return "readme" }
    let known = ["milestones", "decisions", "docs"]
    return known.first { name in parts.dropLast().contains { $0 == name } } ?? "not a task"
  }

  /// Gives a ticket what its folder says of it.
  func apply(to ticket: inout ForeignTicket, _ report: inout ImportReport) {
    ticket.rank = rawValue
    switch self {
    case .tasks: break
    case .completed: ticket.ending = "done"
    case .drafts: markDraft(&ticket, &report)
    case .archivedTasks: markArchived(&ticket, &report)
    case .archivedDrafts:
      markDraft(&ticket, &report)
      markArchived(&ticket, &report)
    }
  }

  private func markDraft(_ ticket: inout ForeignTicket, _ report: inout ImportReport) {
    ticket.labels.append("draft")
    report.note(.info, ticket.source, "a draft; it has the label draft")
    report.count("drafts labelled draft")
  }

  private func markArchived(_ ticket: inout ForeignTicket, _ report: inout ImportReport) {
    ticket.ending = "archived"
    ticket.others.append("archived", .literal("true"))
    report.note(.info, ticket.source, "archived; it is done and has the key archived")
    report.count("archived tickets")
  }
}
