import TicketDesk
import TicketDocument
import TicketModel
import TicketQuery
import TicketStore

extension RuleRun {
  /// Asks the rules of an event about a ticket, from top to bottom, each once.
  ///
  /// What they change is no event.
  ///
  /// - Parameters:
  ///   - event: what happened.
  ///   - id: the ticket it happened to.
  ///   - rules: the repository's.
  /// - Returns: what was done, and what was refused.
  /// - Throws: what reading and committing throws.
  func react(
    to event: DeskRule.Event, of id: TicketID, by rules: DeskRules
  ) throws -> [Deed] {
    let repository = try writer.session.repository()
    var deeds: [Deed] = []
    for rule in rules.rules(on: event) {
      let found = try repository.find(id.text, in: writer.source)
      let world = try world(for: [rule])
      let query = try CompiledQuery(rule.when, in: world)
      guard query.matches(found.ticket, body: { found.searchText }) else { continue }
      if let deed = try carryOut(rule.actions, of: Cause(rule: rule.name), on: found) {
        deeds.append(deed)
      }
    }
    return deeds
  }

  /// What the queries of rules are answered from.
  func world(for rules: [DeskRule]) throws -> QueryWorld {
    let session = writer.session
    let queries = rules.map(\.when)
    let tickets =
      queries.contains(where: \.needsAllTickets)
      ? try session.repository().load(from: writer.source).tickets.map(\.ticket) : []
    return try session.world(
      blockers: tickets, needsActor: queries.contains(where: \.needsActor),
      withChildren: queries.contains(where: \.needsChildren),
      changes: queries.contains(where: \.needsChangeTimes)
        ? session.changeTimes(writer.source) : nil, settings: settings)
  }

  /// Says what a deed was, and warns of a refusal.
  func say(_ deed: Deed) {
    let what = "\(deed.ticket): \(deed.what) (rule \(deed.rule))"
    if deed.isRefused {
      writer.session.warn("rule \(deed.rule) is refused: \(deed.what)")
    } else if let outcome = deed.outcome {
      writer.say(outcome, what: what)
    }
  }
}

extension FoundTicket {
  /// Its body, to look for words in.
  var searchText: SearchText {
    SearchText(String(decoding: document.bytes[document.bodyRange], as: UTF8.self))
  }
}

extension Writer {
  /// Lets the rules of the repository answer a change that was committed.
  ///
  /// What goes wrong is said and does not undo the change.
  ///
  /// - Parameters:
  ///   - event: what happened.
  ///   - id: the ticket it happened to.
  func letRulesReact(to event: DeskRule.Event, of id: TicketID) {
    do {
      let rules = try session.rules(from: source)
      guard !rules.rules(on: event).isEmpty else { return }
      let run = try RuleRun(self)
      for deed in try run.react(to: event, of: id, by: rules) { run.say(deed) }
    } catch {
      session.warn("rules were not carried out: \(ErrorReport(error).message)")
    }
  }
}
