import GitKit
import TicketModel

/// Finds out from commits how the tickets of a range came to be as they are.
final class RangeCourse {
  private let git: GitRepository
  private let from: ComparedState
  private let to: ComparedState
  /// Handle of who acts now; nil where nobody does.
  private let actor: String?
  /// What the configuration lists.
  private let people: Set<String>
  private let verbs: TransitionVerbs

  init(
    _ comparison: TicketComparison, in git: GitRepository, actor: String?, people: [String],
    verbs: TransitionVerbs
  ) {
    self.verbs = verbs
    self.git = git
    from = comparison.from
    to = comparison.to
    self.actor = actor
    self.people = Set(people)
  }

  /// Describes the course of one change.
  func course(of change: TicketChange) throws -> ChangeCourse {
    var course = ChangeCourse(isLinear: try isLinear(change), before: before)
    course.authors = { try self.author(of: $0, in: change) }
    course.verbs = verbs
    course.isTypeChangedFirst = { try self.isTypeChangedFirst(in: change) }
    return course
  }

  private var before: String? {
    guard let commit = from.commit else { return nil }
    return from.isMergeBase ? String(commit.prefix(12)) : from.revision ?? commit
  }

  // MARK: Commits

  private lazy var start = from.commit.flatMap { ObjectID(hex: $0) }

  private lazy var end = Result { () throws -> ObjectID? in
    try to.commit.flatMap { ObjectID(hex: $0) } ?? git.head().commit
  }

  /// Those of the range, newest first.
  private lazy var commits = Result { () throws -> [CommitRecord] in
    var found: [CommitRecord] = []
    guard let end = try end.get(), end != start else { return [] }
    try git.walk(from: [end], hiding: [start].compactMap { $0 }) { commit in
      found.append(commit)
      return true
    }
    return found
  }

  private lazy var isInOrder = Result { () throws -> Bool in
    if to.commit == nil, git.operationInProgress() ?? .bisect != .bisect { return false }
    guard let start, let end = try end.get() else { return true }
    return try git.isAncestor(start, of: end)
  }

  // MARK: Order

  /// Whether no two lines of work were joined that both changed the ticket.
  private func isLinear(_ change: TicketChange) throws -> Bool {
    guard try isInOrder.get() else { return false }
    let joined = try joinedPaths.get()
    return [change.old, change.new].allSatisfy { read in
      !(read.map { joined.contains($0.ticket.path) } ?? false)
    }
  }

  /// The files that both sides of a merge within the range had changed.
  private lazy var joinedPaths = Result { () throws -> Set<String> in
    let commits = try commits.get()
    let own = Set(commits.map(\.id))
    var paths: Set<String> = []
    for merge in commits where merge.parents.count(where: own.contains) > 1 {
      let parents = merge.parents.filter(own.contains)
      let folders = try parents.map { try git.ticketFolder(in: git.tree(of: $0)) }
      let bases = try git.mergeBases(of: parents[0], and: Array(parents.dropFirst()))
      for base in bases.isEmpty ? [nil] : bases.map(Optional.some) {
        let old = try base.flatMap { try git.ticketFolder(in: git.tree(of: $0)) }
        paths.formUnion(
          try git.differences(among: [old] + folders, prefix: "\(Workspace.folder)/")
            .filter { row in row.entries.dropFirst().count { $0 != row.entries[0] } > 1 }
            .map(\.path))
      }
    }
    return paths
  }

  private func file(of ticket: Ticket, in commit: ObjectID) throws -> TreeEntry? {
    try git.ticketFolder(in: git.tree(of: commit)).flatMap {
      try git.ticketFile(of: ticket.id, likelyAt: ticket.path, in: $0)
    }
  }

  // MARK: Versions

  /// What one commit made of a ticket.
  fileprivate struct Version {
    let commit: CommitRecord
    let old: Ticket?
    let new: Ticket?
  }

  private var versions: [TicketID: [Version]] = [:]

  /// The commits with one parent that changed a ticket, newest first.
  private func versions(of ticket: Ticket) throws -> [Version] {
    if let known = versions[ticket.id] { return known }
    let found = try commits.get().compactMap { commit -> Version? in
      guard commit.parents.count < 2 else { return nil }
      let old = try commit.parents.first.flatMap { try file(of: ticket, in: $0) }
      let new = try file(of: ticket, in: commit.id)
      guard old?.id != new?.id else { return nil }
      return Version(
        commit: commit, old: try old.flatMap { try git.loadedTicket(ticket.id, $0)?.ticket },
        new: try new.flatMap { try git.loadedTicket(ticket.id, $0)?.ticket })
    }
    versions[ticket.id] = found
    return found
  }

  /// Whether a commit changed the type and left the status alone, as a verb does.
  ///
  /// Of a squash, which brings work along, nobody knows in which order things happened.
  private func isTypeChangedFirst(in change: TicketChange) throws -> Bool {
    try versions(of: change.ticket).contains { version in
      guard let old = version.old, let new = version.new, old.type != new.type else { return false }
      return try old.status == new.status || git.changesWork(version.commit)
    }
  }

  // MARK: Authors

  /// Who wrote an approval; nil where the commit may hold what several people did, or where its
  /// author's handle is not known.
  private func author(of approval: String, in change: TicketChange) throws -> ChangeAuthor? {
    let versions = try versions(of: change.ticket)
    let writing = versions.filter { version in
      version.new?.items(of: .approvals).contains(approval) == true
        && version.old?.items(of: .approvals).contains(approval) != true
    }
    guard let first = writing.first else {
      // Not committed yet.
      guard to.commit == nil, let actor else { return nil }
      return ChangeAuthor(handles: [actor], name: actor)
    }
    var handles: Set<String> = []
    for version in writing {
      let own = names(of: version.commit.author, versions.filter { $0.commit != version.commit })
      guard try isOfOnePerson(version, approval, own) else { return nil }
      handles.formUnion(own)
    }
    let known = people.union(change.ticket.historyLines.map(\.actor))
      .union(change.ticket.items(of: .approvers))
    guard !handles.isDisjoint(with: known) else { return nil }
    return ChangeAuthor(handles: handles, name: first.commit.author.name)
  }

  /// Whether a commit is no squash: it goes on from the work that was approved, or brings nobody
  /// else's steps.
  private func isOfOnePerson(
    _ version: Version, _ approval: String, _ handles: Set<String>
  ) throws -> Bool {
    if let tip = Approval(approval)?.tip {
      guard let approved = try? git.resolve(tip) else { return false }
      return try git.isAncestor(approved, of: version.commit.id)
    }
    return version.newLines.allSatisfy { handles.contains($0.actor) }
  }

  /// What an author may be called: as git's names tell, and as the person's other commits say.
  private func names(of author: Signature, _ versions: [Version]) -> Set<String> {
    let derived = [Handle(commitAddress: author.email), Handle(fromName: author.name)]
      .compactMap { $0?.text }
    let own = versions.filter {
      $0.commit.author.email == author.email && $0.commit.author.name == author.name
    }
    let told = own.compactMap { version -> String? in
      let actors = Set(version.newLines.map(\.actor))
      return actors.count == 1 ? actors.first : nil
    }
    return Set(derived + told)
  }
}

extension RangeCourse.Version {
  /// History lines that the commit adds.
  fileprivate var newLines: [HistoryLine] {
    let known = old?.historyLines ?? []
    return (new?.historyLines ?? []).filter { !known.contains($0) }
  }
}
