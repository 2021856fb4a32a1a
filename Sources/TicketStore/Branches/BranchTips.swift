import GitKit

/// The branches of a repository besides the one that is checked out, local and remote-tracking.
struct BranchTips {
  /// A branch and the commit at its end.
  struct Branch: Equatable {
    /// As people write it: `topic`, `origin/topic`.
    let name: String
    let isLocal: Bool
    let commit: ObjectID
  }

  /// What is checked out; nil before the first commit.
  let head: ObjectID?
  /// In order of name, local ones first.
  let branches: [Branch]
  /// Ends of the default branch, here and on `origin`.
  let defaults: [ObjectID]
  /// Commits whose parents a shallow clone does not have: they decide what a common ancestor is.
  let border: [ObjectID]

  init(_ git: GitRepository) throws {
    let checkedOut = try git.head()
    head = checkedOut.commit
    branches = try git.refs(matching: ["refs/heads/*", "refs/remotes/*"])
      .filter { $0.ref != checkedOut.branch }
      .map { tip in
        Branch(
          name: tip.ref.shorthand, isLocal: tip.ref.name.hasPrefix("refs/heads/"), commit: tip.id)
      }
    defaults = try DefaultBranch.find(in: git)?.tips.sorted() ?? []
    border = git.shallowCommits
  }

  /// Everything that an answer about the branches depends on, in words.
  var key: String {
    var lines = ["head \(head?.hex ?? "-")"]
    lines += defaults.map { "default \($0.hex)" }
    lines += border.map { "shallow \($0.hex)" }
    lines += branches.map { "\($0.isLocal ? "local" : "remote") \($0.commit.hex) \($0.name)" }
    return lines.joined(separator: "\n")
  }
}
