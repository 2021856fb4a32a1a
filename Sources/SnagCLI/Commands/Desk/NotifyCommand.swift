import ArgumentParser
import TicketStore

/// Hands over the messages that rules have written.
struct NotifyCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "notify",
    abstract: "List the messages that wait, or hand them over.",
    discussion: """
      Rules write messages; the command of your git configuration sends them, as `snag tick` does \
      by itself. A message is noted as sent before it is handed over, so that none goes out twice; \
      one whose command fails stays. No file of a repository can name a command.

      EXAMPLES
        git config snag.notify "sendmail -t"
        snag notify
        snag notify --send
      """)

  @Flag(help: "Hand them to the command.")
  var send = false

  @Flag(help: "Print the messages, and hand over none.")
  var dryRun = false

  @OptionGroup var common: CommonOptions

  func run(in session: Session) throws {
    let outbox = try session.repository().outbox()
    let names = try outbox.names()
    if dryRun {
      for name in names {
        let text = String(decoding: try outbox.message(named: name), as: UTF8.self)
        session.print(text.replacing("\r\n", with: "\n"))
      }
      return
    }
    let sent = send ? try session.sendNotices() : []
    if common.isJSON {
      return session.print(
        kind: "notices",
        [
          ("sent", .array(sent.map(JSON.string))),
          ("waiting", .array(try outbox.names().map(JSON.string))),
        ])
    }
    for name in send ? sent : names { session.print(safeCell(name)) }
    if names.isEmpty { session.say("no messages wait") }
  }
}

extension Session {
  /// Hands every message that waits to the person's command.
  ///
  /// - Returns: the names of those that went out.
  /// - Throws: `CommandError` without a command, and when it fails; what went out stays so.
  func sendNotices() throws -> [String] {
    let repository = try repository()
    let outbox = try repository.outbox()
    let names = try outbox.names()
    guard !names.isEmpty else { return [] }
    guard let command = try repository.notifyCommand() else {
      throw CommandError(
        "\(plural(names.count, "message")) cannot be sent: no command is set",
        code: "no-notify", hint: "git config snag.notify \"sendmail -t\"")
    }
    var sent: [String] = []
    for name in names {
      do {
        if try outbox.send(name, by: { try repository.deliver($0, to: command) }) {
          sent.append(name)
        }
      } catch let error as ProgramError {
        throw CommandError(
          "\(error.program) failed with status \(error.status); \(name) waits",
          code: "notify", hint: "snag notify --send tries again")
      }
    }
    return sent
  }
}
