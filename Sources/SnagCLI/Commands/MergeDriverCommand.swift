import ArgumentParser

/// Merges three versions of a ticket, as git calls a merge driver.
struct MergeDriverCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "merge-driver",
    abstract: "Merge three versions of a ticket; git calls this.",
    discussion: """
      Joins what two sides did to a ticket and writes the result over OURS. Exits 0 when nobody \
      needs to look at it, 1 when the sides disagree, which it says; with any other status it has \
      written nothing. An empty BASE stands for none. `snag init` tells git of it, with --for-git, \
      so that no other program of this name passes for it.

      EXAMPLE
        snag merge-driver base.md ours.md theirs.md 7 .tickets/sn-k7m3qx-login.md
      """)

  @Argument(help: "File of the version both sides started from (%O).")
  var base: String

  @Argument(help: "File of one side's version (%A).")
  var ours: String

  @Argument(help: "File of the other side's version (%B).")
  var theirs: String

  @Argument(help: "Length of conflict markers, from 7 on (%L).")
  var markerSize: Int

  @Argument(help: "Path of the ticket in the repository (%P).")
  var path: String

  @Option(help: "Write the result to this file instead of OURS.")
  var output: String?

  @Flag(help: "Exit 40 for 0 and 41 for 1, as the command that init gives git expects.")
  var forGit = false

  /// What was asked for.
  var call: MergeDriverCall {
    MergeDriverCall(
      base: base, ours: ours, theirs: theirs, markerSize: markerSize, path: path, output: output,
      isForGit: forGit)
  }

  func run(in session: Session) throws {
    let status = call.run(in: session.directory, session.context, say: session.say)
    if status != .success { throw status }
  }
}
