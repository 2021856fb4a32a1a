package import TicketDocument
package import TicketModel

/// How a ticket itself tells what rules have said in it.
///
/// The comments of a rule have ids made of its name: so that a rule has spoken, and when, survives
/// squash, rebase, shallow clones and hosts, and every clone knows it without asking git.
package struct RuleMark: Sendable, Equatable {
  /// What the ids of the rule's comments begin with: `r-` and eight digits.
  let stem: String

  /// The mark of a rule, or of a level of an escalation, by its name.
  package init(_ name: String) {
    // FNV-1a: the same on every machine, and short.
    var hash: UInt32 = 2_166_136_261
    for byte in name.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    let digits = String(hash, radix: 16)
    stem = "r-" + String(repeating: "0", count: 8 - digits.count) + digits
  }

  /// When the rule last spoke; nil when it never did.
  package func lastTime(in document: TicketDocument) -> Timestamp? {
    comments(in: document).compactMap { Timestamp($0.time) }.max()
  }

  /// The id of its next comment.
  ///
  /// - Parameters:
  ///   - document: the ticket's text.
  ///   - offset: how many comments it has got since.
  /// - Returns: an id that no comment there has.
  package func nextID(in document: TicketDocument, offset: Int) -> String {
    "\(stem)-\(comments(in: document).count + offset + 1)"
  }

  private func comments(in document: TicketDocument) -> [TicketDocument.Comment] {
    document.comments.filter { $0.id.hasPrefix("\(stem)-") }
  }
}
