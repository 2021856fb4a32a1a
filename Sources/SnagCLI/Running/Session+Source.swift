import TicketModel
import TicketStore

extension Session {
  /// Where `--at` says to read: a revision, or what the branch had at the beginning of a day.
  func source(at text: String?) throws -> TicketSource {
    guard let text else { return .workTree }
    guard let moment = CalendarDay(text)?.start ?? Timestamp(text) else { return .revision(text) }
    let commit = try runGit(
      ["rev-list", "-1", "--first-parent", "--before=\(moment)", "HEAD"],
      in: try repository().root ?? directory, context.storeEnvironment
    ).trimmingTrailingNewlines()
    guard !commit.isEmpty else {
      throw CommandError(
        "there is no commit before \(moment)", code: "unknown-revision",
        hint: "`git log --reverse` shows the first ones", status: .usage)
    }
    return .revision(String(commit))
  }
}
