import TestSupport
import Testing

@testable import SnagCLI

/// What git's line gives the driver, read without ArgumentParser.
@Suite struct MergeDriverCallTests {
  private static let line = [
    "merge-driver", "--for-git", ".merge_file_O", ".merge_file_A", ".merge_file_B", "7",
    ".tickets/k/7/sn-k7m3qx-login.md",
  ]

  @Test func itMeansWhatArgumentParserUnderstands() throws {
    var generator = SeededGenerator(seed: 4)
    let words = [
      "", " ", "7", "+9", "-1", "07", "7.0", "seven", "a b", "it's", "--", "-x", "--output", "help",
      "--help", "ticket=1", "@file", "label:x", "ä\u{301}", "*", "~/x", "\u{F8FF}-x",
    ]
    var taken = 0
    for _ in 0..<400 {
      var arguments = Self.line
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let index = Int.random(in: 2..<arguments.count, using: &generator)
        arguments[index] = words.randomElement(using: &generator) ?? ""
      }
      guard let call = MergeDriverCall(fromGit: arguments) else { continue }
      taken += 1
      let command = try parse(arguments, in: .ofProcess()) as? MergeDriverCommand
      #expect(command?.call == call, "\(arguments)")
    }
    #expect(taken > 40)
  }

  @Test func gitsOwnLineIsTaken() {
    #expect(
      MergeDriverCall(fromGit: Self.line)
        == MergeDriverCall(
          base: ".merge_file_O", ours: ".merge_file_A", theirs: ".merge_file_B", markerSize: 7,
          path: ".tickets/k/7/sn-k7m3qx-login.md", isForGit: true))
  }

  @Test(arguments: [
    ["merge-driver"], ["merge-driver", "--help"], ["merge-driver", "--for-git", "--help"],
    ["-C", "x"] + line, line + ["--output", "x"], line + ["-q"], Array(line.dropLast()),
    line.filter { $0 != "--for-git" }, line.map { $0 == "7" ? "many" : $0 },
    line.map { $0 == "7" ? "--json" : $0 }, line.map { $0 == "merge-driver" ? "merge" : $0 },
  ])
  func everythingElseIsLeftToArgumentParser(arguments: [String]) {
    #expect(MergeDriverCall(fromGit: arguments) == nil)
  }
}
