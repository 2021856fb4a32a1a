/// Finds the one ticket that a person means by what they typed.
package struct TicketIDLookup: Sendable {
  /// What a typed text means.
  package enum Outcome: Hashable, Sendable {
    /// Exactly this ticket.
    case found(TicketID)
    /// A prefix of several; all of them, in order.
    case ambiguous([TicketID])
    /// Fewer than three symbols, which is too little to go by.
    case tooShort
    /// Nothing; ids that differ in one edit, in order.
    case missing(nearest: [TicketID])
  }

  /// A prefix shorter than this many symbols is refused, so that a typo seldom hits.
  package static let minimumSymbols = 3

  private let ids: [TicketID]

  /// Looks among `ids`, in any order.
  package init(_ ids: some Sequence<TicketID>) { self.ids = Array(ids) }

  /// Resolves an id or a unique prefix of at least three symbols, with or without `sn-`.
  package func resolve(_ input: String) -> Outcome {
    let typed = TicketID.folded(input)
    let exact = ids.filter { $0.text == typed || $0.suffix == typed }
    if let only = Set(exact).first, Set(exact).count == 1 { return .found(only) }
    if let full = exact.first(where: { $0.text == typed }) { return .found(full) }
    guard exact.isEmpty else { return .ambiguous(Set(exact).sorted()) }

    let symbols = typed.firstIndex(of: "-").map { typed[typed.index(after: $0)...] } ?? typed[...]
    guard symbols.count >= Self.minimumSymbols else { return .tooShort }
    let matches = Set(ids.filter { $0.text.hasPrefix(typed) || $0.suffix.hasPrefix(typed) })
    switch matches.count {
    case 0: return .missing(nearest: nearest(to: typed))
    case 1: return matches.first.map(Outcome.found) ?? .missing(nearest: [])
    default: return .ambiguous(matches.sorted())
    }
  }

  private func nearest(to typed: String) -> [TicketID] {
    let target = Array(typed.utf8)
    let near = ids.filter {
      isWithinOneEdit(Array($0.text.utf8), target)
        || isWithinOneEdit(Array($0.suffix.utf8), target)
    }
    return Set(near).sorted()
  }
}

/// Whether one insertion, deletion, replacement or swap of neighbours turns one into the other.
private func isWithinOneEdit(_ left: [UInt8], _ right: [UInt8]) -> Bool {
  guard abs(left.count - right.count) <= 1 else { return false }
  let common = zip(left, right).prefix { $0 == $1 }.count
  let leftRest = left.dropFirst(common)
  let rightRest = right.dropFirst(common)
  if leftRest.dropFirst().elementsEqual(rightRest.dropFirst()) { return true }
  if leftRest.dropFirst().elementsEqual(rightRest) { return true }
  if leftRest.elementsEqual(rightRest.dropFirst()) { return true }
  return leftRest.prefix(2).elementsEqual(rightRest.prefix(2).reversed())
    && leftRest.dropFirst(2).elementsEqual(rightRest.dropFirst(2))
}
