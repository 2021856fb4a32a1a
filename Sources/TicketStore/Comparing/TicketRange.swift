/// Which two states are compared, as a person names them.
package enum TicketRange: Sendable, Equatable {
  /// From where this branch left the default branch to the work tree; on the default branch from
  /// HEAD.
  case standard
  /// From a revision to the work tree.
  case since(String)
  /// From one revision to another: `A..B`.
  case between(String, String)
  /// From where the second revision left the first one to the second one: `A...B`.
  case branch(from: String, String)
  /// From HEAD to the index.
  case staged
  /// From before the first commit to a revision.
  case whole(String)

  /// Reads `A..B` or `A...B`, where a side that is left out is HEAD; nil for a text without dots.
  package init?(_ text: String) {
    guard let dots = text.firstRange(of: "..") else { return nil }
    func side(_ name: Substring) -> String { name.isEmpty ? "HEAD" : String(name) }
    let old = side(text[..<dots.lowerBound])
    let rest = text[dots.upperBound...]
    self =
      rest.hasPrefix(".")
      ? .branch(from: old, side(rest.dropFirst())) : .between(old, side(rest))
  }
}

/// One of two states that were compared.
package struct ComparedState: Sendable, Equatable {
  /// What it is.
  package enum Place: Sendable, Equatable {
    /// The full hexadecimal id of a commit.
    case commit(String)
    /// Before the first commit.
    case nothing
    case workTree
    case index
  }

  package let place: Place
  /// The revision that was named or found; nil for the work tree, the index and nothing.
  package let revision: String?
  /// Whether it is where the other state's branch left that revision, not the revision itself.
  package let isMergeBase: Bool

  init(_ place: Place, revision: String? = nil, isMergeBase: Bool = false) {
    self.place = place
    self.revision = revision
    self.isMergeBase = isMergeBase
  }

  /// Full hexadecimal id; nil for what is no commit.
  package var commit: String? {
    if case .commit(let id) = place { return id }
    return nil
  }
}

/// Two revisions whose histories share nothing.
package struct NoMergeBase: Error, Sendable, Equatable {
  package let revisions: [String]
}
