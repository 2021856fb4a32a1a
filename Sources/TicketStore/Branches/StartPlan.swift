import GitKit
package import TicketModel

/// What a person wants when work on a ticket begins.
package struct StartRequest: Sendable {
  /// What to do about work that somebody has begun.
  package enum Mode: Sendable {
    /// Refuse.
    case begin
    /// Go on with one's own.
    case resume
    /// Go on with anybody's, as one's own.
    case take
  }

  /// The ticket as it is in the work tree.
  package let ticket: Ticket
  package let actor: String
  package let mode: Mode
  /// The revision that a new branch starts at; nil for the default branch, or else what is here.
  package let from: String?
  /// Whether the work stays on the branch that is checked out.
  package let staysHere: Bool
  /// Whether the work is in a work tree of its own, to which nothing travels along.
  package let isSeparate: Bool
  /// Whether the person says who has the ticket from now on.
  package let assigns: Bool

  /// Makes a request from its parts.
  package init(
    ticket: Ticket, actor: String, mode: Mode, from: String?, staysHere: Bool, isSeparate: Bool,
    assigns: Bool
  ) {
    self.ticket = ticket
    self.actor = actor
    self.mode = mode
    self.from = from
    self.staysHere = staysHere
    self.isSeparate = isSeparate
    self.assigns = assigns
  }
}

/// Where work on a ticket begins, found out before anything is written.
package struct StartPlan: Sendable, Equatable {
  /// The branch to work on.
  package enum Place: Sendable, Equatable {
    /// The one that is checked out.
    case here
    /// One that is here; `upstream` is the remote-tracking one that it has to catch up with.
    case local(String, upstream: String?)
    /// One that only a remote has, by the name that it gets here.
    case tracking(String, upstream: String)
    /// A new one, at a commit that goes by a name.
    case new(String, base: String, baseName: String)
  }

  package let place: Place
  /// Where the ticket is to be read before the branch is checked out.
  package let source: TicketSource
  /// Whose work it was; nil when nobody had begun.
  package let claim: TicketClaim?

  /// The branch's short name; nil for the one that is checked out.
  package var branch: String? {
    switch place {
    case .here: nil
    case .local(let name, _), .tracking(let name, _), .new(let name, _, _): name
    }
  }
}

/// Why work on a ticket cannot begin; nothing was written.
package enum StartRefused: Error, Sendable, Equatable {
  /// Somebody has it, perhaps oneself on another branch.
  case held(TicketID, TicketClaim, actor: String)
  /// It is done on another branch.
  case done(TicketID, TicketClaim)
  /// The default branch has newer word than what is here.
  case behind(TicketID, TicketClaim)
  /// Several branches could be meant.
  case severalBranches(TicketID, [String])
  /// There is a branch already; it does not begin at the wanted revision.
  case branchExists(String, from: String)
  /// There is no commit that a branch could begin at.
  case unborn
  /// There is no work tree to switch.
  case bare
  /// The commit to begin at does not have the ticket.
  case notThere(TicketID, revision: String, current: String?)
  /// The branch is checked out elsewhere.
  case checkedOut(branch: String, at: String)
  /// The local branch and the one of the remote have parted.
  case diverged(branch: String, upstream: String)
  /// Another process begins work here, and takes long.
  case busy
  /// Git refused, in its words.
  case git(command: String, errors: String)
}

extension TicketRepository {
  /// Finds out where work on a ticket begins.
  ///
  /// - Parameter request: what the person wants.
  /// - Returns: the branch to work on.
  /// - Throws: ``StartRefused``, ``RevisionMissing`` and `GitError`.
  package func planStart(_ request: StartRequest) throws -> StartPlan {
    try StartPlanning(
      request: request, repository: self, git: git(),
      work: BranchPlaces(of: request.ticket, in: self)
    ).plan()
  }
}

private struct StartPlanning {
  let request: StartRequest
  let repository: TicketRepository
  let git: GitRepository
  let work: BranchPlaces

  var ticket: Ticket { request.ticket }

  func plan() throws -> StartPlan {
    if let (claim, place) = work.claims.first {
      try refuse(claim, isElsewhere: true)
      return try goingOn(with: place.branch, claim)
    }
    let own = TicketClaim(ticket, on: work.current, work.workflows)
    let isAssigned =
      !ticket.assignee.isEmpty && own.category != .done
      && !(request.assigns && own.category == .new)
    if isAssigned { try refuse(own, isElsewhere: false) }
    return try place(claim: isAssigned || own.category == .active ? own : nil)
  }

  private func refuse(_ claim: TicketClaim, isElsewhere: Bool) throws(StartRefused) {
    if isElsewhere, claim.isOnDefaultBranch { throw .behind(ticket.id, claim) }
    if isElsewhere, claim.category == .done { throw .done(ticket.id, claim) }
    let isOwn = claim.holder == request.actor
    if isElsewhere, request.staysHere { throw .held(ticket.id, claim, actor: request.actor) }
    switch request.mode {
    case .take: return
    case .resume where isOwn: return
    case .begin where isOwn && !isElsewhere: return
    case .resume, .begin: throw .held(ticket.id, claim, actor: request.actor)
    }
  }

