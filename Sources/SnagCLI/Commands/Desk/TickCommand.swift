import ArgumentParser
import TicketDesk
import TicketModel
import TicketQuery
import TicketStore

/// Does what time has brought about.
struct TickCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "tick",
    abstract: "Do what time has brought about: rules, escalations, snoozed tickets.",
    discussion: """
      For cron. In this order, for each ticket by itself: one that waited until now goes on; the \
      rules of .tickets/rules.yml with on: time; the escalations of .tickets/sla.yml. Each is a \
      commit of its own that names the rule. What was done is not done again, in any clone that \
      has these commits. Messages go to the command of `git config snag.notify`.

      EXAMPLES
        snag tick
        snag tick --dry-run
        snag sync && snag tick -q && snag sync      in a crontab
        snag tick type:incident
      """)

  @Argument(help: "Terms of a query: only for these tickets.")
  var query: [String] = []

  @OptionGroup var writing: WriterOptions
  @OptionGroup var common: CommonOptions

  func run(in session: Session) throws {
    try common.checkFields(among: Self.names)
    try session.requireSetUp()
    let writer = Writer(session: session, options: writing)
    let deeds = try TickRun(writer, query: query).run()
    report(deeds, session)
    if !writing.dryRun, !writing.noCommit { try handOver(session) }
    if deeds.contains(where: \.isRefused) { throw ExitStatus.failure }
  }

  private static let names = ["id", "rule", "change", "result", "commit", "branch", "paths"]

  private func report(_ deeds: [RuleRun.Deed], _ session: Session) {
    if common.isJSON {
      let rows = deeds.map { deed in
        let outcome = deed.outcome?.members ?? [("result", .string("refused"))]
        return JSON.object(
          common.picked(
            [
              ("id", .string(deed.ticket.text)), ("rule", .string(deed.rule)),
              ("change", .string(deed.what)),
            ] + outcome))
      }
      return session.print(
        .object([("schema", .number(1)), ("kind", .string("tick")), ("deeds", .array(rows))]))
    }
    for deed in deeds where !deed.isRefused {
      session.print(
        [deed.ticket.text, deed.rule, deed.what].map { safeCell($0) }.joined(separator: "\t"))
    }
    if deeds.isEmpty { session.say("nothing to do") }
  }

  /// Sends what waits; without a command it goes on waiting.
  private func handOver(_ session: Session) throws {
    let repository = try session.repository()
    guard try repository.notifyCommand() != nil else {
      let count = try repository.outbox().names().count
      if count > 0 {
        session.say("\(plural(count, "message")) waiting: git config snag.notify \"sendmail -t\"")
      }
      return
    }
    let sent = try session.sendNotices()
    if !sent.isEmpty { session.say("sent \(plural(sent.count, "message"))") }
  }
}
