/// How the branch of a ticket is named: `{type}/{id}-{slug}`.
package struct BranchTemplate: Sendable, Equatable {
  /// As written in the configuration.
  package let text: String
  private let parts: [Part]

  private enum Part: Equatable {
    case text(String)
    case placeholder(Placeholder)
  }

  /// What `{…}` may name.
  package enum Placeholder: String, Sendable, CaseIterable {
    case id, type, slug, actor
  }

  /// Why a text is no template.
  package enum Refusal: Error, Sendable, Equatable {
    case unknownPlaceholder(String)
    /// The id is not there, or not as a word of its own: a branch would not be found by it.
    case noID
    /// Git would not take the names it makes.
    case noBranchName(example: String)
  }

  /// The template of a repository that says nothing.
  package static let standard = BranchTemplate(
    "{type}/{id}-{slug}",
    [
      .placeholder(.type), .text("/"), .placeholder(.id), .text("-"), .placeholder(.slug),
    ])

  private init(_ text: String, _ parts: [Part]) {
    self.text = text
    self.parts = parts
  }

  /// Reads a template.
  ///
  /// - Throws: ``Refusal`` unless every name that it makes is a branch's and holds the id.
  package init(parsing text: String) throws(Refusal) {
    self.init(text, try Self.parts(of: text))
    guard parts.contains(.placeholder(.id)) else { throw .noID }
    for slug in ["login-crash", ""] {
      let example = name(["id": "sn-k7m3qx", "type": "bug", "slug": slug, "actor": "ada"])
      guard isBranchName(example) else { throw .noBranchName(example: example) }
      guard TicketID("sn-k7m3qx")?.isNamed(inBranch: example) == true else { throw .noID }
    }
  }

  private static func parts(of text: String) throws(Refusal) -> [Part] {
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let word = String(rest[rest.index(after: open)..<close])
      guard let placeholder = Placeholder(rawValue: word) else { throw .unknownPlaceholder(word) }
      parts += [.text(String(rest[..<open])), .placeholder(placeholder)]
      rest = rest[rest.index(after: close)...]
    }
    return (parts + [.text(String(rest))]).filter { $0 != .text("") }
  }

  /// Returns the name of a ticket's branch.
  package func name(for ticket: Ticket, actor: String) -> String {
    let type = slug(of: ticket.type)
    return name([
      "id": ticket.id.text, "type": type.isEmpty ? "ticket" : type, "slug": slug(of: ticket.title),
      "actor": slug(of: actor),
    ])
  }

  /// A placeholder without a value takes the separator before it, or that after it, along.
  private func name(_ values: [String: String]) -> String {
    var name = ""
    for part in parts {
      switch part {
      case .text(let text):
        let isDangling = name.last.map { "/-_.".contains($0) } ?? true
        name += isDangling ? String(text.drop { "-_./".contains($0) }) : text
      case .placeholder(let placeholder): name += values[placeholder.rawValue] ?? ""
      }
    }
    while let last = name.last, "-_./".contains(last) { name.removeLast() }
    return name
  }
}

/// Whether git takes a text as the short name of a branch (`git help check-ref-format`).
package func isBranchName(_ name: String) -> Bool {
  let isPlain = name.unicodeScalars.allSatisfy { scalar in
    scalar.value > 0x20 && scalar.value != 0x7F && !"~^:?*[\\".unicodeScalars.contains(scalar)
  }
  guard isPlain, !name.isEmpty, !name.hasPrefix("-"), name != "HEAD", name != "@",
    !name.contains(".."), !name.contains("@{"), !name.hasSuffix(".")
  else { return false }
  return name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
    !part.isEmpty && !part.hasPrefix(".") && !part.hasSuffix(".lock")
  }
}
