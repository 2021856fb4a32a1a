import TicketDesk
import TicketDocument
import TicketModel
import TicketQuery
import TicketStore

extension Session {
  /// What the repository's rules say; none without a file.
  ///
  /// - Parameter source: where to read.
  /// - Returns: the rules.
  /// - Throws: `ConfigurationError`, and what reading throws.
  func rules(from source: TicketSource = .workTree) throws -> DeskRules {
    guard let bytes = try repository().read(DeskRules.path, from: source) else {
      return DeskRules()
    }
    let settings = try repository().settings(from: source)
    return try DeskRules(
      parsing: String(decoding: bytes, as: UTF8.self), try vocabulary(settings))
  }

  /// The problems of rules and macros, for `check`.
  ///
  /// - Parameter source: where they are.
  /// - Returns: what is wrong in the files, and rules that loop.
  /// - Throws: what reading throws.
  func ruleProblems(from source: TicketSource) throws -> [Problem] {
    let settings = try repository().settings(from: source)
    var problems: [Problem] = []
    do {
      let rules = try rules(from: source)
      problems +=
        RuleLoops(
          rules, workflows: settings.workflows, ownFields: settings.configuration.fields
        ).problems() + unknownTransitions(rules, settings)
    } catch let error as ConfigurationError {
      problems.append(Problem(error))
    }
    guard source == .workTree else { return problems }
    return try problems
      + macroFiles().compactMap { file in
        if case .failure(let error) = file.macro { Problem(error) } else { nil }
      }
  }

  /// Transitions that no workflow here has.
  private func unknownTransitions(_ rules: DeskRules, _ settings: Settings) -> [Problem] {
    rules.rules.flatMap { rule in
      rule.actions.compactMap { action in
        guard case .transition(let name) = action, !settings.workflows.verbs.contains(name) else {
          return nil
        }
        return Problem(
          path: DeskRules.path, position: rule.position, rule: "rule-transition",
          message: "no workflow here has the transition \(name), which rule \(rule.name) takes",
          fix: nearestNames(to: name, among: settings.workflows.verbs).first
            .map { "did you mean \($0)?" })
      }
    }
  }

  /// What actions are carried out with.
  ///
  /// - Parameters:
  ///   - writer: where tickets are read from.
  ///   - commentID: the id of the next comment.
  /// - Returns: the world.
  /// - Throws: what reading the settings throws, and `NoActor`.
  func actionWorld(_ writer: Writer, commentID: @escaping () -> String) throws -> ActionWorld {
    let settings = try settings()
    let repository = try repository()
    var world = ActionWorld(
      workflows: settings.workflows, ownFields: settings.configuration.fields,
      actor: try repository.actor(), now: context.now(), commentID: commentID)
    world.name = { settings.people?.person($0)?.name ?? $0 }
    world.assignee = { ticket in
      guard let chosen = try AssignCommand.choice(for: ticket, writer).chosen else {
        throw ActionRefused.noAssignee("nobody can take \(ticket.id) now")
      }
      return chosen.person.handle
    }
    world.facts = { ticket, document in
      repository.transitionFacts(
        of: FoundTicket(ticket: ticket, document: document), in: writer.source)
    }
    return world
  }
}
