/// One item of `approvals`: who, and the commit of the branch that was looked at.
///
/// `ada 1a2b3c4d5e6f`, or `ada` alone where there was no branch.
package struct Approval: Sendable, Equatable, CustomStringConvertible {
  package let handle: String
  /// The first digits of the commit's name; nil when there was no branch.
  package let tip: String?

  /// How many digits of a commit's name are written.
  package static let digits = 12
  /// With fewer digits no commit is named.
  private static let fewestDigits = 7

  /// Makes an approval of a branch at a commit.
  package init(handle: String, tip: String?) {
    self.handle = handle
    self.tip = tip.map { String($0.prefix(Self.digits)) }
  }

  /// Reads an item; nil for anything else.
  package init?(_ text: String) {
    let words = text.split(separator: " ", omittingEmptySubsequences: true)
    guard let handle = words.first, words.count <= 2 else { return nil }
    self.handle = String(handle)
    tip = words.count == 2 ? String(words[1]) : nil
  }

  package var description: String { [handle, tip].compactMap { $0 }.joined(separator: " ") }

  /// Whether nothing was added since.
  ///
  /// - Parameters:
  ///   - newest: full name of the newest commit of the branch; nil when there is no branch.
  ///   - countsWithoutCommit: whether a name alone is enough although there is work to look at.
  /// - Returns: false when the approval names an older commit, or none where it must.
  package func isCurrent(at newest: String?, countsWithoutCommit: Bool = false) -> Bool {
    guard let newest else { return true }
    guard let tip else { return countsWithoutCommit }
    return tip.utf8.count >= Self.fewestDigits && newest.hasPrefix(tip)
  }
}

/// The approvals of a ticket against what its workflow asks for.
package struct ApprovalCount: Sendable, Equatable {
  /// Who has approved what is there now, and may.
  package let given: [String]
  /// Who may and whose approval is of an older commit.
  package let stale: [String]
  /// Who was asked and has not approved; empty where anybody may.
  package let missing: [String]
  /// How many are needed.
  package let needed: Int

  /// Whether that is enough.
  package var isEnough: Bool { given.count >= needed }

  /// Counts.
  ///
  /// - Parameters:
  ///   - ticket: its approvals, approvers, assignee and requester.
  ///   - number: how many are asked for; nil for all approvers, or one where none are named.
  ///   - newest: full name of the newest commit of its branch; nil when there is none.
  ///   - countsWithoutCommit: whether what is approved is the plan, not the work on the branch.
  package init(
    of ticket: Ticket, number: Int?, newest: String?, countsWithoutCommit: Bool = false
  ) {
    let approvers = ticket.items(of: .approvers)
    func counts(_ handle: String) -> Bool {
      handle != ticket.assignee && handle != ticket.text(of: .requester)
        && (approvers.isEmpty || approvers.contains(handle))
    }
    let valid = ticket.items(of: .approvals).compactMap { Approval($0) }
      .filter { counts($0.handle) }
    let current = Set(
      valid.filter { $0.isCurrent(at: newest, countsWithoutCommit: countsWithoutCommit) }
        .map(\.handle))
    given = current.sorted()
    stale = Set(valid.map(\.handle)).subtracting(current).sorted()
    missing = approvers.filter { counts($0) && !current.contains($0) }
    needed = number ?? max(1, approvers.filter(counts).count)
  }
}
