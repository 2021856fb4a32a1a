extension TicketID {
  /// Returns every id that a branch's name holds as a whole word, longest first where they begin alike.
  ///
  /// `bug/sn-k7m3qx-login` holds `sn-k7m3qx` and, because ids of other trackers may look so, also
  /// `sn-k7m3qx-login` and `k7m3qx-login`; which of them are tickets is for the caller to know.
  package static func candidates(inBranch name: String) -> [TicketID] {
    TicketID.folded(name).split { !$0.isIDCharacter }.flatMap { part in
      let starts = part.indices.filter { part.isWordStart($0) }
      let ends = part.indices.filter { part.isWordEnd($0) } + [part.endIndex]
      return starts.flatMap { start in
        ends.reversed().lazy.filter { $0 > start }.compactMap { TicketID(part[start..<$0]) }
      }
    }
  }

  /// Whether a branch of this name is one of the ticket's: the id is a whole word of it.
  ///
  /// `bd-kwro` is no word of `fix/bd-kwro.1`, which is the branch of the ticket's first child.
  package func isNamed(inBranch name: String) -> Bool {
    Self.candidates(inBranch: name).contains(self)
  }
}

extension Character {
  fileprivate var isIDCharacter: Bool { isWord || self == "-" || self == "." }

  fileprivate var isWord: Bool { isASCII && (isLetter || isNumber) }
}

extension Substring {
  fileprivate func isWordStart(_ index: Index) -> Bool {
    self[index].isWord && (index == startIndex || !self[self.index(before: index)].isWord)
  }

  /// Whether a word may end before this place: at a hyphen, or at a dot that leads to no number.
  fileprivate func isWordEnd(_ index: Index) -> Bool {
    if self[index] == "-" { return true }
    guard self[index] == "." else { return false }
    return self[self.index(after: index)...].first?.isNumber != true
  }
}
