import ArgumentParser
import TicketStore

/// Fetches, merges and pushes the current branch.
struct SyncCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "Fetch, merge and push the current branch.",
    discussion: """
      Runs your git for the network. Tickets that both sides changed are merged by meaning; where \
      they truly disagree, the values are recorded in the ticket, nothing is pushed, and `snag \
      settle` decides. All other files are git's to merge: when they conflict nothing is touched, \
      and `git merge` is left to you. Uncommitted changes stay as they are.

      The remote is the one the branch follows, the only one, or origin. When others push meanwhile, \
      it merges again, up to three times. Exits 4 when a person has to do something first.

      EXAMPLES
        snag sync
        snag sync --dry-run            fetch, and say what would come in and go out
        snag sync backup
      """)

  @Argument(help: "Name of a remote.")
  var remote: String?

  @Flag(help: "Fetch, say what would be done, and do nothing else.")
  var dryRun = false

  @Flag(help: "Fetch and merge only.")
  var noPush = false

  @OptionGroup var common: CommonOptions

  func run(in session: Session) throws {
    try common.checkFields(among: SyncSummary.names)
    let repository = try session.repository()
    for repair in try repository.repairInterruptedCommit() { session.say(repair) }
    var request = SyncRequest()
    request.remote = remote
    request.isDryRun = dryRun
    request.pushes = !noPush
    request.mayAsk = !common.noInput
    let summary = SyncSummary(report: try repository.sync(request), request: request)
    if common.isJSON {
      session.print(kind: "sync", summary.members)
    } else {
      for line in summary.arrivals { session.print(safeCell(line)) }
    }
    for line in summary.status { session.say(line) }
    if let error = summary.disagreement { throw error }
  }
}
