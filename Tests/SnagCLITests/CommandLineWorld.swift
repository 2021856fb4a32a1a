import Foundation
import SnagCLI
import TestSupport
import Testing
import TicketModel

/// A scratch repository and a program whose clock, ids and terminal are fixed.
///
/// The clock advances one second with each command.
final class CommandLineWorld {
  let scratch: ScratchDirectory
  /// Absolute path of the directory that commands run in.
  var directory: String
  /// Without dates for git: commits are made at the clock's time.
  var variables = isolatedEnvironment.filter { !$0.key.hasSuffix("_DATE") }
  var input = ""
  /// What a person types line by line; nil when standard input is no terminal.
  var typed: [String]?
  /// Columns of the terminal; nil when output goes to a pipe.
  var terminalWidth: Int?
  /// Everything that was run and said, since the beginning or the last ``takeTranscript()``.
  private(set) var transcript = ""
  private var seconds: Int64 = 1_795_252_500  // 2026-11-21T09:15:00Z
  private let random = SharedGenerator()

  /// What one run of the program left behind.
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String

    /// The answer without its line feed, such as an id.
    var line: String { output.hasSuffix("\n") ? String(output.dropLast()) : output }
    /// Both outputs.
    var everything: String { output + errors }
  }

  /// Makes `webshop`, a repository on branch main; `init` sets tickets up in it.
  init(isSetUp: Bool = true, gitOptions: String...) throws {
    scratch = try ScratchDirectory()
    directory = scratch.path("webshop")
    if isSetUp {
      let template = try Self.template.get()
      try FileManager.default.copyItem(atPath: template.path("webshop"), toPath: directory)
      seconds += 1
      return
    }
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: false)
    let made = try TestSupport.run(
      ["git", "init", "-q", "-b", "main", "--template="] + gitOptions, in: directory)
    try #require(made.status == 0, "\(made.errors)")
  }

  /// A repository with tickets set up, made once and copied.
  private static let template = Result {
    let world = try CommandLineWorld(isSetUp: false)
    let outcome = world.snag("init")
    try #require(outcome.status == 0, "\(outcome.errors)")
    return world.scratch
  }

  /// Runs the program once.
  @discardableResult
  func snag(_ arguments: String...) -> Outcome { snag(arguments) }

  /// Runs the program once.
  @discardableResult
  func snag(_ arguments: [String]) -> Outcome {
    seconds += 1
    let now = Timestamp(seconds: seconds)
    var output = ""
    var errors = ""
    let bytes = Array(input.utf8)
    let (typed, width) = (typed, terminalWidth)
    var lines = (typed ?? [])[...]
    let context = Context(
      directory: directory, variables: variables, readInput: { bytes },
      readLine: { lines.popFirst() },
      writeOutput: { output += $0 }, writeError: { errors += $0 },
      terminal: .init(
        isOutput: width != nil, isInput: typed != nil, isError: width != nil, width: width ?? 100),
      now: { now }, offsetMinutes: 0, random: random, sleep: { _ in })
    let status = SnagCLI.run(arguments, in: context)
    let outcome = Outcome(status: status, output: output, errors: errors)
    record(arguments, outcome)
    return outcome
  }

  /// Runs a command that has to succeed and returns its answer's line.
  @discardableResult
  func ok(_ arguments: String..., at location: SourceLocation = #_sourceLocation) -> String {
    let outcome = snag(arguments)
    #expect(outcome.status == 0, "\(arguments): \(outcome.errors)", sourceLocation: location)
    return outcome.line
  }

  /// Runs git in the directory.
  @discardableResult
  func git(_ arguments: String...) throws -> String {
    let result = try TestSupport.run(["git"] + arguments, in: directory)
    try #require(result.status == 0, "git \(arguments): \(result.errors)")
    return result.output
  }

  /// Writes a file below the directory.
  func write(_ text: String, to path: String) throws {
    let url = URL(fileURLWithPath: "\(directory)/\(path)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// Returns the text of a file below the directory; nil when it is not there.
  func read(_ path: String) -> String? {
    try? String(contentsOfFile: "\(directory)/\(path)", encoding: .utf8)
  }

  /// Path of the file of a ticket, below the directory.
  func path(of id: String) -> String { snag("show", id, "--json=path").member("path") ?? "" }

  /// Every file of the repository and of git's, by path with its bytes; reading refreshes nothing.
  func everyFile() throws -> [String: Data] {
    var files: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: directory) {
      files[path] = FileManager.default.contents(atPath: "\(directory)/\(path)") ?? Data()
    }
    return files
  }

  /// Returns the transcript so far and starts a new one.
  func takeTranscript() -> String {
    defer { transcript = "" }
    return transcript.replacingOccurrences(of: scratch.path, with: "/SCRATCH")
  }

  /// Tabs are shown as `⇥`, standard error's lines begin with `! `.
  private func record(_ arguments: [String], _ outcome: Outcome) {
    let words = arguments.map { word in
      word.isEmpty || word.contains { " \"'@$%*()<>|\n".contains($0) } ? "'\(word)'" : word
    }
    transcript += "$ snag \(words.joined(separator: " "))\n"
    transcript += outcome.output.replacingOccurrences(of: "\t", with: "⇥")
    if !outcome.output.isEmpty, !outcome.output.hasSuffix("\n") { transcript += "¶\n" }
    for line in outcome.errors.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      transcript += "! \(line)\n"
    }
    if outcome.status != 0 { transcript += "(exit \(outcome.status))\n" }
  }
}

extension CommandLineWorld.Outcome {
  /// The first value of a member's name in JSON output, when it is a string.
  func member(_ name: String) -> String? {
    let parts = output.components(separatedBy: "\"\(name)\":\"")
    return parts.count > 1 ? parts[1].components(separatedBy: "\"")[0] : nil
  }

  /// The output as a JSON object.
  func json(at location: SourceLocation = #_sourceLocation) throws -> [String: Any] {
    try Self.object(output, at: location)
  }

  /// Standard error as a JSON object.
  func errorJSON(at location: SourceLocation = #_sourceLocation) throws -> [String: Any] {
    try Self.object(errors, at: location)
  }

  private static func object(_ text: String, at location: SourceLocation) throws -> [String: Any] {
    let value = try? JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(
      value as? [String: Any], "not one JSON object: \(text)", sourceLocation: location)
  }
}

/// One sequence of ids for all runs of a world.
private final class SharedGenerator: RandomNumberGenerator {
  private var generator = SeededGenerator(seed: 7)

  func next() -> UInt64 { generator.next() }
}

/// Expects a text that is kept in the test.
func expectSnapshot(
  _ actual: String, _ expected: String, at location: SourceLocation = #_sourceLocation
) {
  if let difference = Snapshot.difference(actual, from: expected) {
    Issue.record("\(difference)", sourceLocation: location)
  }
}

/// Expects a text that is kept in `Snapshots`.
func expectSnapshot(
  _ actual: String, named name: String, at location: SourceLocation = #_sourceLocation
) throws {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
  let path = "\(folder)/Snapshots/\(name).txt"
  if let difference = try Snapshot.difference(actual, fromFile: path) {
    Issue.record("\(difference)", sourceLocation: location)
  }
}
