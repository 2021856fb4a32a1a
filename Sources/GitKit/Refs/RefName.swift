/// The full name of a ref, such as `refs/heads/main`.
package struct RefName: Hashable, Sendable {
  /// The full name.
  package let name: String

  /// Wraps a full name; whether git allows it is checked when it is used.
  package init(_ full: String) { name = full }

  /// Returns the ref of a branch by its short name, as in `main`.
  package static func branch(_ shorthand: String) -> RefName {
    RefName("refs/heads/\(shorthand)")
  }

  /// The name without `refs/heads/`, `refs/tags/` or `refs/remotes/`.
  package var shorthand: String {
    for prefix in ["refs/heads/", "refs/tags/", "refs/remotes/"] where name.hasPrefix(prefix) {
      return String(name.dropFirst(prefix.count))
    }
    return name
  }
}

extension RefName: CustomStringConvertible {
  /// The full name.
  package var description: String { name }
}

/// A ref and the object it names.
package struct RefTip: Hashable, Sendable {
  /// The ref.
  package let ref: RefName
  /// What it names; for a branch a commit.
  package let id: ObjectID

  /// Makes a pair.
  package init(ref: RefName, id: ObjectID) {
    self.ref = ref
    self.id = id
  }
}
