import TicketDocument
import TicketModel
import TicketStore

/// A ticket as the description of a pull request: what it says, its links, and what the branch does
/// to tickets.
struct PullRequestText {
  let found: FoundTicket
  let repository: TicketRepository
  /// Where the tickets are read.
  let source: TicketSource

  /// One line.
  var title: String { "\(safeCell(found.ticket.title)) (\(found.ticket.id))" }

  /// Markdown, without a line feed at its end.
  func body() throws -> String {
    let text = String(safeText(found.document.bodyWithoutComments).trimmingTrailingNewlines())
    let parts = [
      withoutMentions(String(text.drop { $0.isNewline })), try links(), try changes(),
      "Closes: \(found.ticket.id)",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  // MARK: Parts

  private func links() throws -> String {
    let links: [(String, FieldName)] = [
      ("blocked by", .blockedBy), ("part of", .parent), ("related to", .related),
      ("duplicate of", .duplicateOf),
    ]
    let lines = links.flatMap { words, field in
      found.ticket.items(of: field).map { "- \(words) \(line(about: $0))" }
    }
    return lines.isEmpty ? "" : "## Linked tickets\n\n\(lines.joined(separator: "\n"))"
  }

  /// A link may lead into another repository.
  private func line(about id: String) -> String {
    guard let ticket = try? repository.find(id, in: source).ticket else { return markdownText(id) }
    return "\(ticket.id): \(markdownText(ticket.title)) (\(markdownText(ticket.status)))"
  }

  private func changes() throws -> String {
    guard let trunk = try repository.defaultBranch(),
      let branch = try repository.workBranch(of: found.ticket, in: source)
    else { return "" }
    do {
      let comparison = try repository.compare(.branch(from: trunk.name, branch.name))
      let text = DiffMarkdown.text(of: comparison.changes).trimmingTrailingNewlines()
      return text.isEmpty ? "" : "## Tickets changed\n\n\(text)"
    } catch is NoMergeBase {
      return ""
    }
  }
}

/// Returns Markdown in which no text outside of code notifies somebody or refers to an issue.
///
/// It stays Markdown; only what hosts make links of by themselves is kept apart by an invisible
/// character, as in ``markdownText(_:)``.
func withoutMentions(_ markdown: String) -> String {
  var fence: String?
  return markdown.split(separator: "\n", omittingEmptySubsequences: false).map { line in
    let trimmed = line.drop { $0 == " " }
    if let open = fence {
      if trimmed.hasPrefix(open) { fence = nil }
      return String(line)
    }
    if let mark = ["```", "~~~"].first(where: trimmed.hasPrefix) {
      fence = mark
      return String(line)
    }
    // What stands between backticks is code.
    return line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .map { $0.offset.isMultiple(of: 2) ? apart(String($0.element)) : String($0.element) }
      .joined(separator: "`")
  }.joined(separator: "\n")
}

/// Puts a word joiner between a sign that begins a mention or a reference and the word behind it.
private func apart(_ text: String) -> String {
  var result = ""
  for character in text {
    let isWord = character.isLetter || character.isNumber || character == "_"
    let before = result.suffix(3).lowercased()
    if isWord, ["@", "#", "!", "gh-"].contains(where: before.hasSuffix) {
      result.append("\u{2060}")
    }
    result.append(character)
  }
  return result
}
