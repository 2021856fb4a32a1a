/// A directory that leads out of what git tracks, or is none: nothing is read or written through it.
package struct FolderRefused: Error, Sendable, Equatable {
  /// What is there instead of a directory.
  package enum Kind: Sendable, Equatable {
    case symbolicLink, file
  }

  /// Repository-relative path.
  package let path: String
  package let kind: Kind

  /// Refuses a directory.
  package init(path: String, kind: Kind) {
    self.path = path
    self.kind = kind
  }

  /// Throws when `.tickets` of a work tree is there and not a directory.
  static func check(_ root: String, _ path: String = Workspace.folder) throws(FolderRefused) {
    switch Files.kind(of: "\(root)/\(path)") {
    case nil, .directory: return
    case .symbolicLink: throw FolderRefused(path: path, kind: .symbolicLink)
    case .file, .other: throw FolderRefused(path: path, kind: .file)
    }
  }
}
