import TicketDocument
import TicketMerge
import TicketModel
import TicketStore

/// `check --merge-with`: what would come of merging a revision, as hosts do it and as we do.
struct MergeCheck {
  /// The revision to merge with.
  let revision: String
  /// Tickets that both sides changed.
  let merges: [PlainMerge]

  /// One finding for each merge by lines that fails, and for each thing we would have to ask.
  var problems: [Problem] { merges.flatMap { [plainProblem($0)].compactMap { $0 } + own($0) } }

  private func plainProblem(_ merge: PlainMerge) -> Problem? {
    let message: String
    switch merge.outcome {
    case .right: return nil
    case .conflict: message = "a plain text merge with \(revision) conflicts"
    case .sharedID:
      message = "two tickets have this id, here and on \(revision): ours gives one of them another"
    case .deletion:
      message =
        merge.ticket.ours == nil
        ? "deleted here and edited on \(revision): a plain text merge stops, ours keeps the edit"
        : "edited here and deleted on \(revision): a plain text merge stops, ours keeps the edit"
    case .wrong(.unreadable(let problem)):
      message =
        "a plain text merge with \(revision) breaks it: line \(problem.position.line): "
        + problem.message
    case .wrong(.fields(let names)):
      message = "a plain text merge with \(revision) gets \(names.joined(separator: ", ")) wrong"
    }
    return problem(merge, "text-merge", message, fix: "git merge \(revision) here, and push")
  }

  private func own(_ merge: PlainMerge) -> [Problem] {
    merge.ticket.conflicts.map { conflict in
      var field: String?
      if case .field(let name, kept: _, others: _) = conflict { field = name }
      return problem(
        merge, "merge", merge.ticket.words(for: conflict, here: "here", there: "on \(revision)"),
        field: field, fix: "git merge \(revision), then snag settle \(merge.ticket.name)")
    }
  }

  private func problem(
    _ merge: PlainMerge, _ rule: String, _ message: String, field: String? = nil, fix: String
  ) -> Problem {
    let version = merge.ticket.ours ?? merge.ticket.theirs
    let document = version.flatMap { try? TicketDocument(parsing: $0.bytes) }
    return Problem(
      path: version?.path ?? merge.ticket.name,
      position: field.flatMap { document?.valuePosition(of: $0) } ?? .init(line: 1, column: 1),
      rule: rule, message: message, fix: fix)
  }

  /// What all comes to, in one line.
  var summary: String {
    let right = merges.count { $0.outcome == .right }
    let stopped = merges.count { [.conflict, .deletion, .sharedID].contains($0.outcome) }
    let asked = merges.count { !$0.ticket.conflicts.isEmpty }
    return "\(plural(merges.count, "ticket")) changed here and on \(revision): as plain text "
      + "\(right) right, \(merges.count - right - stopped) wrong, \(stopped) in conflict; "
      + "by meaning \(merges.count - asked) clean, \(asked) to settle"
  }
}
