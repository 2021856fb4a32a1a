import Foundation
import TestSupport
import TicketStore

/// The program in a process of its own that can be told to die: `Tests/CrashProbe`.
enum Probe {
  /// Beside the test program, where the package manager builds everything.
  static let path: String = {
    let program = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    let beside = program.deletingLastPathComponent().appendingPathComponent("CrashProbe").path
    if FileManager.default.isExecutableFile(atPath: beside) { return beside }
    return Bundle.main.bundleURL.deletingLastPathComponent()
      .appendingPathComponent("CrashProbe").path
  }()
}

extension Scene {
  /// Runs the program with the arguments, killing it at a step.
  @discardableResult
  func snag(_ arguments: [String], killedAt step: CommitStep? = nil) throws -> ProgramResult {
    try startSnag(arguments, killedAt: step).wait()
  }

  /// Starts the program; commands separated by `--then` run in one process.
  func startSnag(_ arguments: [String], killedAt step: CommitStep? = nil) throws -> RunningProgram {
    var environment = variables
    environment["SNAG_PROBE_KILL_AT"] = step?.rawValue
    return try start([Probe.path] + arguments, in: directory, environment: environment)
  }
}

extension ProgramResult {
  /// Exit statuses of the commands that the probe ran.
  var statuses: [Int] {
    let line = output.split(separator: "\n").last { $0.hasPrefix("statuses ") } ?? ""
    return line.split(separator: " ").dropFirst().compactMap { Int($0) }
  }
}
