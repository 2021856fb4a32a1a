package import TicketModel

/// Where a ticket is: what each branch says of it, and where its work went.
package struct Whereabouts: Sendable {
  /// What branches say, those of the ticket and the default branch first.
  package let statuses: [BranchesOfStatus]
  /// The branches of the ticket; those that are at one commit together.
  package let branches: [BranchReport]
  /// The ways in which work came to the default branch, newest first.
  package let landings: [LandingReport]
  /// Short name of the default branch; nil when none is known.
  package let defaultBranch: String?
  /// How many commits were looked at when the search gave up; nil when it came to its end.
  package let limit: Int?

  /// Branches on which the ticket has the same status.
  package struct BranchesOfStatus: Sendable, Equatable {
    /// nil where the file cannot be read.
    package let status: String?
    package internal(set) var branches: [LinkedBranch]
    /// How many more branches there are that have the ticket just as the default branch has it.
    package internal(set) var copies = 0
  }

  /// A branch of the ticket and what became of its work.
  package struct BranchReport: Sendable, Equatable {
    /// Names of one commit.
    package let branches: [LinkedBranch]
    package let arrival: BranchArrival
    /// Whether the default branch holds its newest commit.
    package let isContained: Bool
    /// Tags that hold its newest commit; only where its work is not on the default branch.
    package let tags: [String]
  }

  /// A way in which work came.
  package struct LandingReport: Sendable, Equatable {
    package let landing: Landing
    /// The branch as it is known there: `main`, or `origin/main` for what is only there.
    package let trunk: String
    /// The newest of the commits.
    package let commit: CommitFacts
    /// Branches that came so; empty when they are deleted.
    package let branches: [String]
    /// Tags that hold all of it and not what took it back, in the order of versions.
    package let tags: [String]
    /// What took all of it back, newest first.
    package let reverts: [RevertReport]

    package var isReverted: Bool { !reverts.isEmpty }
  }

  /// A commit that took work back.
  package struct RevertReport: Sendable, Equatable {
    package let commit: CommitFacts
    /// Tags that hold it.
    package let tags: [String]
  }

  /// What can be said of all the work at once.
  package enum Verdict: String, Sendable {
    /// No commit is known that is for the ticket.
    case none
    /// A branch has work that is not on the default branch.
    case open
    case merged
    /// All that came was taken back.
    case reverted
  }

  package var verdict: Verdict {
    if branches.contains(where: { !$0.arrival.missing.isEmpty }) { return .open }
    guard !landings.isEmpty else { return .none }
    return landings.contains { !$0.isReverted } ? .merged : .reverted
  }

  /// Tags in which the work is, in the order of versions; each once.
  package var tags: [String] {
    var seen: Set<String> = []
    return landings.filter { !$0.isReverted }.reversed().flatMap(\.tags)
      .filter { seen.insert($0).inserted }
  }
}
