import ArgumentParser
import TicketDocument
import TicketImport
import TicketModel
import TicketQuery
import TicketStore

extension ErrorReport {
  /// Says what an error means and what to do; the only place that does.
  init(_ error: any Error) {
    switch error {
    case let error as CommandError: self = error.report
    case let error as TicketTransitionRefused: self.init(error.refusal, id: error.id)
    case let error as TransitionRefused: self.init(error, id: nil)
    case let error as TicketNotFound: self.init(error)
    case let error as NoTicketOfBranch: self.init(error)
    case let error as StartNotPossible: self.init(error.refusal, verb: error.verb)
    case let error as StartRefused: self.init(error, verb: "start")
    case let error as CommitRefused: self.init(error)
    case let error as SyncRefused: self.init(error)
    case let error as QueryError: self.init(error)
    case let error as AssignmentRefused: self.init(error)
    case let error as FieldValueRefused:
      self.init(error)
    case let error as ConfigurationError: self.init(problem: Problem(error))
    case let error as TicketFileRefused: self.init(problem: error.problem)
    case is NoTickets, is NoWorkflows:
      self.init(
        code: "no-tickets", message: "no tickets in this repository yet",
        hint: "`snag init` sets them up")
    case let error as ForeignTickets:
      self.init(
        code: "foreign-tickets",
        message: ".tickets holds \(plural(error.paths.count, "file")) of another tool",
        candidates: Array(error.paths.prefix(5)),
        hint: "`snag init --adopt` takes over tickets of the tool tk in one commit",
        status: .refused)
    case let error as RevisionMissing where error.name.hasPrefix("refs/heads/"):
      self.init(.noBranch(String(error.name.dropFirst(11))) as CommitRefused)
    case let error as RevisionMissing where error.name == "HEAD":
      self.init(
        code: "unborn", message: "there is no commit yet", hint: "git commit", status: .usage)
    case let error as RevisionMissing:
      self.init(
        code: "unknown-revision", message: "git knows no revision \(error.name)",
        hint: "`git branch -a` lists branches", status: .usage)
    case let error as NothingBefore:
      self.init(
        code: "unknown-revision",
        message: "there is no commit before \(error.moment) on \(error.branch)"
          + (error.isCut ? " in this clone, whose history is cut off" : ""),
        hint: error.isCut
          ? "`git fetch --unshallow` brings the rest"
          : "`git log --reverse \(shellQuoted(error.branch))` shows the first ones",
        status: .usage)
    case let error as NoMergeBase:
      self.init(
        code: "no-merge-base",
        message: "\(error.revisions.joined(separator: " and ")) have no common ancestor",
        hint: "compare the two as they are: snag diff \(error.revisions.joined(separator: ".."))")
    case let error as NoActor: self.init(error)
    case let error as FileError:
      self.init(
        code: "file", message: "cannot \(error.operation) \(error.path): \(error.reason)",
        hint: Self.isDiskFull(error.reason) ? Self.diskFullHint : "nothing was changed")
    case let error as FolderRefused: self.init(error)
    case let error as FileTooLarge:
      self.init(
        code: "file", message: "\(error.path) is larger than \(error.limit >> 20) MiB",
        hint: "keep large texts in files of their own, and name them in the ticket")
    case let error as ProgramError:
      self.init(
        code: "program",
        message: "\(error.program) failed with status \(error.status)",
        detail: error.errors.split(whereSeparator: \.isNewline).map(String.init),
        hint: "run it by hand to see more")
    case let error as ImportError: self.init(error)
    default: self = Self.other(error)
    }
  }

  private static func other(_ error: any Error) -> ErrorReport {
    if let failure = GitFailure(error) { return ErrorReport(failure) }
    if SnagCommand.exitCode(for: error) == .validationFailure {
      return ErrorReport(misuse: SnagCommand.message(for: error))
    }
    return ErrorReport(
      code: "internal", message: "\(error)", hint: "SNAG_TRACE=1 shows where it came from")
  }

  /// Whether a reason, as the system words it, is a full disk.
  static func isDiskFull(_ reason: String) -> Bool {
    reason.lowercased().contains("no space left on device")
  }

