import GitKit
import TicketDocument
package import TicketModel

/// A branch, and what it says of a ticket.
struct BranchPlace {
  let branch: LinkedBranch
  /// nil when the branch does not have the ticket.
  let ticket: Ticket?
  /// Whether it is the default branch, here or on `origin`.
  let isDefault: Bool
  /// Whether it goes on from what is checked out.
  let isAhead: Bool
}

/// Somebody who is at work on a ticket somewhere.
package struct TicketClaim: Sendable, Equatable {
  /// Short name of the branch; nil on a detached HEAD.
  package let branch: String?
  package let status: String
  package let category: Workflow.Category?
  /// The assignee; where nobody is assigned, who moved the ticket last.
  package let holder: String
  /// When it came into that status.
  package let since: Timestamp?
  /// Whether it is the default branch, which nobody goes on with by name.
  package let isOnDefaultBranch: Bool

  init(
    _ ticket: Ticket, on branch: String?, isDefault: Bool = false, _ workflows: WorkflowSet
  ) {
    let moved = ticket.historyLines.last
    self.branch = branch
    status = ticket.status
    category = workflows.category(type: ticket.type, status: ticket.status)
    holder = ticket.assignee.isEmpty ? moved?.actor ?? "" : ticket.assignee
    since = moved?.time
    isOnDefaultBranch = isDefault
  }
}

/// The branches that have something to do with a ticket, as seen from what is checked out.
struct BranchPlaces {
  /// The ticket as it is here.
  let ticket: Ticket
  /// Short name of the branch that is checked out; nil on a detached HEAD.
  let current: String?
  let workflows: WorkflowSet
  /// Linked and default branches besides the current one.
  let places: [BranchPlace]

  init(of ticket: Ticket, in repository: TicketRepository) throws {
    let git = try repository.git()
    let head = try git.head()
    let current = head.branch?.shorthand
    let defaults = try repository.defaultBranches()
    let linked = try repository.linkedBranches(to: ticket)
    let isCurrent = { (branch: LinkedBranch) in !branch.isRemoteTracking && branch.name == current }
    places = try (linked + defaults.filter { !linked.contains($0) }).filter { !isCurrent($0) }
      .map { branch in
        guard let tip = branch.commit else { throw RevisionMissing(name: branch.name) }
        return BranchPlace(
          branch: branch, ticket: try git.ticket(ticket.id, at: tip, likelyPath: ticket.path),
          isDefault: defaults.contains(branch),
          isAhead: try head.commit.map { try git.isAncestor($0, of: tip) && $0 != tip } ?? false)
      }
    self.ticket = ticket
    self.current = current
    workflows = try repository.settings().workflows
  }

  /// Who is at work on it elsewhere with a newer word than what is here, the newest first.
  var claims: [(claim: TicketClaim, place: BranchPlace)] {
    let known = Set(ticket.history)
    return places.compactMap { place in
      guard let there = place.ticket else { return nil }
      let claim = TicketClaim(
        there, on: place.branch.name, isDefault: place.isDefault, workflows)
      guard let category = claim.category, category != .new else { return nil }
      let isNews = !known.isSuperset(of: there.history)
      let isTakenOver = place.isAhead && there.assignee != ticket.assignee
      return isNews || isTakenOver ? (claim, place) : nil
    }.sorted { left, right in
      (left.claim.since?.seconds ?? 0, right.place.branch.rank)
        > (right.claim.since?.seconds ?? 0, left.place.branch.rank)
    }
  }

  /// Linked branches on which the work can go on, those here first.
  var open: [LinkedBranch] {
    places.filter { !$0.isDefault && !isSpent($0) }.map(\.branch)
  }

  /// Whether the work of a branch has arrived and was done: the default branch, or what is here, has
  /// all its steps and a later one into done.
  ///
  /// It goes by the ticket alone, so it makes no difference whether the branch was merged, squashed or
  /// rebased.
  func isSpent(_ place: BranchPlace) -> Bool {
    guard let there = place.ticket, let last = there.historyLines.last?.time else { return false }
    let arrived = places.filter(\.isDefault).compactMap(\.ticket) + [ticket]
    return arrived.contains { here in
      Set(here.history).isSuperset(of: there.history)
        && here.historyLines.contains { line in
          line.time >= last
            && workflows.category(type: here.type, status: line.status) == .done
        }
    }
  }
}

extension LinkedBranch {
  /// Of two branches that say the same, the one here is named.
  fileprivate var rank: Int { isRemoteTracking ? 1 : 0 }
}

extension GitRepository {
  /// Returns a ticket as a commit has it; nil when it does not, or not as a readable ticket.
  func ticket(_ id: TicketID, at commit: ObjectID, likelyPath: String) throws -> Ticket? {
    let tree = try tree(of: commit)
    if let entry = try entry(at: likelyPath, in: tree), let known = try? loadedTicket(id, entry) {
      return known.ticket
    }
    // Renamed, or moved into a shard or a folder of somebody's own.
    for entry in try ticketEntries(in: tree) where entry.path.isTicketFileName(of: id) {
      if let loaded = try? loadedTicket(id, entry) { return loaded.ticket }
    }
    return nil
  }
}
