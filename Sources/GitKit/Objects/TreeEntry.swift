import CLibgit2

/// One entry of a tree.
package struct TreeEntry: Hashable, Sendable {
  /// What an entry is, by its mode.
  package enum Kind: Hashable, Sendable {
    /// A regular file.
    case blob
    /// A file with the executable bit.
    case executable
    /// A symbolic link; the blob holds its target.
    case link
    /// A folder.
    case tree
    /// A commit of another repository.
    case submodule
  }

  /// Path relative to the root of the tree asked, with slashes; decoded lossily.
  package var path: String
  /// The object.
  package var id: ObjectID
  /// What it is.
  package var kind: Kind

  /// Makes an entry.
  package init(path: String, id: ObjectID, kind: Kind) {
    self.path = path
    self.id = id
    self.kind = kind
  }
}

extension TreeEntry.Kind {
  init(mode: git_filemode_t) {
    switch mode {
    case GIT_FILEMODE_TREE: self = .tree
    case GIT_FILEMODE_BLOB_EXECUTABLE: self = .executable
    case GIT_FILEMODE_LINK: self = .link
    case GIT_FILEMODE_COMMIT: self = .submodule
    default: self = .blob
    }
  }
}

/// A change to one path of a tree.
package enum TreeChange: Hashable, Sendable {
  /// Puts a file there, making folders as needed; an existing file keeps its mode.
  case upsert(path: String, blob: ObjectID, isExecutable: Bool = false)
  /// Takes away what is there; nothing there is fine.
  case remove(path: String)

  /// The path it is about.
  package var path: String {
    switch self {
    case .upsert(let path, _, _), .remove(let path): path
    }
  }
}
