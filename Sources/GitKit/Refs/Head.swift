/// What HEAD says.
package enum Head: Sendable, Equatable {
  /// A branch with commits.
  case branch(RefName, ObjectID)
  /// A branch that gets its first commit with the next one.
  case unborn(RefName)
  /// No branch.
  case detached(ObjectID)

  /// The commit checked out, nil when there is none yet.
  package var commit: ObjectID? {
    switch self {
    case .branch(_, let id), .detached(let id): id
    case .unborn: nil
    }
  }

  /// The branch checked out, nil when HEAD is detached.
  package var branch: RefName? {
    switch self {
    case .branch(let ref, _), .unborn(let ref): ref
    case .detached: nil
    }
  }
}
