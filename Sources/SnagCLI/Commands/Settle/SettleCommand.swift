import ArgumentParser
import TicketMerge
import TicketModel
import TicketStore

/// Settles what a merge could not decide.
struct SettleCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "settle",
    abstract: "Settle conflicts of any origin in tickets.",
    discussion: """
      Takes tickets that git left unmerged, files full of conflict markers, values under \
      conflicts: that a merge could not keep, and ids that two files have; without a ticket and \
      --all, lists them. What needs no choice is done; the rest is asked for on a terminal, or \
      listed with exit status 4. While git is in the middle of a merge, rebase or cherry-pick, the \
      result is staged and git goes on; otherwise it is committed.

      Ours and theirs are git's: stages 2 and 3, what was checked out and what was merged in. A \
      rebase swaps them: ours is what your commit is put upon, theirs is your commit. For values \
      under conflicts:, ours is what stands and theirs is the one recorded. Only what is in \
      dispute comes from that side; the rest stays merged.

      EXAMPLES
        snag settle
        snag settle sn-k7m
        snag settle sn-k7m assignee=carol
        snag settle --all --theirs
      """)

  @Argument(help: "Ids, or unique beginnings of them; then field=value for fields in dispute.")
  var words: [String] = []

  @Flag(help: "Every ticket that has a conflict.")
  var all = false

  @Flag(help: "Take what is in dispute from our side.")
  var ours = false

  @Flag(help: "Take what is in dispute from their side.")
  var theirs = false

  @Flag(help: "Write the files only; you stage and commit them yourself.")
  var noCommit = false

  @Flag(help: "Say what would be done, and do nothing.")
  var dryRun = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if ours, theirs { throw ValidationError("--ours and --theirs exclude each other") }
    if all, words.contains(where: { !$0.contains("=") }) {
      throw ValidationError("--all and ids exclude each other")
    }
    if assignments.isEmpty { return }
    if all || words.count - assignments.count != 1 {
      throw ValidationError("field=value needs one ticket, before it")
    }
    if ours || theirs { throw ValidationError("field=value and a side exclude each other") }
  }

  private var assignments: [String] { words.filter { $0.contains("=") } }

  func run(in session: Session) throws {
    try common.checkFields(among: SettleReport.names)
    try session.requireSetUp()
    let ids = words.filter { !$0.contains("=") }
    if ids.isEmpty, !all, ours || theirs || dryRun {
      throw CommandError(
        "no ticket named", code: "usage", hint: "name tickets, or --all for every one",
        status: .usage)
    }
    var writing = WriterOptions()
    writing.noCommit = noCommit
    writing.dryRun = dryRun
    writing.on = nil
    let survey = try session.repository().conflicts()
    let run = SettleRun(
      writer: Writer(session: session, options: writing), survey: survey,
      choice: try choice(session), isTogether: all)
    let report = SettleReport(session: session, survey: survey)
    if ids.isEmpty, !all { return try report.list() }
    let wanted = all ? survey.tickets : try selected(ids, survey, session)
    try report.finish(try run.settle(wanted), writer: run.writer)
  }

  private func choice(_ session: Session) throws -> SettleRun.Choice {
    if ours { return .side(.ours) }
    if theirs { return .side(.theirs) }
    if !assignments.isEmpty {
      return .assignments(try parsedAssignments(assignments, otherwise: "write field=value"))
    }
    return session.isInteractive ? .ask : .nothing
  }

  /// Finds the tickets that are meant; a beginning need only tell them from others in conflict.
  private func selected(
    _ ids: [String], _ survey: ConflictSurvey, _ session: Session
  ) throws -> [ConflictedTicket] {
    var selected: [ConflictedTicket] = []
    for typed in ids {
      let folded = TicketID.folded(typed)
      let isMeant: (ConflictedTicket) -> Bool = { ticket in
        guard folded.count >= TicketIDLookup.minimumSymbols else { return false }
        let suffix = ticket.id.drop { $0 != "-" }.dropFirst()
        return ticket.id.hasPrefix(folded) || suffix.hasPrefix(folded)
      }
      var matches = survey.tickets.filter(isMeant)
      if let exact = matches.first(where: { $0.id == folded }) { matches = [exact] }
      guard matches.count < 2 else {
        throw TicketNotFound.ambiguous(
          typed: typed, candidates: matches.compactMap { TicketID($0.id) })
      }
      guard let match = matches.first else {
        let found = try session.repository().find(typed).ticket
        session.say("\(found.id) has no conflict")
        continue
      }
      if !selected.contains(where: { $0.path == match.path }) { selected.append(match) }
    }
    return selected
  }
}
