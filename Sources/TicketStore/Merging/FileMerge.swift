import GitKit
import TicketDocument
package import TicketMerge
import TicketModel

/// One run of the merge driver: three files joined into one, without opening the repository.
///
/// git runs it once for each ticket, so nothing is read here but the files and the workflows.
package struct FileMerge {
  /// Absolute path of the common ancestor; an empty file stands for none.
  package let base: String
  /// Absolute path of one side.
  package let ours: String
  /// Absolute path of the other side.
  package let theirs: String
  /// Length of conflict markers.
  package let markerSize: Int
  /// Where the result will stand in the repository.
  package let path: String

  /// What became of it.
  package struct Outcome: Sendable {
    /// The joined text.
    package let bytes: [UInt8]
    /// What a person has to look at.
    package let conflicts: [MergeConflict]
  }

  /// Describes a merge.
  package init(base: String, ours: String, theirs: String, markerSize: Int, path: String) {
    self.base = base
    self.ours = ours
    self.theirs = theirs
    self.markerSize = markerSize
    self.path = path
  }

  /// Merges the files and writes nothing.
  ///
  /// - Parameters:
  ///   - root: absolute path of the work tree's top, where git runs drivers; its workflows count as
  ///     far as they can be read.
  ///   - variables: environment variables of `git merge-file`.
  /// - Returns: the joined text and what disagrees.
  /// - Throws: `FileError`, `FileTooLarge` or ``ProgramError``.
  package func run(in root: String, _ variables: [String: String]) throws -> Outcome {
    guard Workspace.isTicketPath(path) else { return try mergedByLines(in: root, variables) }
    let base = try Files.read(base)
    let ours = try Files.read(ours)
    let theirs = try Files.read(theirs)
    // Reading the workflows takes as long as all the rest.
    let workflows =
      Self.differsInStatus(base, ours, theirs)
      ? WorkflowSet(readableWorkflowsIn: root) : WorkflowSet([])
    let result = TicketMerger(workflows: workflows, markerSize: markerSize)
      .merge(base: base.isEmpty ? nil : base, ours: ours, theirs: theirs, path: path)
    return Outcome(bytes: result.bytes, conflicts: result.conflicts)
  }

  /// Whether both sides changed the status or what hangs on it; only then workflows count.
  ///
  /// Values that an earlier merge recorded take part in it, too.
  private static func differsInStatus(
    _ base: [UInt8], _ ours: [UInt8], _ theirs: [UInt8]
  ) -> Bool {
    let keys = FieldSchema.all.filter { $0.merge == .statusGroup }.map(\.name.rawValue)
    guard let ourDocument = try? TicketDocument(parsing: ours),
      let theirDocument = try? TicketDocument(parsing: theirs)
    else { return false }
    if [ourDocument, theirDocument].contains(where: { $0.entry("conflicts") != nil }) {
      return true
    }
    let (ours, theirs) = (keys.map(ourDocument.rawValue), keys.map(theirDocument.rawValue))
    if ours == theirs { return false }
    guard let base = try? TicketDocument(parsing: base) else { return true }
    let before = keys.map(base.rawValue)
    return ours != before && theirs != before
  }

  /// What git would have done with a file that is no ticket.
  private func mergedByLines(
    in root: String, _ variables: [String: String]
  ) throws -> Outcome {
    let command =
      ["git", "merge-file", "-p", "-q", "-L", "ours", "-L", "base", "-L", "theirs"]
      + ["--marker-size=\(markerSize)", ours, base, theirs]
    let result = try ProgramRunner(environment: variables, directory: root)
      .run(command)
    // The number of conflicts, or 255.
    guard result.status < 128 else {
      throw ProgramError(
        program: "git merge-file", status: result.status, errors: result.errorText)
    }
    return Outcome(
      bytes: result.output,
      conflicts: result.status == 0 ? [] : [.prose(count: Int(result.status))])
  }
}

extension Files {
  /// Puts a file in place of another so that no reader sees half of it; not safe against power loss.
  ///
  /// - Parameters:
  ///   - path: absolute path of the file, in a folder that exists.
  ///   - bytes: the new contents.
  /// - Throws: `GitError`; the old file is then untouched.
  package static func replace(_ path: String, with bytes: [UInt8]) throws {
    try atomicWrite(bytes, to: path, isSynced: false)
  }
}
