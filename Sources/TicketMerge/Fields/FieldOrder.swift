import TicketModel

extension RegisterMerge {
  /// Makes the rule of a field from its policy.
  ///
  /// - Parameter schema: What is known of the field; nil for a key of the user's own.
  init(_ schema: FieldSchema?) {
    let isTextLess = Self.isTextLess(schema?.merge ?? .greater)
    isDominated = { _, _ in false }
    isLess = { left, right in
      let (left, right) = (left.texts[0], right.texts[0])
      // A value that is set is worth more than none.
      if left.isEmpty || right.isEmpty { return left.isEmpty && !right.isEmpty }
      return isTextLess(left, right)
    }
  }

  private static func isTextLess(_ policy: FieldSchema.MergePolicy) -> (String, String) -> Bool {
    switch policy {
    case .moreUrgent:
      return { left, right in
        switch (Priority(left), Priority(right)) {
        case (let left?, let right?): right < left
        case (nil, .some): true
        case (.some, nil): false
        case (nil, nil): isSmaller(left, right)
        }
      }
    // RFC 3339 in UTC and days are in order as texts.
    case .earlier, .identity: return { isSmaller($1, $0) }
    case .greater, .statusGroup, .elements, .historyLines: return { isSmaller($0, $1) }
    }
  }

  /// Makes the rule of the status and what hangs on it: `texts` are status and resolution.
  ///
  /// A side that moved the ticket beats one that did not; forward in the workflow beats back; what
  /// neither reaches from the other is decided by rank and recorded.
  static func status(_ order: StatusOrder, base: Candidate) -> RegisterMerge {
    let (baseStatus, baseFacts) = (base.texts[0], base.texts.dropFirst())
    return RegisterMerge { left, right in
      if left.texts[0] == right.texts[0] {
        return left.texts.dropFirst() == baseFacts && right.texts.dropFirst() != baseFacts
      }
      return left.texts[0] != baseStatus && right.texts[0] != baseStatus
        && order.leads(from: left.texts[0], to: right.texts[0])
    } isLess: { left, right in
      let moved = (left.texts[0] != baseStatus, right.texts[0] != baseStatus)
      if moved.0 != moved.1 { return moved.1 }
      let rank = (order.rank(of: left.texts[0]), order.rank(of: right.texts[0]))
      if rank.0 != rank.1 { return rank.0 < rank.1 }
      if left.texts[0] != right.texts[0] { return isSmaller(left.texts[0], right.texts[0]) }
      let changed = (left.texts.dropFirst() != baseFacts, right.texts.dropFirst() != baseFacts)
      if changed.0 != changed.1 { return changed.1 }
      return left.texts.lexicographicallyPrecedes(right.texts, by: isSmaller)
    }
  }
}
