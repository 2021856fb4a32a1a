package import TicketModel
package import TicketStore

/// The world around one run of the program: nothing below this reads the process's own.
package struct Context {
  /// Absolute path of the directory the person is in.
  package var directory: String
  /// Environment variables.
  package var variables: [String: String]
  /// Reads standard input to its end.
  package var readInput: () -> [UInt8]
  /// Reads a line of standard input, without its end; nil at the end of the input.
  package var readLine: () -> String?
  /// Writes to standard output.
  package var writeOutput: (String) -> Void
  /// Writes to standard error.
  package var writeError: (String) -> Void
  /// What the outputs are connected to; found out when it is asked for.
  package var terminal: Terminal { makeTerminal() }
  private let makeTerminal: () -> Terminal
  /// The current time.
  package var now: () -> Timestamp
  /// Minutes the person's clock is ahead of UTC; found out when it is asked for.
  package var offsetMinutes: Int { makeOffset() }
  private let makeOffset: () -> Int
  /// Source of ids.
  package var random: any RandomNumberGenerator
  /// Waits so many milliseconds.
  package var sleep: (Int) -> Void
  /// Absolute path of this very program; nil if unknown.
  package var program: String?
  /// Its folder, where git finds it although it may not be on PATH.
  var programFolder: String? {
    program.flatMap { program in program.lastIndex(of: "/").map { String(program[..<$0]) } }
  }
  /// Called at each point of the commit protocol; tests kill the process here.
  package var onStep: (CommitStep) -> Void

  /// What the program talks to.
  package struct Terminal: Sendable {
    /// Whether standard output is a terminal; decides decoration, never content.
    package var isOutput: Bool
    /// Whether standard input is a terminal; without one nothing may ask.
    package var isInput: Bool
    /// Whether standard error is a terminal.
    package var isError: Bool
    /// Columns of the terminal.
    package var width: Int

    /// Describes a terminal, or the lack of one.
    package init(isOutput: Bool, isInput: Bool, isError: Bool, width: Int) {
      self.isOutput = isOutput
      self.isInput = isInput
      self.isError = isError
      self.width = width
    }
  }

  /// Makes a context from its parts; `terminal` and `offsetMinutes` are made when they are asked for.
  package init(
    directory: String, variables: [String: String], readInput: @escaping () -> [UInt8],
    readLine: @escaping () -> String? = { nil },
    writeOutput: @escaping (String) -> Void, writeError: @escaping (String) -> Void,
    terminal: @autoclosure @escaping () -> Terminal, now: @escaping () -> Timestamp,
    offsetMinutes: @autoclosure @escaping () -> Int,
    random: any RandomNumberGenerator, sleep: @escaping (Int) -> Void,
    program: String? = nil, onStep: @escaping (CommitStep) -> Void = { _ in }
  ) {
    self.directory = directory
    self.variables = variables
    self.readInput = readInput
    self.readLine = readLine
    self.writeOutput = writeOutput
    self.writeError = writeError
    makeTerminal = terminal
    self.now = now
    makeOffset = offsetMinutes
    self.random = random
    self.sleep = sleep
    self.program = program
    self.onStep = onStep
  }

  /// What the store may know of the world.
  var storeEnvironment: StoreEnvironment {
    var environment = StoreEnvironment(
      variables: variables, now: now, offsetMinutes: offsetMinutes, random: random, sleep: sleep,
      onStep: onStep)
    environment.verbs = TransitionVerbs(taken: SnagCommand.hidingVerbs)
    return environment
  }
}