  static let diskFullHint = "nothing was changed; make room on the disk and try again"

  private init(problem: Problem) {
    self.init(
      code: problem.rule,
      message: "\(problem.path):\(problem.position.line):\(problem.position.column): "
        + problem.message,
      hint: problem.fix ?? "`snag check` lists what is wrong")
  }

  private init(_ error: FolderRefused) {
    let isLink = error.kind == .symbolicLink
    self.init(
      code: "folder",
      message: isLink
        ? "\(error.path) is a symbolic link, which is not followed"
        : "\(error.path) is a file where a directory should be",
      hint: isLink ? "replace it by a directory that git tracks" : "move it away, then `snag init`",
      status: .refused)
  }

  private init(_ error: NoActor) {
    self.init(
      code: "no-identity",
      message: error.unusable.map { "\($0) cannot be a handle: use one word without commas" }
        ?? "git does not know who you are",
      hint: error.unusable == nil
        ? "git config user.name \"Ada Lovelace\"; git config user.email ada@example.org"
        : "git config snag.actor ada")
  }

  private init(_ error: TicketNotFound) {
    switch error {
    case .missing(let typed, let nearest):
      self.init(
        code: "not-found", message: "no ticket \(typed)", candidates: nearest.map(\.text),
        hint: nearest.isEmpty ? "`snag list` shows open tickets" : "did you mean \(nearest[0])?",
        status: .notFound)
    case .ambiguous(let typed, let candidates):
      self.init(
        code: "ambiguous", message: "\(typed) could be any of \(candidates.count) tickets",
        candidates: candidates.prefix(10).map(\.text), hint: "type more of the id",
        status: .notFound)
    case .tooShort(let typed):
      self.init(
        code: "too-short",
        message: typed.allSatisfy(\.isWhitespace)
          ? "an empty id names no ticket" : "\(typed) is too short for an id",
        hint: "type at least \(TicketIDLookup.minimumSymbols) symbols", status: .notFound)
    case .shared(let id, let paths):
      self.init(
        code: "duplicate-id", message: "\(id) is the id of \(paths.count) files",
        candidates: paths, hint: "snag settle \(id)", status: .notFound)
    case .unreadable(_, let problem):
      self.init(problem: problem)
    }
  }

  private init(_ error: AssignmentRefused) {
    switch error {
    case .unknownField(let name, let nearest):
      self.init(
        code: "unknown-field", message: "unknown field \(name)", candidates: nearest,
        choices: FieldSchema.all.map(\.name.rawValue),
        hint: nearest.first.map { "did you mean \($0)?" }
          ?? "a field of your own is named under fields: in .tickets/config.yml first",
        status: .usage)
    case .immutable(let name):
      self.init(
        code: "immutable-field", message: "\(name) never changes",
        hint: "make another ticket with `snag new` and link it with related", status: .refused)
    case .statusNeedsTransition(let value):
      self.init(statusOf: "ID", assigned: value)
    case .notAList(let name):
      self.init(
        code: "not-a-list", message: "\(name) holds one value", hint: "write \(name)=value",
        status: .usage)
    case .value(let refused): self.init(refused)
    }
  }

  /// A status that was assigned like a field.
  init(statusOf id: String, assigned status: String) {
    self.init(
      code: "status", message: "the status changes by transitions",
      hint: "snag move \(id) \(status.isEmpty ? "STATUS" : status)", status: .usage)
  }

  private init(_ error: FieldValueRefused) {
    let hint: String? =
      switch error.reason {
      case .controlCharacter: "write \(error.field) as one line of plain text"
      case .tooLong: "keep it short; the rest belongs into the body: -m or -F"
      case .empty: "give the ticket a title"
      case .malformed(let expected): "\(error.field)= takes \(expected)"
      }
    self.init(code: "bad-value", message: "\(error)", hint: hint, status: .usage)
  }

  private init(_ error: ImportError) {
    let place = error.path.isEmpty ? "" : "\(error.path):\(error.line): "
    self.init(
      code: "import", message: place + error.message,
      hint: error.fix ?? "nothing was imported")
  }
}
