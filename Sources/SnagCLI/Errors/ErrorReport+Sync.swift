import TicketStore

extension ErrorReport {
  /// Why `sync` stopped.
  init(_ error: SyncRefused) {
    switch error {
    case .noWorkTree:
      self.init(
        code: "no-work-tree", message: "a bare repository has no branch checked out to sync",
        hint: "run it in a clone", status: .refused)
    case .unborn(let branch, let remotes):
      self.init(
        code: "unborn", message: "branch \(branch) has no commits yet",
        hint: remotes.first.map { "git pull \(shellQuoted($0)) \(shellQuoted(branch))" }
          ?? "git commit --allow-empty -m start",
        status: .refused)
    case .detached(let branches):
      self.init(
        code: "detached", message: "HEAD is on no branch", candidates: Array(branches.prefix(5)),
        hint: "git switch \(branches.first.map(shellQuoted) ?? "-c BRANCH")", status: .refused)
    case .operationInProgress(let operation):
      self.init(
        code: "operation-in-progress", message: "\(Self.name(of: operation)) is in progress",
        hint: Self.wayOut(of: operation), status: .refused)
    case .noRemote, .severalRemotes, .unknownRemote, .followsLocalBranch, .gone:
      self.init(remote: error)
    case .unrelated, .conflict, .unreadable, .inTheWay, .oldGit: self.init(merge: error)
    case .unsettled(let tickets):
      self.init(
        code: "unsettled",
        message: "\(plural(tickets.count, "ticket")) must be settled before others get "
          + (tickets.count == 1 ? "it" : "them"),
        candidates: tickets.prefix(10).map(\.words), hint: "snag settle --all; snag sync",
        status: .refused)
    case .switched(let branch, let didMove, let wrong):
      self.init(
        code: "switched",
        message: wrong.map {
          "\($0.name) was checked out meanwhile, and moved in place of \(branch); nothing was pushed"
        } ?? "\(branch) is not checked out any more"
          + (didMove
            ? "; it was merged, and nothing was pushed"
            : " and was not moved; nothing was pushed"),
        hint: (wrong.map { "git reset --keep \($0.former.prefix(12)); " } ?? "")
          + "git switch \(branch); snag sync", status: .refused)
    case .outrun(let remote, let branch, let rounds):
      self.init(
        code: "contended",
        message: "others pushed to \(branch) on \(remote) \(rounds) times meanwhile",
        hint: "snag sync", status: .refused)
    case .pushRefused(let remote, let words):
      self.init(
        code: "push-refused", message: "\(remote) refused the push", detail: words,
        hint: "what was fetched is merged here; when the cause is gone: snag sync", status: .refused
      )
    }
  }

  private static func wayOut(of operation: String) -> String {
    let command = operation.hasPrefix("git ") ? operation : "git \(operation)"
    return "\(command) --continue, or \(command) --abort; then snag sync"
  }

  private init(remote error: SyncRefused) {
    switch error {
    case .severalRemotes(let branch, let remotes):
      self.init(
        code: "several-remotes",
        message: "branch \(branch) follows none of \(remotes.count) remotes",
        candidates: remotes, hint: "name one: snag sync \(shellQuoted(remotes.first ?? "REMOTE"))",
        status: .refused)
    case .unknownRemote(let name, let known):
      self.init(
        code: "unknown-remote", message: "no remote \(name)", candidates: known,
        hint: known.first.map { "snag sync \(shellQuoted($0))" }
          ?? "git remote add \(shellQuoted(name)) URL", status: .usage)
    case .followsLocalBranch(let branch, let upstream):
      self.init(
        code: "local-upstream", message: "branch \(branch) follows \(upstream), a local branch",
        hint: "name a remote: snag sync REMOTE", status: .refused)
    case .gone(let remote, let branch):
      self.init(
        code: "gone", message: "\(remote) has no branch \(branch) any more",
        hint:
          "to make it again: git push -u \(shellQuoted(remote)) \(shellQuoted("HEAD:\(branch)"))",
        status: .refused)
    default:
      self.init(
        code: "no-remote", message: "the repository has no remote",
        hint: "git remote add origin URL", status: .refused)
    }
  }

  private init(merge error: SyncRefused) {
    switch error {
    case .conflict(let paths, let upstream):
      self.init(
        code: "conflict",
        message: "both sides changed \(plural(paths.count, "file")) that git cannot join; "
          + "nothing was touched",
        candidates: Array(paths.prefix(10)),
        hint: "git merge \(shellQuoted(upstream)), resolve and commit, then snag sync",
        status: .refused)
    case .unreadable(let versions, let upstream):
      let count = Set(versions.map(\.path)).count
      self.init(
        code: "unreadable",
        message: "both sides changed \(plural(count, "ticket")) that cannot be read; "
          + "nothing was touched",
        candidates: versions.prefix(10).map {
          "\($0.path):\($0.line): \($0.reason) (\($0.side == .ours ? "here" : "on \(upstream)"))"
        },
        hint: versions.contains { $0.side == .theirs }
          ? "git merge \(shellQuoted(upstream)), resolve and commit, then snag sync"
          : "mend and commit, then snag sync", status: .refused)
    case .inTheWay(let paths, let areTracked, let words):
      self.init(
        code: "in-the-way",
        message: paths.isEmpty
          ? "git could not update the work tree: \(Self.withoutPrefix(words))"
          : (areTracked ? "uncommitted changes" : "files that git does not track")
            + " are in the way of the merge; nothing was touched",
        candidates: Array(paths.prefix(10)),
        hint: paths.isEmpty
          ? "`git status` may say more"
          : areTracked ? "git stash; snag sync; git stash pop" : "move them away, then snag sync",
        status: .refused)
    case .oldGit(let upstream):
      self.init(
        code: "old-git",
        message: "git before 2.38 cannot run your merge drivers without a work tree",
        hint: "git merge \(shellQuoted(upstream)), then snag sync", status: .refused)
    case .unrelated(let upstream):
      self.init(
        code: "unrelated", message: "the branch and \(upstream) have no commit in common",
        hint: "git merge --allow-unrelated-histories \(shellQuoted(upstream)), then snag sync",
        status: .refused)
    default: self.init(code: "sync", message: "\(error)", status: .refused)
    }
  }

  private static func withoutPrefix(_ words: String) -> String {
    for prefix in ["fatal: ", "error: "] where words.hasPrefix(prefix) {
      return String(words.dropFirst(prefix.count))
    }
    return words
  }
}

extension UnsettledTicket {
  fileprivate var words: String {
    "\(name): \(entries.isEmpty ? "conflict markers" : entries.joined(separator: ", "))"
  }
}
