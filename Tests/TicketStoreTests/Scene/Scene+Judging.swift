import Foundation
import TestSupport
import Testing
import TicketStore

/// What is at a path, to compare whole directories by.
struct FileState: Equatable {
  let mode: Int
  let bytes: Data
}

extension Scene {
  /// Everything in the work tree and the git directory except objects, which may be left over.
  func everything() throws -> [String: FileState] {
    var states: [String: FileState] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: scratch.path) {
      guard !path.contains("/objects/") else { continue }
      let full = scratch.path(path)
      let attributes = try FileManager.default.attributesOfItem(atPath: full)
      let type = attributes[.type] as? FileAttributeType
      guard type != .typeDirectory else { continue }
      let bytes =
        type == .typeRegular
        ? try Data(contentsOf: URL(fileURLWithPath: full))
        : Data((try? FileManager.default.destinationOfSymbolicLink(atPath: full))?.utf8 ?? "".utf8)
      states[path] = FileState(
        mode: (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0, bytes: bytes)
    }
    return states
  }

  var status: String { get throws { try git("status", "--porcelain") } }

  /// Names a commit; empty when there is none.
  func id(_ revision: String) throws -> String {
    let result = try gitResult(["rev-parse", "--verify", "-q", revision])
    return result.output.trimmingCharacters(in: .newlines)
  }

  /// Number of commits reachable from a revision.
  func count(_ revision: String = "HEAD") throws -> Int {
    guard try !id(revision).isEmpty else { return 0 }
    return Int(try git("rev-list", "--count", revision).trimmingCharacters(in: .newlines)) ?? -1
  }

  /// The lines a diff adds (`+`) and takes away (`-`), without their places.
  func changedLines(_ diff: String...) throws -> [String] {
    let result = try gitResult(["diff", "-U0", "--no-color", "--no-renames"] + diff)
    return result.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      .filter { line in
        ["+", "-"].contains(line.prefix(1)) && !line.hasPrefix("+++ ") && !line.hasPrefix("--- ")
      }
  }

  /// Expects that git finds nothing wrong with a revision, or with everything.
  ///
  /// git 2.39 finds trees of its own missing that a sparse index names; a revision leaves them out.
  func expectSound(
    only root: String? = nil, _ location: SourceLocation = #_sourceLocation
  ) throws {
    let result = try gitResult(
      ["fsck", "--strict", "--no-dangling", "--no-progress"] + (root.map { [$0] } ?? []))
    #expect(result.status == 0, "\(result.output)\(result.errors)", sourceLocation: location)
    #expect(!result.output.contains("error"), "\(result.output)", sourceLocation: location)
  }

  /// Expects exactly one commit since, touching exactly these paths, with the plan's trailer.
  func expectOneCommit(
    since old: String, on revision: String = "HEAD", paths: [String] = [Scene.ticket],
    ticket: String? = "sn-k7m3qx", soundness root: String? = nil,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let shown = try git(
      "show", "--format=%P%n%(trailers:only)%x1e", "--name-only", "--no-renames", revision, "--")
    let parts = shown.split(separator: "\u{1e}")
    let head = parts[0].split(separator: "\n", omittingEmptySubsequences: false)
    #expect(head[0] == old, "one commit on top of the old tip", sourceLocation: location)
    #expect(
      head.dropFirst().filter { !$0.isEmpty } == (ticket.map { ["Ticket: \($0)"] } ?? []),
      sourceLocation: location)
    #expect(
      parts[1].split(separator: "\n").map(String.init).sorted() == paths.sorted(),
      sourceLocation: location)
    try expectSound(only: root, location)
    #expect(!exists(".git/index.lock"), sourceLocation: location)
    #expect(!exists(".git/snag/journal"), sourceLocation: location)
  }
}

extension CommitOutcome {
  /// The commit's report; nil when none was made.
  var report: CommitReport? {
    if case .committed(let report) = self { return report }
    return nil
  }
}

extension CommitRefused {
  /// The text to which an edit does not apply; nil for other reasons.
  var text: TextKind? {
    if case .doesNotApply(_, let text, _) = self { return text }
    return nil
  }
}
