import ArgumentParser
import TicketModel
import TicketStore

/// Appends a comment.
struct CommentCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "comment",
    abstract: "Add a comment to a ticket.",
    discussion: """
      A public comment of whoever asked for a ticket that is resolved reopens it, and one on a ticket \
      that waits resumes it, where the workflow has such a transition.

      EXAMPLES
        snag comment sn-k7m -m "Happens on Firefox too."
        git log -1 --format=%B | snag comment sn-k7m -F -
      """)

  @Argument(
    help: "The ticket's id, or a unique beginning of it; by default the current branch's ticket.")
  var id: String?

  @Flag(help: "For the team only, not for the requester.")
  var `internal` = false

  @Flag(help: "To this ticket, although it ended as a duplicate of another one.")
  var here = false

  @Flag(help: "Leave a ticket that is resolved or waits as it is.")
  var noReopen = false

  @OptionGroup var text: MessageOptions
  @OptionGroup var writing: WriterOptions
  @OptionGroup var common: CommonOptions

  func run(in session: Session) throws {
    let writer = Writer(session: session, options: writing)
    guard let text = try text.text(in: session), text.contains(where: { !$0.isWhitespace }) else {
      throw CommandError(
        "no text", code: "usage",
        hint: "snag comment \(id ?? "ID") -m \"…\", or -F - for standard input",
        status: .usage)
    }
    var found = try writer.find(id)
    if !here, let other = try DuplicateTarget(writer: writer).redirection(of: found.ticket) {
      let (closed, open) = (found.ticket.id, other.ticket.id)
      session.say("\(closed) is a duplicate of \(open), which gets the comment (--here: \(closed))")
      found = other
    }
    let comment = try session.comment(text, isInternal: `internal`)
    let reply = RequesterComment(writer: writer, found: found, comment: comment)
    if !noReopen, let (edits, change) = try reply.goingOn() {
      return try writer.apply(edits, to: found.ticket, change)
    }
    try writer.apply(
      [.comment(comment)], to: found.ticket,
      .init(id: found.ticket.id, what: "comment \(comment.id)"))
  }
}

extension Session {
  /// Makes a comment of the acting person's, as of now.
  func comment(_ text: String, isInternal: Bool) throws -> DraftComment {
    var random = context.random
    return DraftComment(
      author: try repository().actor(), time: context.now(),
      id: DraftComment.randomID(using: &random), isInternal: isInternal, text: text)
  }
}
