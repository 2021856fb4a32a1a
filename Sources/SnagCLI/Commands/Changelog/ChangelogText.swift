import TicketModel

/// Release notes in words.
struct ChangelogText {
  let changelog: Changelog

  /// For people.
  func plain(_ style: Style) -> String {
    changelog.groups.map { group in
      "\(style.bold(safeCell(Self.title(group.type))))\n"
        + group.tickets.map { ticket in
          "  \(style.yellow(ticket.id.text)) \(safeCell(ticket.title))\(safeCell(ending(ticket)))\n"
        }.joined()
    }.joined(separator: "\n")
  }

  /// A list below a heading for each type, to go into a file or a page of a release.
  var markdown: String {
    changelog.groups.map { group in
      "### \(markdownText(Self.title(group.type)))\n\n"
        + group.tickets.map { ticket in
          "- \(markdownText(ticket.title)) (\(markdownText(ticket.id.text))"
            + "\(markdownText(ending(ticket))))\n"
        }.joined()
    }.joined(separator: "\n")
  }

  /// `bug` is `Bug`.
  private static func title(_ type: String) -> String {
    type.isEmpty ? "Other" : type.prefix(1).uppercased() + type.dropFirst()
  }

  /// How a ticket ended that nobody would expect here.
  private func ending(_ ticket: Ticket) -> String {
    guard ticket.isDropped else { return "" }
    let resolution = ticket.text(of: .resolution)
    return ", \(resolution.isEmpty ? ticket.status : resolution)"
  }

  static let names = ["id", "title", "type", "priority", "status", "resolution", "path"]

  /// As ``names`` says.
  var members: [[(String, JSON)]] {
    changelog.groups.flatMap(\.tickets).map { ticket in
      func text(_ value: String) -> JSON { value.isEmpty ? .null : .string(value) }
      return [
        ("id", .string(ticket.id.text)), ("title", .string(ticket.title)),
        ("type", text(ticket.type)), ("priority", text(ticket.priority)),
        ("status", .string(ticket.status)), ("resolution", text(ticket.text(of: .resolution))),
        ("path", .string(ticket.path)),
      ]
    }
  }
}
