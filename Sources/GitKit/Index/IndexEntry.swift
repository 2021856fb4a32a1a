/// One entry of the index.
package struct IndexEntry: Hashable, Sendable {
  /// Path relative to the root of the work tree; decoded lossily.
  package var path: String
  /// The staged contents; the empty blob for an intent to add.
  package var blob: ObjectID
  /// The mode, such as `0o100644`.
  package var mode: UInt32
  /// 0, or for an unresolved conflict 1 (base), 2 (ours) or 3 (theirs).
  package var stage: Int
  /// Whether only `git add --intent-to-add` was said: git commits no contents for it.
  package var isIntentToAdd: Bool
  /// Whether the file is left out of the work tree by a sparse checkout.
  package var isSkippedInWorkTree: Bool
  /// Whether git does not look at the work file (`--assume-unchanged`).
  package var isAssumedUnchanged: Bool

  /// Makes an entry.
  package init(
    path: String, blob: ObjectID, mode: UInt32 = 0o100644, stage: Int = 0,
    isIntentToAdd: Bool = false, isSkippedInWorkTree: Bool = false,
    isAssumedUnchanged: Bool = false
  ) {
    self.path = path
    self.blob = blob
    self.mode = mode
    self.stage = stage
    self.isIntentToAdd = isIntentToAdd
    self.isSkippedInWorkTree = isSkippedInWorkTree
    self.isAssumedUnchanged = isAssumedUnchanged
  }
}

/// A change to one path of the index.
package enum IndexEdit: Hashable, Sendable {
  /// Stages contents for a path; an existing entry keeps its mode, a new one is executable or not.
  ///
  /// With `statOf`, the absolute path of the work file, git is told that this file is up to date,
  /// provided that it holds exactly these contents; otherwise git will look for itself.
  case upsert(path: String, blob: ObjectID, statOf: String?, isExecutable: Bool = false)
  /// Takes a path out of the index; nothing there is fine.
  case remove(path: String)
  /// Ends a conflict as `git add` does: one entry in the place of base, ours and theirs, or none.
  ///
  /// The entry has the mode of ours, or of theirs where ours is missing. Git keeps a note of what
  /// there was, so that `git checkout -m PATH` brings the conflict back.
  case resolve(path: String, blob: ObjectID?, statOf: String?)

  /// The path it is about.
  package var path: String {
    switch self {
    case .upsert(let path, _, _, _), .remove(let path), .resolve(let path, _, _): path
    }
  }

  /// Whether it may be about a path with an unresolved conflict.
  var endsConflict: Bool {
    switch self {
    case .upsert, .remove: false
    case .resolve: true
    }
  }
}