  private func place(claim: TicketClaim?) throws -> StartPlan {
    let isLinkedHere =
      work.current.map { ticket.id.isNamed(inBranch: $0) || ticket.text(of: .branch) == $0 }
      ?? false
    if request.staysHere || isLinkedHere {
      if let from = request.from, !request.staysHere, let current = work.current {
        throw StartRefused.branchExists(current, from: from)
      }
      return StartPlan(place: .here, source: .workTree, claim: claim)
    }
    if let branch = try openBranch() { return try goingOn(with: branch, claim) }
    return try beginning(claim)
  }

  /// The branch to go on with: the one with the usual name, or the only one.
  private func openBranch() throws(StartRefused) -> LinkedBranch? {
    var byName: [(name: String, branch: LinkedBranch)] = []
    for branch in work.open where !byName.contains(where: { $0.name == branch.localName }) {
      byName.append((branch.localName, branch))
    }
    let usual = byName.first { $0.name == usualName }
    guard let chosen = usual ?? byName.first else { return nil }
    guard usual != nil || byName.count == 1 else {
      throw .severalBranches(ticket.id, byName.map(\.name))
    }
    return chosen.branch
  }

  private var usualName: String {
    ((try? repository.settings())?.configuration.branch ?? .standard)
      .name(for: ticket, actor: request.actor)
  }

  // MARK: Places

  private func goingOn(with branch: LinkedBranch, _ claim: TicketClaim?) throws -> StartPlan {
    if let from = request.from { throw StartRefused.branchExists(branch.name, from: from) }
    if work.places.first(where: { $0.branch == branch })?.ticket == nil {
      throw StartRefused.notThere(ticket.id, revision: branch.name, current: work.current)
    }
    guard branch.isRemoteTracking else {
      let remote = work.places.map(\.branch).first {
        $0.isRemoteTracking && $0.localName == branch.name
      }
      return try goingOn(local: branch, remote: remote, claim)
    }
    let name = branch.localName
    guard let tip = try git.tip(of: .branch(name)) else {
      return StartPlan(
        place: .tracking(name, upstream: branch.name), source: .revision(branch.ref), claim: claim)
    }
    let local = LinkedBranch(RefTip(ref: .branch(name), id: tip))
    return try goingOn(local: local, remote: branch, claim)
  }

  private func goingOn(
    local: LinkedBranch, remote: LinkedBranch?, _ claim: TicketClaim?
  ) throws -> StartPlan {
    var upstream: String?
    if let remote, let here = local.commit, let there = remote.commit,
      try !git.isAncestor(there, of: here)
    {
      guard try git.isAncestor(here, of: there) else {
        throw StartRefused.diverged(branch: local.name, upstream: remote.name)
      }
      upstream = remote.name
    }
    let source = upstream.map { "refs/remotes/\($0)" } ?? local.ref
    return StartPlan(
      place: .local(local.name, upstream: upstream), source: .revision(source), claim: claim)
  }

  private func beginning(_ claim: TicketClaim?) throws -> StartPlan {
    let name = try freeName()
    let (base, baseName) = try base()
    // What is here travels along, committed or not.
    let isHere = try !request.isSeparate && git.head().commit == base && repository.root != nil
    if !isHere, try git.ticket(ticket.id, at: base, likelyPath: ticket.path) == nil {
      throw StartRefused.notThere(ticket.id, revision: baseName, current: work.current)
    }
    return StartPlan(
      place: .new(name, base: base.hex, baseName: baseName),
      source: isHere ? .workTree : .revision(base.hex), claim: claim)
  }

  private func base() throws -> (commit: ObjectID, name: String) {
    if let from = request.from {
      guard let commit = try git.resolve(from) else { throw RevisionMissing(name: from) }
      return (commit, from)
    }
    guard let head = try git.head().commit else { throw StartRefused.unborn }
    let here = (head, work.current ?? String(head.hex.prefix(7)))
    guard let trunk = try repository.defaultBranch(), trunk.localName != work.current,
      let tip = trunk.commit,
      try git.ticket(ticket.id, at: tip, likelyPath: ticket.path) != nil
    else { return here }
    return (tip, trunk.name)
  }

  /// The usual name, with a number when a branch has it whose work is done.
  private func freeName() throws -> String {
    let taken = Set(try repository.branches().flatMap { [$0.name, $0.localName] })
    let usual = usualName
    guard taken.contains(usual) else { return usual }
    var number = 2
    while taken.contains("\(usual)-\(number)") { number += 1 }
    return "\(usual)-\(number)"
  }
}
