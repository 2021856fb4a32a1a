import GitKit

/// What a commit is made of besides its tree.
struct CommitIdentity {
  let author: Signature
  let committer: Signature
  /// After the commit-msg hook.
  let message: String

  init(_ plan: CommitPlan, git: GitRepository, environment: StoreEnvironment) throws {
    try self.init(message: plan.message, git: git, environment: environment)
  }

  init(message: String, git: GitRepository, environment: StoreEnvironment) throws {
    author = try environment.signature(.author, in: git)
    committer = try environment.signature(.committer, in: git)
    self.message = try git.runCommitMessageHook(message: message)
  }

  /// Writes the commit object, signed where the configuration says so; moves nothing.
  func writeCommit(tree: ObjectID, parents: [ObjectID], in git: GitRepository) throws -> ObjectID {
    let request = CommitRequest(
      tree: tree, parents: parents, author: author, committer: committer, message: message)
    guard let signer = try git.commitSigner() else { return try git.writeCommit(request) }
    let buffer = try git.commitBuffer(request)
    return try git.writeCommit(buffer: buffer, signature: signer.sign(buffer))
  }

  /// The first line, as the reflog shows it.
  var reflog: String {
    "commit: \(message.split(separator: "\n").first.map(String.init) ?? "")"
  }
}
