import GitKit

/// Messages to people that wait to be handed over, and those that were, in git's common directory.
///
/// A message is a file by a name that says what it is about. It is noted as sent before it is handed
/// over: a command that is killed in between loses a message, and never sends one twice. One that
/// fails puts it back.
package struct Outbox {
  private let waiting: String
  private let sent: String

  init(commonDirectory: String) {
    waiting = "\(commonDirectory)/snag/outbox"
    sent = "\(commonDirectory)/snag/sent"
  }

  /// Puts a message in, unless one of that name is or was there.
  ///
  /// - Parameters:
  ///   - bytes: the message.
  ///   - name: its file name.
  /// - Returns: whether it is new.
  /// - Throws: `FileError`, `GitError`.
  @discardableResult
  package func put(_ bytes: [UInt8], named name: String) throws -> Bool {
    guard Files.kind(of: "\(sent)/\(name)") == nil else { return false }
    try Files.makeDirectories(waiting)
    return try atomicCreate(bytes, at: "\(waiting)/\(name)")
  }

  /// Takes a message back that nobody has sent.
  package func withdraw(_ name: String) throws { try Files.delete("\(waiting)/\(name)") }

  /// The names of the messages that wait, sorted.
  package func names() throws -> [String] {
    try (Files.list(waiting) ?? []).filter { $0.kind == .file && $0.name.hasSuffix(".eml") }
      .map(\.name).sorted()
  }

  /// The bytes of a message that waits.
  package func message(named name: String) throws -> [UInt8] {
    try Files.read("\(waiting)/\(name)")
  }

  /// Hands a message over, if nobody else has meanwhile.
  ///
  /// - Parameters:
  ///   - name: the message's.
  ///   - deliver: hands it over; what it throws puts the message back.
  /// - Returns: whether it was this call that handed it over.
  /// - Throws: what `deliver` throws, `FileError`, `GitError`.
  package func send(_ name: String, by deliver: ([UInt8]) throws -> Void) throws -> Bool {
    guard let bytes = try Files.readIfPresent("\(waiting)/\(name)") else { return false }
    try Files.makeDirectories(sent)
    // An empty file is all that has to be known of a message that went out.
    guard try atomicCreate([], at: "\(sent)/\(name)") else {
      try Files.delete("\(waiting)/\(name)")
      return false
    }
    do {
      try deliver(bytes)
    } catch {
      try Files.delete("\(sent)/\(name)")
      throw error
    }
    try Files.delete("\(waiting)/\(name)")
    return true
  }
}

extension TicketRepository {
  /// The messages of this repository and its work trees.
  package func outbox() throws -> Outbox { Outbox(commonDirectory: try git().commonDirectory) }

  /// The command of the person's own git configuration that messages are handed to; nil without one.
  ///
  /// Only git's configuration names commands: nothing that came with a repository is ever run.
  package func notifyCommand() throws -> String? {
    guard let command = try git().configString("snag.notify"), !command.isEmpty else { return nil }
    return command
  }

  /// Runs a command of the person's with a message as its input.
  ///
  /// - Parameters:
  ///   - input: the message.
  ///   - command: as a shell takes it, such as `sendmail -t`.
  /// - Throws: ``ProgramError`` when it fails.
  package func deliver(_ input: [UInt8], to command: String) throws {
    let git = try git()
    let runner = ProgramRunner(
      environment: environment.variables, directory: root ?? git.gitDirectory)
    let result = try runner.run(["sh", "-c", command], input: input)
    guard result.status == 0 else {
      throw ProgramError(program: command, status: result.status, errors: result.errorText)
    }
  }
}
