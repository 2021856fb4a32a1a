import GitKit

/// A branch that was checked out for work on a ticket, by git itself.
package struct BranchEntry {
  /// The repository to go on with: this one, or that of the new work tree.
  package let repository: TicketRepository
  /// Absolute path of the new work tree, if one was made.
  package let worktree: String?
  fileprivate let git: GitRepository
  fileprivate let steps: [Undo]

  fileprivate enum Undo {
    case switchTo(Head)
    case deleteBranch(String, at: ObjectID)
    case removeWorktree(String)
  }

  /// Takes back what was done, as far as nobody has built on it.
  package func undo() {
    for step in steps {
      switch step {
      case .switchTo(.branch(let ref, _)): attempt(["switch", "-q", ref.shorthand])
      case .switchTo(.detached(let commit)): attempt(["switch", "-q", "--detach", commit.hex])
      case .switchTo(.unborn): break
      case .deleteBranch(let name, let base):
        guard (try? git.tip(of: .branch(name))) == base else { return }
        attempt(["branch", "-q", "-D", name])
      case .removeWorktree(let path): attempt(["worktree", "remove", path])
      }
    }
  }

  private func attempt(_ arguments: [String]) { _ = try? git.runGit(arguments) }
}

extension TicketRepository {
  /// Checks out the branch of a plan, making it where it is new.
  ///
  /// It is git that switches, so what is in its way, and what travels along, is as with `git switch`.
  ///
  /// - Parameters:
  ///   - plan: where to go.
  ///   - worktree: absolute path of a new work tree to use instead of this one.
  /// - Returns: the repository to go on with, and the way back.
  /// - Throws: ``StartRefused`` when git refuses; then all is as before.
  package func enter(_ plan: StartPlan, worktree: String?) throws -> BranchEntry {
    let git = try git()
    guard let branch = plan.branch else {
      return BranchEntry(repository: self, worktree: nil, git: git, steps: [])
    }
    guard root != nil || worktree != nil else { throw StartRefused.bare }
    try refuseOperation(git, worktree)
    if let path = try git.checkouts().first(where: { $0.branch == branch })?.path, path != root {
      throw StartRefused.checkedOut(branch: branch, at: path)
    }
    var steps: [BranchEntry.Undo] = []
    let head = try git.head()
    if let worktree {
      try run(git, ["worktree", "add", "-q"] + plan.place.worktreeArguments(worktree))
      steps.append(.removeWorktree(worktree))
    } else {
      try run(git, ["switch", "-q"] + plan.place.switchArguments)
      steps.append(.switchTo(head))
    }
    if case .new(let name, let base, _) = plan.place, let commit = ObjectID(hex: base) {
      steps.append(.deleteBranch(name, at: commit))
    }
    var environment = environment
    if worktree != nil {
      for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        environment.variables[name] = nil
      }
    }
    let entered = BranchEntry(
      repository: try TicketRepository(
        around: worktree ?? root ?? git.gitDirectory, environment: environment),
      worktree: worktree, git: git, steps: steps)
    do {
      try catchUp(plan, entered)
    } catch {
      entered.undo()
      throw error
    }
    return entered
  }

  /// The remote has more of the branch: it is brought up to there.
  private func catchUp(_ plan: StartPlan, _ entered: BranchEntry) throws {
    guard case .local(_, let upstream?) = plan.place else { return }
    try run(
      entered.repository.git(), ["merge", "-q", "--ff-only", "refs/remotes/\(upstream)"])
  }

  private func refuseOperation(_ git: GitRepository, _ worktree: String?) throws {
    guard worktree == nil, let operation = git.operationInProgress(), operation != .bisect
    else { return }
    throw CommitRefused.operationInProgress(operation.name)
  }

  private func run(_ git: GitRepository, _ arguments: [String]) throws {
    let outcome = try git.runGit(arguments)
    guard outcome.status == 0 else {
      throw StartRefused.git(
        command: "git \(arguments.filter { $0 != "-q" }.joined(separator: " "))",
        errors: outcome.errorText)
    }
  }
}

extension StartPlan.Place {
  fileprivate var switchArguments: [String] {
    switch self {
    case .here: []
    case .local(let name, _): [name]
    case .tracking(let name, let upstream): ["-c", name, "--track", upstream]
    case .new(let name, let base, _): ["-c", name, "--no-track", base]
    }
  }

  fileprivate func worktreeArguments(_ path: String) -> [String] {
    switch self {
    case .here: []
    case .local(let name, _): [path, name]
    case .tracking(let name, let upstream): ["--track", "-b", name, path, upstream]
    case .new(let name, let base, _): ["--no-track", "-b", name, path, base]
    }
  }
}

extension GitRepository {
  /// The work trees of this repository and the branches checked out in them, as git lists them.
  func checkouts() throws -> [(path: String, branch: String?)] {
    var found: [(path: String, branch: String?)] = []
    let lines = try requireGit(["worktree", "list", "--porcelain"]).outputText
      .split(separator: "\n")
    for line in lines {
      if line.hasPrefix("worktree ") { found.append((String(line.dropFirst(9)), nil)) }
      if line.hasPrefix("branch refs/heads/"), !found.isEmpty {
        found[found.count - 1].branch = String(line.dropFirst(18))
      }
    }
    return found
  }
}

extension TicketRepository {
  /// Absolute path of the directory in which the repository's is; a linked work tree's is that of the
  /// first one.
  package func folderBeside() throws -> String {
    let git = try git()
    let common = git.commonDirectory
    let top = common.hasSuffix("/.git") ? String(common.dropLast(5)) : common
    let place = root.flatMap { git.isLinkedWorktree ? nil : $0 } ?? top
    return place.lastIndex(of: "/").map { String(place[..<$0]) } ?? "/"
  }
}
