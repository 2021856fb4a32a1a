/// A commit, as far as it is asked where work went.
package struct CommitFacts: Sendable, Equatable {
  /// Full hexadecimal id.
  package let id: String
  package let parents: [String]
  /// When it was made here; a rebase makes it anew.
  package let time: Timestamp
  package let author: String
  package let subject: String
  package let links: CommitLinks

  /// Collects the facts.
  package init(
    id: String, parents: [String], time: Timestamp, author: String, message: String
  ) {
    self.id = id
    self.parents = parents
    self.time = time
    self.author = author
    subject = String(message.prefix { !$0.isNewline })
    links = CommitLinks(message: message)
  }

  /// Whether its message names a ticket: in a trailer, in a line that was one before a squash, or as
  /// the first word of its subject.
  package func names(_ id: TicketID) -> Bool { links.names(id) || startsWith(id) }

  /// `sn-k7m3qx: Login` or `[sn-k7m3qx] Login`.
  private func startsWith(_ id: TicketID) -> Bool {
    let word = subject.prefix { !$0.isWhitespace }.filter { !"[]():,".contains($0) }
    return TicketID.folded(word) == id.text
  }

  /// Whether its message says that it is for a ticket: it names it, or merges a branch of it.
  package func isFor(_ id: TicketID) -> Bool { names(id) || merges(branchOf: id) }

  package var isMerge: Bool { parents.count > 1 }

  /// Whether it merges a branch whose name holds the id into another one.
  package func merges(branchOf id: TicketID) -> Bool {
    guard isMerge, subject.hasPrefix("Merge ") else { return false }
    let source = subject.firstRange(of: " into ").map { subject[..<$0.lowerBound] } ?? subject[...]
    return id.isNamed(inBranch: String(source))
  }
}

/// What is on a branch and was not, or was not before its merge, on the default branch.
///
/// Work is what changes anything besides tickets: a branch on which only statuses moved has none.
package struct BranchWork: Sendable, Equatable {
  /// Full hexadecimal id of the newest commit.
  package let tip: String
  /// Whether the default branch holds the tip itself.
  package let isContained: Bool
  /// Commits with work and one parent, newest first.
  package let commits: [CommitFacts]
  /// Patch ids of the commits.
  package let patches: [String: String]
  /// Patch id of all changes at once; nil when it is not known.
  package let wholePatch: String?
  /// Paths that all changes at once change, tickets left out.
  package let paths: Set<String>

  /// Collects what was found of a branch.
  package init(
    tip: String, isContained: Bool, commits: [CommitFacts], patches: [String: String] = [:],
    wholePatch: String? = nil, paths: Set<String> = []
  ) {
    self.tip = tip
    self.isContained = isContained
    self.commits = commits
    self.patches = patches
    self.wholePatch = wholePatch
    self.paths = paths
  }
}
