import Foundation
import TestSupport
import Testing

/// git with a program that is missing, too old or broken: markers, never one side in silence.
@Suite struct GitFallbackTests {
  /// A merge of edits that disagree, with this program under the name `snag`, or none.
  private func merge(_ program: String?) throws -> MergeWorld.Merged {
    let world = try MergeWorld()
    // git finds its own programs without PATH; the driver's line needs git and a shell.
    let folder = world.world.scratch.path("bin")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    for name in ["git", "sh"] {
      let found = try TestSupport.run(["sh", "-c", "command -v \(name)"], in: folder).output
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/\(name)", withDestinationPath: String(found.dropLast()))
    }
    if let program {
      try Data("#!/bin/sh\n\(program)\n".utf8).write(to: URL(fileURLWithPath: "\(folder)/snag"))
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: "\(folder)/snag")
    }
    world.environment["PATH"] = folder
    return try Transport.merge.carry(.assignees, in: world)
  }

  @Test(arguments: [
    nil, "echo 'error: unknown verb merge-driver' >&2; exit 2", "kill -ILL $$", "kill -PIPE $$",
    "exit 129", "exit 1", "exit 0",
  ])
  func markersStandWhereTheProgramDoesNotHelp(program: String?) throws {
    let merged = try merge(program)
    #expect(merged.result.status == 1)
    #expect(merged.result.output.contains("CONFLICT (content)"), "\(merged.result.errors)")
    let text = try #require(merged.text)
    #expect(
      text.contains(
        """
        <<<<<<< ours
        assignee: bob
        ||||||| base
        assignee:
        =======
        assignee: carol
        >>>>>>> theirs

        """), "\(text)")
    #expect(merged.unmerged.split(separator: "\n").count == 3)
  }

  @Test func theProgramsOwnAnswerIsTaken() throws {
    let clean = try merge("echo joined > \"$4\"; exit 40")
    #expect(clean.result.status == 0, "\(clean.result.errors)")
    #expect(clean.text == "joined\n")
    let conflict = try merge("echo joined > \"$4\"; exit 41")
    #expect(conflict.result.status == 1)
    #expect(conflict.text == "joined\n")
  }
}
