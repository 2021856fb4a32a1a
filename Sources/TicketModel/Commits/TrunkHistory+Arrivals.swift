extension TrunkHistory {
  /// Says whether and how a branch's work came to the default branch.
  ///
  /// - Parameters:
  ///   - branch: what is on it.
  ///   - id: the ticket it is for.
  ///   - mergedTree: a commit that is known to be what merging the branch would have made.
  /// - Returns: the way, and what is missing.
  package func arrival(
    of branch: BranchWork, for id: TicketID, mergedTree: String? = nil
  ) -> BranchArrival {
    guard !branch.commits.isEmpty else { return BranchArrival(landing: nil, missing: []) }
    let own = branch.commits.map(\.id)
    if branch.isContained {
      let arrival = arrival(of: branch.tip)
      let isMerge = arrival.map { $0.id != branch.tip } ?? false
      return BranchArrival(
        landing: Landing(
          isMerge ? .merge : .fastForward, [arrival?.id ?? branch.tip], work: own),
        missing: [])
    }
    let copied = copies(of: branch)
    if copied.missing.isEmpty { return copied }
    let squashed = squash(of: branch, for: id, mergedTree)
    guard let squashed, squashed.missing.count <= copied.missing.count else { return copied }
    return squashed
  }

  // MARK: Rebase

  /// Goes by what commits change, whatever became of their messages.
  private func copies(of branch: BranchWork) -> BranchArrival {
    let places = Dictionary(commits.enumerated().map { ($1.id, $0) }) { first, _ in first }
    let byPatch = Dictionary(patches.map { ($1, $0) }) { left, right in
      places[left, default: 0] < places[right, default: 0] ? left : right
    }
    var found: [String] = []
    var missing: [CommitFacts] = []
    for commit in branch.commits {
      if let copy = branch.patches[commit.id].flatMap({ byPatch[$0] }) {
        found.append(copy)
      } else {
        missing.append(commit)
      }
    }
    guard let newest = found.first else { return BranchArrival(landing: nil, missing: missing) }
    // A squash of one commit changes the same; only its message tells.
    let isSquash =
      branch.commits.count == 1 && commit(newest)?.subject != branch.commits[0].subject
    return BranchArrival(
      landing: isSquash ? Landing(.squash, found, evidence: .diff) : Landing(.rebase, found),
      missing: missing)
  }

  // MARK: Squash

  private func squash(
    of branch: BranchWork, for id: TicketID, _ mergedTree: String?
  ) -> BranchArrival? {
    let candidates = firstParents.compactMap(commit).filter { !$0.isMerge }
    func arrival(_ commit: CommitFacts, _ evidence: Landing.Evidence, _ missing: [CommitFacts] = [])
      -> BranchArrival
    {
      BranchArrival(
        landing: Landing(.squash, [commit.id], evidence: evidence), missing: missing)
    }
    if let whole = branch.wholePatch,
      let same = candidates.first(where: { patches[$0.id] == whole })
    {
      return arrival(same, .diff)
    }
    if let mergedTree, let same = commit(mergedTree) { return arrival(same, .tree) }
    let listing = candidates.lazy.compactMap { candidate -> BranchArrival? in
      let missing = branch.commits.filter { !candidate.links.lists($0) }
      guard missing.count < branch.commits.count, missing.isEmpty || candidate.names(id)
      else { return nil }
      return arrival(candidate, .list, missing)
    }.min { $0.missing.count < $1.missing.count }
    if let listing { return listing }
    return candidates.first { candidate in
      (candidate.names(id) || steps.contains(candidate.id)) && !branch.paths.isEmpty
        && branch.paths.isSubset(of: paths[candidate.id] ?? [])
        && candidate.time >= branch.commits[branch.commits.count - 1].time
    }.map { squash in
      arrival(
        squash, squash.names(id) ? .trailer : .step,
        branch.commits.filter { $0.time > squash.time })
    }
  }

  // MARK: Without a branch

  /// Returns the ways in which a ticket's work came, as far as messages, names of merged branches and
  /// the ticket's own steps tell: what is left when the branch is deleted.
  ///
  /// - Parameters:
  ///   - id: the ticket.
  ///   - known: commits that have a way already.
  /// - Returns: the ways, newest first.
  package func landings(of id: TicketID, besides known: Set<String>) -> [Landing] {
    var landings: [Landing] = []
    var byMerge: [String: [String]] = [:]
    var single: [String] = []
    for commit in commits
    where !known.contains(commit.id) && !(paths[commit.id] ?? []).isEmpty
      && commit.links.reverted.isEmpty
    {
      let isMerge = commit.merges(branchOf: id) || commit.isMerge && steps.contains(commit.id)
      if isMerge, isOnFirstParentLine(commit.id) {
        byMerge[commit.id, default: []] += []
      } else if commit.names(id) || steps.contains(commit.id), !commit.isMerge {
        guard let arrival = arrival(of: commit.id), arrival.id != commit.id else {
          if commit.links.isListing {
            landings.append(Landing(.squash, [commit.id], evidence: .list))
          } else {
            single.append(commit.id)
          }
          continue
        }
        if !known.contains(arrival.id) { byMerge[arrival.id, default: []].append(commit.id) }
      }
    }
    landings += byMerge.map { Landing(.merge, [$0.key], work: $0.value) }
    // Each may be taken back by itself.
    landings += single.map { name in
      let isStep = commit(name)?.names(id) != true
      return Landing(.commits, [name], evidence: isStep ? .step : nil)
    }
    if landings.isEmpty, known.isEmpty { landings = claims(of: id) }
    let places = Dictionary(commits.enumerated().map { ($1.id, $0) }) { first, _ in first }
    return landings.sorted { places[$0.commits[0], default: 0] < places[$1.commits[0], default: 0] }
  }

  /// What people say is done where nothing tells of it: work that was fast-forwarded or rebased without a
  /// trailer, or that left no trace here.
  private func claims(of id: TicketID) -> [Landing] {
    commits.filter { commit in
      paths[commit.id]?.isEmpty == true && !commit.isMerge && commit.links.reverted.isEmpty
        && commit.links.trailers.contains { $0.key.completes && $0.ids.contains(id) }
    }.map { Landing(.commits, [$0.id], evidence: .claim) }
  }
}

extension CommitLinks {
  /// Whether the body lists a commit by its id or subject.
  fileprivate func lists(_ commit: CommitFacts) -> Bool {
    listedCommits.contains { commit.id.hasPrefix($0) } || listedSubjects.contains(commit.subject)
  }
}
