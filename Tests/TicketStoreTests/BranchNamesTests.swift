import TestSupport
import Testing

@testable import TicketStore

/// What is read without git must never hide a branch that git knows.
@Suite struct BranchNamesTests {
  private func names(_ scratch: ScratchDirectory) -> Set<String>? {
    BranchNames(commonDirectory: "\(scratch.path)/.git").map { Set($0.refs) }
  }

  private func repository() throws -> ScratchDirectory {
    let scratch = try ScratchDirectory()
    try git("init", "-q", "-b", "main", in: scratch.path)
    try git("commit", "-q", "--allow-empty", "-m", "one", in: scratch.path)
    for branch in ["bug/sn-k7m-login", "a/b/c/d", "dash-"] {
      try git("update-ref", "refs/heads/\(branch)", "HEAD", in: scratch.path)
      try git("update-ref", "refs/remotes/origin/\(branch)", "HEAD", in: scratch.path)
    }
    try git("tag", "-a", "-m", "release", "v1", in: scratch.path)
    return scratch
  }

  private func gitsNames(_ scratch: ScratchDirectory) throws -> Set<String> {
    let listed = try git(
      "for-each-ref", "--format=%(refname)", "refs/heads", "refs/remotes", in: scratch.path)
    return Set(listed.split(separator: "\n").map(String.init))
  }

  @Test func looseOnesAreThoseOfGit() throws {
    let scratch = try repository()
    let known = try gitsNames(scratch)
    #expect(known.count == 7)
    #expect(names(scratch) == known)
  }

  @Test func packedOnesAreThoseOfGit() throws {
    let scratch = try repository()
    let known = try gitsNames(scratch)
    _ = try git("pack-refs", "--all", in: scratch.path)
    #expect(names(scratch) == known)
    try git("branch", "later", in: scratch.path)
    #expect(names(scratch) == known.union(["refs/heads/later"]))
  }

  @Test func anotherWayToStoreRefsIsForGit() throws {
    let scratch = try repository()
    try git("config", "extensions.refStorage", "reftable", in: scratch.path)
    #expect(names(scratch) == nil)
  }

  @Test func aLinkIsForGit() throws {
    let scratch = try repository()
    let link = try run(
      ["ln", "-s", "main", ".git/refs/heads/link"], in: scratch.path)
    #expect(link.status == 0)
    #expect(names(scratch) == nil)
  }
}
