import TicketModel
import TicketStore

/// One name for each person in a log, where commits have authors and history lines have handles.
struct People {
  private var handles: [String: String] = [:]

  /// Learns an author's handle from a commit whose history line names them.
  mutating func learn(_ author: String, is handle: String) { handles[author] = handle }

  /// Whether the author's handle is known from a history line.
  func knows(_ author: String) -> Bool { handles[author] != nil }

  /// The handle of a commit's author: the known one, or one made from the name.
  func handle(of author: String) -> String {
    handles[author] ?? Handle(fromName: author)?.text ?? author
  }
}
