import GitKit
import TicketModel

/// Nobody can be named as the one who acts.
package struct NoActor: Error, Sendable, Equatable {
  /// The name that cannot be a handle; nil when none is configured.
  package let unusable: String?
}

extension TicketRepository {
  /// Handle of the person acting: SNAG_ACTOR, `git config snag.actor`, the one that `people.yml`
  /// has for the mail address that git commits with, or one made from that address or the name.
  package func actor() throws -> String {
    for given in [environment.variables["SNAG_ACTOR"], try git().configString("snag.actor")] {
      guard let given, !given.isEmpty else { continue }
      guard let handle = Handle(given) else { throw NoActor(unusable: given) }
      return handle.text
    }
    let author: Signature
    do {
      author = try environment.signature(.author, in: git())
    } catch let error as GitError where error.code == .identity {
      throw NoActor(unusable: nil)
    }
    if let person = try? settings().people?.person(author.email) { return person.handle }
    guard let handle = Handle(commitAddress: author.email) ?? Handle(fromName: author.name) else {
      throw NoActor(unusable: author.name)
    }
    return handle.text
  }

  /// Short name of the branch that is checked out; nil on a detached HEAD.
  package func currentBranch() throws -> String? { try git().head().branch?.shorthand }

  /// Whether git's ignore rules hide the tickets, so that `git add` would not take them.
  package func ignoresTickets() throws -> Bool {
    guard root != nil else { return false }
    return try git().isIgnored("\(Workspace.folder)/config.yml")
  }
}
