import TicketModel
import TicketStore

extension ErrorReport {
  /// A transition that the workflow does not allow.
  init(_ error: TransitionRefused, id: TicketID?) {
    let name = id?.text ?? "the ticket"
    switch error {
    case .noWorkflow(let type, let known):
      self.init(
        code: "no-workflow",
        message: type.isEmpty ? "\(name) has no type" : "no workflow governs type \(type)",
        hint: known.isEmpty
          ? "put a workflow into .tickets/workflows"
          : "types here: \(known.joined(separator: ", "))",
        status: .refused)
    case .unknownStatus(let status, let workflow, let known):
      self.init(
        code: "unknown-status", message: "workflow \(workflow) has no status \(status)",
        candidates: nearestNames(to: status, among: known),
        hint: "its statuses: \(known.joined(separator: ", "))", status: .usage)
    case .unknownTransition(let verb, let workflow, let known):
      self.init(
        code: "unknown-transition", message: "workflow \(workflow) has no transition \(verb)",
        candidates: nearestNames(to: verb, among: known),
        hint: "its transitions: \(known.joined(separator: ", "))", status: .refused)
    case .noEdge(let from, let to, let next):
      self.init(
        code: "illegal-transition", message: "cannot move \(name) from \(from) to \(to)",
        hint: Self.next(from: from, next), status: .refused)
    case .notFromHere(let transition, let status, let next):
      self.init(
        code: "illegal-transition",
        message: "\(name) is \(status), and \(transition.name) does not start there",
        hint: Self.next(from: status, next), status: .refused)
    case .severalEdges(let to, let names):
      self.init(
        code: "several-transitions", message: "several transitions lead to \(to)",
        candidates: names, hint: "name one: snag \(SnagCommand.verb(of: names[0])) \(name)",
        status: .refused)
    case .missing(let requirements, let transition):
      let words = requirements.map { requirement -> String in
        switch requirement {
        case .comment: "-m \"…\""
        case .field(let field): "\(field)=…"
        }
      }
      self.init(
        code: "missing-requirement",
        message: "\(transition.name) needs "
          + requirements.map { $0 == .comment ? "a comment" : $0.text }.joined(separator: " and "),
        hint:
          "snag \(SnagCommand.verb(of: transition.name)) \(name) \(words.joined(separator: " "))",
        status: .refused)
    case .guarded(let failures, let transition): self.init(failures, of: transition)
    }
  }

  /// One guard in the way is the message; several are listed with what to do about each.
  private init(_ failures: [GuardFailure], of transition: Workflow.Transition) {
    let first = failures.first
    self.init(
      code: "guarded",
      message: failures.count == 1
        ? "guard \(first?.guardName ?? "") refuses \(transition.name): \(first?.reason ?? "")"
        : "\(failures.count) guards refuse \(transition.name)",
      candidates: failures.count == 1
        ? [] : failures.map { "\($0.guardName): \($0.reason); \($0.next)" },
      hint: first?.next, status: .refused)
  }

  private static func next(from status: String, _ edges: [Workflow.Transition]) -> String {
    edges.isEmpty
      ? "nothing leads on from \(status)"
      : "next from \(status): \(edges.map(\.signpost).joined(separator: ", "))"
  }

