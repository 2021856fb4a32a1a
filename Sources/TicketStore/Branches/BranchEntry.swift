import GitKit

/// A branch that was checked out for work on a ticket, by git itself.
package struct BranchEntry {
  /// The repository to go on with: the same one, or that of the new work tree.
  package let repository: TicketRepository
  fileprivate let branch: String
  /// Where the branch was when it was checked out.
  fileprivate let tip: ObjectID?
  /// What git is to be told to take it back.
  fileprivate let undoing: [[String]]

  /// Takes back what was done, unless somebody has built on it meanwhile.
  package func undo() {
    guard let git = try? repository.git(), let head = try? git.head(),
      head.branch == .branch(branch), head.commit == tip
    else { return }
    let runner = ProgramRunner(
      environment: repository.environment.variables, directory: git.commonDirectory)
    for arguments in undoing {
      guard (try? runner.run(["git"] + arguments))?.status == 0 else { return }
    }
  }
}

extension TicketRepository {
  /// Checks out the branch of a plan, making it where it is new.
  ///
  /// It is git that switches, so what is in its way, and what travels along, is as with `git switch`.
  ///
  /// - Parameters:
  ///   - plan: where to go; another place than here.
  ///   - worktree: absolute path of a new work tree to use instead of this one.
  /// - Returns: the repository to go on with, and the way back.
  /// - Throws: ``StartRefused`` when git refuses; then all is as before.
  package func enter(_ plan: StartPlan, worktree: String?) throws -> BranchEntry {
    let git = try git()
    guard let branch = plan.branch else { throw StartRefused.bare }
    try refuse(branch, worktree, git)
    let undoing = try undoing(plan, worktree, git)
    if let worktree {
      try run(git, ["worktree", "add", "-q"] + plan.place.worktreeArguments(worktree))
    } else {
      try run(git, ["switch", "-q"] + plan.place.switchArguments)
    }
    let repository = try reopened(worktree)
    func entry() throws -> BranchEntry {
      BranchEntry(
        repository: repository, branch: branch, tip: try git.tip(of: .branch(branch)),
        undoing: undoing)
    }
    do {
      try catchUp(plan, repository)
      return try entry()
    } catch {
      try? entry().undo()
      throw error
    }
  }

  /// This repository, or its new work tree, as it is now.
  private func reopened(_ worktree: String?) throws -> TicketRepository {
    var environment = environment
    if worktree != nil {
      for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        environment.variables[name] = nil
      }
    }
    return try TicketRepository(
      around: try worktree ?? root ?? git().gitDirectory, environment: environment)
  }

  private func undoing(
    _ plan: StartPlan, _ worktree: String?, _ git: GitRepository
  ) throws -> [[String]] {
    var steps: [[String]] = []
    if let worktree {
      steps.append(["worktree", "remove", worktree])
    } else if let root {
      let place = ["-C", root, "switch", "-q"]
      switch try git.head() {
      case .branch(let ref, _): steps.append(place + [ref.shorthand])
      case .detached(let commit): steps.append(place + ["--detach", commit.hex])
      case .unborn: break
      }
    }
    switch plan.place {
    case .new(let name, _, _), .tracking(let name, _): steps.append(["branch", "-q", "-D", name])
    case .here, .local: break
    }
    return steps
  }

  private func refuse(_ branch: String, _ worktree: String?, _ git: GitRepository) throws {
    guard root != nil || worktree != nil else { throw StartRefused.bare }
    if worktree == nil, let operation = git.operationInProgress(), operation != .bisect {
      throw CommitRefused.operationInProgress(operation.name)
    }
    // Being there already is no reason not to go on, and to catch up with a remote.
    if worktree == nil, try git.head().branch == .branch(branch) { return }
    for checkout in try git.checkouts() where checkout.branch == branch {
      throw StartRefused.checkedOut(branch: branch, at: checkout.path)
    }
  }

  /// The remote has more of the branch: it is brought up to there.
  private func catchUp(_ plan: StartPlan, _ repository: TicketRepository) throws {
    guard case .local(_, let upstream?) = plan.place else { return }
    try run(repository.git(), ["merge", "-q", "--ff-only", "refs/remotes/\(upstream)"])
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
