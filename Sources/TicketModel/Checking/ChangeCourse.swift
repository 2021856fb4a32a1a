/// How a change of a ticket came about, as far as it is known.
///
/// Front ends make it, so that judging stays pure. Each closure may be slow and may throw.
package struct ChangeCourse {
  /// Whether one version after the other led here, so that a new history line is a step from the one
  /// above it; where two lines of work were joined it need not be.
  package var isLinear = true
  /// A name of the commit that had the old version; nil where that is not known.
  package var before: String?
  /// What the author of an item of `approvals` may be called; nil where that is not known.
  package var authors: (_ approval: String) throws -> ChangeAuthor? = { _ in nil }
  /// Whether the type was changed before a step was taken, as verbs would do it.
  package var isTypeChangedFirst: () throws -> Bool = { false }

  /// How transitions are called in what a person is told to run.
  package var verbs = TransitionVerbs()

  /// Describes a course, by default of one commit of which nothing else is known.
  package init(isLinear: Bool = true, before: String? = nil) {
    self.isLinear = isLinear
    self.before = before
  }
}

/// Who made a commit, or is about to.
package struct ChangeAuthor: Sendable, Equatable {
  /// The handles that the person may go by.
  package let handles: Set<String>
  /// The name to print.
  package let name: String

  /// Names somebody.
  package init(handles: Set<String>, name: String) {
    self.handles = handles
    self.name = name
  }
}

extension ChangeCourse {
  /// The command that brings a file's old version back; nil where no commit is known that has it.
  func restoring(_ path: String) -> String? {
    guard let before else { return nil }
    let isPlain = "\(before)\(path)".allSatisfy { character in
      character.isASCII
        && (character.isLetter || character.isNumber || "-_/.~^@".contains(character))
    }
    return isPlain ? "git checkout \(before) -- \(path)" : "git checkout REVISION -- FILE"
  }
}