  /// A commit that was not made.
  init(_ error: CommitRefused) {
    switch error {
    case .operationInProgress(let operation):
      self.init(
        code: "operation-in-progress", message: "\(Self.name(of: operation)) is in progress",
        hint: "finish it first, or write the file only with --no-commit", status: .refused)
    case .missing(let path):
      self.init(
        code: "missing-file", message: "\(path) is not there any more",
        hint: "git restore \(path)", status: .refused)
    case .exists(let path):
      self.init(
        code: "exists", message: "\(path) exists already",
        hint: "move it away, or run the command again for another name", status: .refused)
    case .unmerged(let path):
      self.init(
        code: "conflict", message: "\(path) has an unresolved conflict",
        hint: "`snag settle` shows it; or resolve it and `git add \(path)`", status: .refused)
    case .stagedForDeletion(let path):
      self.init(
        code: "staged-deletion", message: "\(path) is staged for deletion",
        hint: "git restore --staged \(path)", status: .refused)
    case .renamedFromSeveral(let path, let old):
      self.init(
        code: "renamed", message: "git knows the ticket of \(path) at other paths",
        candidates: old, hint: "git mv OLD NEW, and git rm the others", status: .refused)
    case .doesNotApply(let path, let text, let reason):
      self.init(
        code: "does-not-apply",
        message: "the change does not apply to the \(text.rawValue) text of \(path): \(reason)",
        hint: text == .workTree
          ? "look at the ticket again: it has changed since it was read"
          : "commit your own changes first: git commit \(path)", status: .refused)
    case .contended(let ref, let tries):
      self.init(
        code: "contended", message: "others moved \(ref) \(tries) times meanwhile",
        hint: "try again", status: .refused)
    case .noBranch(let name):
      self.init(
        code: "no-branch", message: "there is no branch \(name)", hint: "git branch \(name)",
        status: .usage)
    case .checkedOut(let branch, let place):
      self.init(
        code: "checked-out", message: "branch \(branch) is checked out at \(place)",
        hint: "run the command there: snag -C \(place) …", status: .refused)
    case .noWorkTree:
      self.init(
        code: "no-work-tree", message: "a bare repository has no files to write",
        hint: "leave --no-commit out", status: .usage)
    }
  }

  /// What a person calls an unfinished operation.
  static func name(of operation: String) -> String {
    switch operation {
    case "cherryPick": "a cherry-pick"
    case "applyMailbox", "git am": "`git am`"
    default: "a \(operation)"
    }
  }

  /// A failure of git's.
  init(_ failure: GitFailure) {
    switch failure.kind {
    case .noRepository:
      self.init(
        code: "no-repository", message: "not inside a git repository",
        hint: "git init, then snag init")
    case .owner:
      self.init(
        code: "owner", message: failure.message,
        hint: "if you trust it: git config --global --add safe.directory "
          + (Self.ownedDirectory(in: failure.message) ?? "DIRECTORY"))
    case .unsupported:
      self.init(
        code: "unsupported", message: failure.message,
        hint: "tickets need a repository made with: git init --object-format=sha1")
    case .lockedIndex(let path, let changedAt):
      self.init(
        code: "locked",
        message:
          "the index is locked by another process: \(path) (since \(Timestamp(seconds: changedAt)))",
        hint: "if no git process is running, delete that file", status: .refused)
    case .lockedRef:
      self.init(
        code: "locked", message: failure.message, hint: "try again when the other git is done",
        status: .refused)
    case .identity:
      self.init(
        code: "no-identity", message: "git does not know who you are",
        hint: "git config user.name \"Ada Lovelace\"; git config user.email ada@example.org")
    case .signing:
      self.init(
        code: "signing", message: "the commit could not be signed: \(failure.message)",
        hint: "nothing was changed; see git's commit.gpgsign and user.signingkey")
    case .hook:
      self.init(
        code: "hook", message: "the commit-msg hook refused: \(failure.message)",
        hint: "nothing was changed", status: .refused)
    case .library:
      self.init(
        code: "no-libgit2", message: failure.message,
        hint: "apt install \(Self.libgit2Package(in: failure.message)), or build snag again with "
          + "the libgit2 that is here")
    case .other:
      self.init(
        code: "git", message: failure.message,
        hint: Self.isDiskFull(failure.message)
          ? Self.diskFullHint : "`git status` and `git fsck` may say more")
    }
  }

  /// The package of the version that a message begins with, as Debian and Ubuntu name it.
  private static func libgit2Package(in message: String) -> String {
    message.split(separator: " ").prefix(2).joined(separator: "-")
  }

  /// The directory that a message about an owner begins with, as safe.directory wants it.
  private static func ownedDirectory(in message: String) -> String? {
    guard let end = message.firstRange(of: " belongs to") else { return nil }
    var path = message[..<end.lowerBound]
    for suffix in ["/", "/.git"] where path.hasSuffix(suffix) && path.count > suffix.count {
      path = path.dropLast(suffix.count)
    }
    return String(path)
  }
}

extension Workflow.Transition {
  /// Its name and where it leads, as a person reads them.
  var signpost: String { to.map { "\(name) (-> \($0))" } ?? name }
}
