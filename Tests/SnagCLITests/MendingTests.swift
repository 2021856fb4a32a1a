import Foundation
import SnagCLI
import TestSupport
import Testing

@Suite struct MendingTests {
  /// Two tickets that lack a key, and their paths.
  private func world() throws -> (world: CommandLineWorld, paths: [String]) {
    let world = try CommandLineWorld()
    let paths = ["One", "Two"].map { world.path(of: world.ok("new", $0)) }
    for path in paths {
      let text = try #require(world.read(path))
      try world.write(text.replacingOccurrences(of: "labels:\n", with: ""), to: path)
    }
    try world.git("commit", "-q", "-a", "-m", "break")
    return (world, paths)
  }

  @Test func onlyTheNamedFilesAreMended() throws {
    let (world, paths) = try world()
    let outcome = world.snag("check", "--fix", paths[0])
    #expect(outcome.errors.contains("mend 1 ticket"), "\(outcome.errors)")
    #expect(try world.git("diff", "--name-only", "HEAD~1") == "\(paths[0])\n")
  }

  @Test func oneRunMendsWhatMendingLaysOpen() throws {
    let (world, paths) = try world()
    let text = try #require(world.read(paths[0]))
    try world.write(
      text.replacingOccurrences(of: "title: One\n", with: "title: a: b\n")
        .replacingOccurrences(of: "status: new\n", with: "status: in-progress\n"), to: paths[0])
    try world.git("commit", "-q", "-a", "-m", "break more")
    let before = Int(try world.git("rev-list", "--count", "HEAD").dropLast()) ?? 0
    world.snag("check", "--fix")
    #expect(world.snag("check", "--fix").errors.contains("nothing to mend"))
    #expect(world.snag("check").status == 0)
    #expect(try world.git("rev-list", "--count", "HEAD") == "\(before + 1)\n")
  }
}
