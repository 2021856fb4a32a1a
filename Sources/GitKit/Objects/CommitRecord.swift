import CLibgit2

/// A commit, read.
package struct CommitRecord: Hashable, Sendable {
  /// Its name.
  package var id: ObjectID
  /// The tree it records.
  package var tree: ObjectID
  /// Its parents in order; none for a root, nor for the border of a shallow clone.
  package var parents: [ObjectID]
  /// Who wrote the change.
  package var author: Signature
  /// Who made the commit.
  package var committer: Signature
  /// The whole message, decoded as UTF-8 with replacement characters where it is not.
  package var message: String

  /// Makes a record.
  package init(
    id: ObjectID, tree: ObjectID, parents: [ObjectID], author: Signature, committer: Signature,
    message: String
  ) {
    self.id = id
    self.tree = tree
    self.parents = parents
    self.author = author
    self.committer = committer
    self.message = message
  }

  /// The first line of the message.
  package var subject: String {
    String(message.prefix { !$0.isNewline })
  }
}

/// A commit to be made.
package struct CommitRequest: Hashable, Sendable {
  /// The tree to record.
  package var tree: ObjectID
  /// The parents in order.
  package var parents: [ObjectID]
  /// Who wrote the change.
  package var author: Signature
  /// Who makes the commit.
  package var committer: Signature
  /// The whole message; git ends it with a line end.
  package var message: String

  /// Makes a request.
  package init(
    tree: ObjectID, parents: [ObjectID], author: Signature, committer: Signature, message: String
  ) {
    self.tree = tree
    self.parents = parents
    self.author = author
    self.committer = committer
    self.message = message
  }
}
