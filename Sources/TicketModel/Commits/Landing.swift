/// One way in which work for a ticket came to the default branch.
package struct Landing: Sendable, Equatable {
  /// How it came.
  package enum Way: String, Sendable {
    /// The commits themselves, by a merge.
    case merge
    /// The commits themselves, because the default branch was moved to the branch.
    case fastForward = "fast-forward"
    /// Copies of the commits.
    case rebase
    /// One commit with all changes.
    case squash
    /// Commits whose messages name the ticket or that bring a step of it, of which no branch is known.
    case commits
  }

  /// By what a squash, or a commit of which no branch is known, was recognised.
  package enum Evidence: String, Sendable {
    /// It changes what the whole branch changes.
    case diff
    /// Its message lists the branch's commits.
    case list
    /// Its message names the ticket, and it changes each file that the branch changes.
    case trailer
    /// It brings a step of the ticket together with work.
    case step
    /// It changes nothing, and its message claims that the ticket is completed: somebody's word for
    /// work of which nothing else tells.
    case claim
    /// It is what merging the branch would have made.
    case tree
  }

  package let way: Way
  /// The merge, or the commits on the default branch, newest first.
  package let commits: [String]
  /// What a merge brought, newest first; otherwise as ``commits``.
  package let work: [String]
  /// For a squash, and for a commit that only a step tells of.
  package var evidence: Evidence?

  init(_ way: Way, _ commits: [String], work: [String]? = nil, evidence: Evidence? = nil) {
    self.way = way
    self.commits = commits
    self.work = work ?? commits
    self.evidence = evidence
  }

  /// The commits that took all of it back, newest first; empty while any of it is there.
  package func reverts(on trunk: TrunkHistory) -> [CommitFacts] {
    for list in [commits, work] {
      let reverts = list.compactMap(trunk.revert)
      if !list.isEmpty, reverts.count == list.count { return reverts.withoutRepeats }
    }
    return []
  }
}

extension [CommitFacts] {
  fileprivate var withoutRepeats: [CommitFacts] {
    var seen: Set<String> = []
    return filter { seen.insert($0.id).inserted }
  }
}

/// What became of a branch's work.
package struct BranchArrival: Sendable, Equatable {
  /// How it came to the default branch; nil when none of it did.
  package let landing: Landing?
  /// Commits whose work is not there, newest first.
  package let missing: [CommitFacts]

  /// The four things that can be said of a branch.
  package enum Kind: String, Sendable {
    /// Nothing but tickets changed on it.
    case empty
    case missing, partly, merged
  }

  package var kind: Kind {
    switch (landing, missing.isEmpty) {
    case (nil, true): .empty
    case (nil, false): .missing
    case (_, false): .partly
    case (_, true): .merged
    }
  }
}
