import GitKit

/// The branch that is checked out, and the one of a remote that it is joined with.
struct SyncTarget {
  /// The local branch.
  let branch: RefName
  /// Name of the remote.
  let remote: String
  /// The branch there.
  let remoteRef: RefName
  /// Where a fetch keeps the remote's branch.
  let tracking: RefName

  /// What people call the remote's branch here, such as `origin/main`.
  var upstream: String { tracking.shorthand }

  /// Finds the remote's branch for what is checked out.
  ///
  /// The one that the branch is configured to follow; else the branch of the same name on `wanted`,
  /// on the only remote, on `origin`, or on the only remote that is known to have it.
  static func find(in git: GitRepository, remote wanted: String?) throws -> SyncTarget {
    let branch = try checkedOut(in: git)
    if let configured = try configured(branch, wanted, in: git) { return configured }
    let remotes = try git.lines(of: ["remote"])
    if let wanted, !remotes.contains(wanted) {
      throw SyncRefused.unknownRemote(wanted, known: remotes)
    }
    let remote = try wanted ?? likelyRemote(for: branch, remotes, in: git)
    return SyncTarget(
      branch: branch, remote: remote, remoteRef: branch,
      tracking: RefName("refs/remotes/\(remote)/\(branch.shorthand)"))
  }

  private static func checkedOut(in git: GitRepository) throws -> RefName {
    guard !git.isBare else { throw SyncRefused.noWorkTree }
    // A rebase detaches HEAD, so this comes first.
    if let operation = git.operationInProgress(), operation != .bisect {
      throw SyncRefused.operationInProgress(operation.name)
    }
    switch try git.head() {
    case .branch(let ref, _): return ref
    case .unborn(let ref):
      throw SyncRefused.unborn(branch: ref.shorthand, remotes: try git.lines(of: ["remote"]))
    case .detached(let commit):
      let branches = try git.refs(matching: ["refs/heads/*"])
      let here = branches.filter { $0.id == commit }
      throw SyncRefused.detached(branches: (here.isEmpty ? branches : here).map(\.ref.shorthand))
    }
  }

  /// What `branch.NAME.remote` and `branch.NAME.merge` say, in git's own reading; nil when they say
  /// nothing or name another remote than the wanted one.
  private static func configured(
    _ branch: RefName, _ wanted: String?, in git: GitRepository
  ) throws -> SyncTarget? {
    let format = "%(upstream)%0a%(upstream:remotename)%0a%(upstream:remoteref)"
    let outcome = try git.requireGit(["for-each-ref", "--format=\(format)", branch.name])
    let parts = outcome.outputText.split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    guard parts.count >= 3, !parts[1].isEmpty, !parts[2].isEmpty else { return nil }
    let (tracking, remote, ref) = (parts[0], parts[1], RefName(parts[2]))
    guard wanted == nil || wanted == remote else { return nil }
    guard remote != "." else {
      throw SyncRefused.followsLocalBranch(branch: branch.shorthand, upstream: ref.shorthand)
    }
    // Without a ref to keep it in, the remote is a bare URL or fetches other branches only.
    guard !tracking.isEmpty else {
      throw SyncRefused.unknownRemote(remote, known: try git.lines(of: ["remote"]))
    }
    return SyncTarget(
      branch: branch, remote: remote, remoteRef: ref, tracking: RefName(tracking))
  }

  private static func likelyRemote(
    for branch: RefName, _ remotes: [String], in git: GitRepository
  ) throws -> String {
    guard let first = remotes.first else { throw SyncRefused.noRemote }
    if remotes.count == 1 { return first }
    if remotes.contains("origin") { return "origin" }
    let having = try remotes.filter {
      try git.tip(of: RefName("refs/remotes/\($0)/\(branch.shorthand)")) != nil
    }
    guard having.count == 1 else {
      throw SyncRefused.severalRemotes(branch: branch.shorthand, remotes: remotes)
    }
    return having[0]
  }
}

extension GitRepository {
  /// Returns the lines that a git command prints.
  fileprivate func lines(of arguments: [String]) throws -> [String] {
    try requireGit(arguments).outputText.split(separator: "\n").map(String.init)
  }
}
