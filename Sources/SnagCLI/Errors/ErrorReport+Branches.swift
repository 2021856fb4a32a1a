import TicketModel
import TicketStore

extension ErrorReport {
  /// A branch that does not tell which ticket is meant.
  init(_ error: NoTicketOfBranch) {
    switch error {
    case .detached:
      self.init(
        code: "no-ticket", message: "no ticket named, and no branch is checked out",
        hint: "name it: `snag list` shows the ids", status: .usage)
    case .none(let branch):
      self.init(
        code: "no-ticket",
        message: "no ticket named, and the current branch \(branch) is not named after one",
        hint: "name it: `snag list` shows the ids", status: .usage)
    case .several(let branch, let ids):
      self.init(
        code: "several-tickets",
        message: "the current branch \(branch) stands for \(ids.count) tickets",
        candidates: ids.map(\.text), hint: "name the one that is meant", status: .usage)
    }
  }

  /// Work that cannot be begun.
  init(_ error: StartRefused, verb: String) {
    switch error {
    case .held(let id, let claim, let actor):
      self.init(
        code: "held", message: Self.words(id, claim, actor),
        hint: claim.holder == actor
          ? "snag \(verb) \(id) --resume" : "`snag \(verb) \(id) --take` makes it yours",
        status: .refused)
    case .done(let id, let claim):
      self.init(
        code: "held", message: "\(id) is \(Self.place(claim))",
        hint: "snag show \(id) --at \(shellQuoted(claim.branch ?? "HEAD"))", status: .refused)
    case .behind(let id, let claim):
      self.init(
        code: "held",
        message: "\(id) is \(Self.place(claim)), by \(claim.holder)",
        hint: "git merge \(shellQuoted(claim.branch ?? "")) brings it here", status: .refused)
    case .severalBranches(let id, let branches):
      self.init(
        code: "several-branches", message: "\(id) has \(branches.count) branches",
        candidates: branches, hint: "git switch \(shellQuoted(branches[0]))", status: .refused)
    case .branchExists(let branch, let from):
      self.init(
        code: "branch-exists", message: "the ticket has a branch already: \(branch)",
        hint: "leave out --from \(shellQuoted(from)) to go on there", status: .refused)
    case .unborn:
      self.init(
        code: "unborn", message: "there is no commit yet that a branch could begin at",
        hint: "make one, or stay on this branch with --no-branch", status: .refused)
    case .bare:
      self.init(
        code: "bare", message: "a bare repository has no work tree to switch",
        hint: "use --worktree, or --no-branch", status: .refused)
    case .notThere(let id, let revision, let current):
      self.init(
        code: "not-there", message: "\(revision) does not have \(id)",
        hint: current.flatMap { $0 == revision ? nil : $0 }.map {
          "snag \(verb) \(id) --from \(shellQuoted($0))"
        }
          ?? "commit the ticket first", status: .refused)
    case .checkedOut(let branch, let path):
      self.init(
        code: "checked-out", message: "\(branch) is checked out in \(path)",
        hint: "cd \(shellQuoted(path))", status: .refused)
    case .diverged(let branch, let upstream):
      self.init(
        code: "diverged", message: "\(branch) and \(upstream) have parted",
        hint: "git switch \(shellQuoted(branch)), then `snag sync`", status: .refused)
    case .busy:
      self.init(
        code: "locked", message: "another command begins work in this repository",
        hint: "try again when it is done", status: .refused)
    case .git(let command, let errors): self.init(gitRefused: command, errors)
    }
  }

  /// `ada has sn-k7m3qx in-progress on bug/sn-k7m3qx-login since 2026-11-21T09:15:00Z`.
  private static func words(_ id: TicketID, _ claim: TicketClaim, _ actor: String) -> String {
    guard claim.category != .new else { return "\(id) is assigned to \(claim.holder)" }
    let who = claim.holder == actor ? "you have" : "\(claim.holder) has"
    return "\(who) \(id) \(place(claim))"
  }

  private static func place(_ claim: TicketClaim) -> String {
    let since = claim.since.map { " since \($0)" } ?? ""
    return "\(claim.status) on \(claim.branch ?? "a detached HEAD")\(since)"
  }

  /// git's own words say best what is in its way.
  private init(gitRefused command: String, _ errors: String) {
    let lines = errors.split(whereSeparator: \.isNewline).map(String.init)
    let isInTheWay = errors.contains("would be overwritten")
    self.init(
      code: "git", message: "\(command) was refused; nothing was changed", detail: lines,
      hint: isInTheWay
        ? "commit or stash what is in the way, or use --worktree"
        : "run it by hand to see more", status: .refused)
  }
}
