import TicketModel
import TicketStore

/// A transition that begins work: on the ticket's branch, which is made or checked out first.
struct StartRun {
  let session: Session
  let options: BranchOptions
  let writing: WriterOptions
  /// Whether the person says who has the ticket from now on.
  let assigns: Bool

  /// What is done about the ticket once its branch is found.
  enum Step {
    /// Only find out whether the transition is possible.
    case check
    /// Say what would be done.
    case rehearse
    /// Do it, in the work tree that was made if any.
    case carryOut(worktree: String?)
  }

  /// Finds the branch, checks it out, and carries the transition out there.
  ///
  /// Everything that can be refused is refused before anything is written; what is refused later, as by a
  /// hook, takes the branch along.
  ///
  /// - Parameters:
  ///   - found: the ticket as it is here.
  ///   - move: the transition, on the ticket as the branch has it.
  /// - Throws: ``StartRefused``, and what the transition throws.
  func run(_ found: FoundTicket, _ move: (FoundTicket, StartPlan, Step) throws -> Void) throws {
    let repository = try session.repository()
    let plan = try plan(found.ticket)
    guard plan.branch != nil else {
      return try move(found, plan, writing.dryRun ? .rehearse : .carryOut(worktree: nil))
    }
    let worktree = try worktreePath(for: found.ticket)
    let there = try repository.find(found.ticket.id.text, in: plan.source)
    try move(there, plan, .check)
    guard !writing.dryRun else {
      session.say("dry run: would \(plan.words(in: worktree))")
      return try move(there, plan, .rehearse)
    }
    let entry = try repository.enter(plan, worktree: worktree)
    do {
      session.use(entry.repository)
      session.say(plan.saidWords(in: worktree))
      try move(
        try entry.repository.find(found.ticket.id.text), plan, .carryOut(worktree: worktree))
    } catch {
      session.use(repository)
      entry.undo()
      throw error
    }
  }

  private func plan(_ ticket: Ticket) throws -> StartPlan {
    let repository = try session.repository()
    return try repository.planStart(
      StartRequest(
        ticket: ticket, actor: try repository.actor(), mode: options.mode, from: options.from,
        staysHere: options.noBranch || writing.on != nil, isSeparate: options.worktree != nil,
        assigns: assigns))
  }

  /// The directory of `--worktree`: by default beside the repository, named after it and the ticket.
  private func worktreePath(for ticket: Ticket) throws -> String? {
    guard let typed = options.worktree else { return nil }
    guard typed == ArgumentRewriting.allFields else {
      return typed.hasPrefix("/") ? typed : "\(session.directory)/\(typed)"
    }
    let repository = try session.repository()
    return "\(try repository.folderBeside())/\(repository.name)-\(ticket.id)"
  }
}

extension StartPlan {
  fileprivate func words(in worktree: String?) -> String {
    let way =
      switch place {
      case .here: "stay here"
      case .local(let name, _): "switch to \(name)"
      case .tracking(let name, let upstream): "make \(name) from \(upstream) and switch to it"
      case .new(let name, _, let base): "make \(name) from \(base) and switch to it"
      }
    return way + (worktree.map { " in the new work tree \($0)" } ?? "")
  }

  fileprivate func saidWords(in worktree: String?) -> String {
    let way =
      switch place {
      case .here: ""
      case .local(let name, _): "on branch \(name)"
      case .tracking(let name, let upstream): "on new branch \(name) from \(upstream)"
      case .new(let name, _, let base): "on new branch \(name) from \(base)"
      }
    return way + (worktree.map { " in \($0)" } ?? "")
  }
}
