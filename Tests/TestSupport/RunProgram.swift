import Foundation

/// What a finished program left behind.
package struct ProgramResult: Sendable {
  /// Bytes of standard output, decoded as UTF-8.
  package let output: String
  /// Bytes of standard error, decoded as UTF-8.
  package let errors: String
  /// Exit status; for a program ended by a signal, 128 plus the signal.
  package let status: Int32
}

/// A program that had to succeed and did not.
package struct ProgramFailed: Error, CustomStringConvertible {
  package let description: String
}

/// The environment of test programs: no user or system git configuration, a fixed author, UTC.
package let isolatedEnvironment: [String: String] = [
  "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
  "HOME": "/nonexistent",
  "TZ": "UTC",
  "LC_ALL": "C",
  "GIT_CONFIG_NOSYSTEM": "1",
  "GIT_CONFIG_GLOBAL": "/dev/null",
  "GIT_AUTHOR_NAME": "Ada",
  "GIT_AUTHOR_EMAIL": "ada@example.org",
  "GIT_AUTHOR_DATE": "2026-11-20T09:15:00Z",
  "GIT_COMMITTER_NAME": "Ada",
  "GIT_COMMITTER_EMAIL": "ada@example.org",
  "GIT_COMMITTER_DATE": "2026-11-20T09:15:00Z",
]

/// Runs a program found on PATH and waits for it; both outputs are drained while it runs.
package func run(
  _ arguments: [String], in directory: String, environment: [String: String] = isolatedEnvironment,
  input: String = ""
) throws -> ProgramResult {
  try start(arguments, in: directory, environment: environment, input: input).wait()
}

/// Starts a program found on PATH; several may run at once.
package func start(
  _ arguments: [String], in directory: String, environment: [String: String] = isolatedEnvironment,
  input: String = ""
) throws -> RunningProgram {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = arguments
  process.currentDirectoryURL = URL(fileURLWithPath: directory)
  process.environment = environment
  let output = Pipe()
  let errors = Pipe()
  let standardInput = Pipe()
  process.standardOutput = output
  process.standardError = errors
  process.standardInput = standardInput
  try process.run()
  try standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
  try standardInput.fileHandleForWriting.close()
  return RunningProgram(process, output: DrainedPipe(output), errors: DrainedPipe(errors))
}

/// A program that was started and not yet waited for.
package final class RunningProgram {
  private let process: Process
  private let output: DrainedPipe
  private let errors: DrainedPipe

  fileprivate init(_ process: Process, output: DrainedPipe, errors: DrainedPipe) {
    self.process = process
    self.output = output
    self.errors = errors
  }

  /// Waits for the program's end.
  package func wait() -> ProgramResult {
    let outputBytes = output.wait()
    let errorBytes = errors.wait()
    process.waitUntilExit()
    let signalled = process.terminationReason == .uncaughtSignal
    return ProgramResult(
      output: String(decoding: outputBytes, as: UTF8.self),
      errors: String(decoding: errorBytes, as: UTF8.self),
      status: process.terminationStatus + (signalled ? 128 : 0))
  }
}

/// Runs `git` in the isolated environment; throws with its standard error when it fails.
@discardableResult
package func git(
  _ arguments: String..., in directory: String,
  environment: [String: String] = isolatedEnvironment, input: String = ""
) throws -> String {
  let result = try run(
    ["git"] + arguments, in: directory, environment: environment, input: input)
  guard result.status == 0 else {
    throw ProgramFailed(
      description: "git \(arguments.joined(separator: " ")): \(result.status)\n\(result.errors)")
  }
  return result.output
}

/// Reads a pipe to its end on a thread of its own.
private final class DrainedPipe: @unchecked Sendable {
  // Safe: `bytes` is written once before `done` is signalled and read only after it.
  private var bytes = Data()
  private let done = DispatchSemaphore(value: 0)

  init(_ pipe: Pipe) {
    let handle = pipe.fileHandleForReading
    Thread.detachNewThread {
      self.bytes = handle.readDataToEndOfFile()
      self.done.signal()
    }
  }

  func wait() -> Data {
    done.wait()
    return bytes
  }
}
