import ArgumentParser
import TicketStore

/// Options of a transition that makes or checks out the ticket's branch.
struct BranchOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Begin a new branch at this revision.", valueName: "rev"))
  var from: String?

  @Flag(help: "Stay on the current branch.")
  var noBranch = false

  @Option(
    help: ArgumentHelp(
      "Use a new work tree, by default beside this one; its path is printed.",
      valueName: "directory"))
  var worktree: String?

  @Flag(help: "Go on with work you have begun elsewhere.")
  var resume = false

  @Flag(help: "Take over work that somebody else has begun.")
  var take = false

  func validate() throws {
    let others = [
      ("--from", from != nil), ("--worktree", worktree != nil), ("--resume", resume),
    ]
    if noBranch, let other = others.first(where: \.1) {
      throw ValidationError("--no-branch and \(other.0) exclude each other")
    }
    if resume, take { throw ValidationError("--resume and --take exclude each other") }
    if let worktree, worktree.isEmpty {
      throw ValidationError("--worktree= needs a directory, or leave the = out")
    }
  }

  /// The first option that was given and makes sense only for a transition with a branch.
  var given: String? {
    if from != nil { return "--from" }
    if noBranch { return "--no-branch" }
    if worktree != nil { return "--worktree" }
    return resume ? "--resume" : take ? "--take" : nil
  }

  /// What to do about work that somebody has begun.
  var mode: StartRequest.Mode { take ? .take : resume ? .resume : .begin }

  /// No option given.
  static var none: BranchOptions {
    var options = BranchOptions()
    options.from = nil
    options.noBranch = false
    options.worktree = nil
    options.resume = false
    options.take = false
    return options
  }
}
