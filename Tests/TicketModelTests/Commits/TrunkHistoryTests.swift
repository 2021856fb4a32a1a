import Testing
import TicketModel

/// Where work went, from facts alone.
@Suite struct TrunkHistoryTests {
  private let id = TicketID("sn-k7m3qx")!

  /// A commit whose id is a letter repeated, at a time in hours.
  private func commit(
    _ name: Character, after parents: String = "", at time: Int64 = 0, _ message: String = "x"
  ) -> CommitFacts {
    CommitFacts(
      id: full(name), parents: parents.map(full), time: Timestamp(seconds: time * 3600),
      author: "Ada", message: message)
  }

  private func full(_ name: Character) -> String { String(repeating: name, count: 40) }

  /// Commits newest first.
  private func trunk(_ commits: CommitFacts...) -> TrunkHistory {
    TrunkHistory(commits, tips: [commits[0].id])
  }

  private func branch(_ commits: CommitFacts..., isContained: Bool = false) -> BranchWork {
    BranchWork(
      tip: commits.first?.id ?? full("0"), isContained: isContained, commits: commits,
      patches: Dictionary(uniqueKeysWithValues: commits.map { ($0.id, "patch of \($0.id)") }),
      wholePatch: "whole", paths: ["code", "test"])
  }

  @Test func aMergeBringsABranch() {
    let (a, b, c) = (commit("a"), commit("b", after: "a"), commit("c", after: "a"))
    let merge = commit("d", after: "cb")
    let later = commit("e", after: "d")
    let history = trunk(later, merge, c, b, a)
    let arrival = history.arrival(of: branch(b, isContained: true), for: id)
    #expect(arrival.kind == .merged)
    #expect(arrival.landing?.way == .merge)
    #expect(arrival.landing?.commits == [merge.id])
    let moved = trunk(b, a).arrival(of: branch(b, isContained: true), for: id)
    #expect(moved.landing?.way == .fastForward)
  }

  @Test func copiesAreARebase() {
    var history = trunk(commit("y", after: "x"), commit("x"))
    history.patches = [full("x"): "patch of \(full("a"))", full("y"): "patch of \(full("b"))"]
    let whole = history.arrival(of: branch(commit("b"), commit("a")), for: id)
    #expect(whole.kind == .merged)
    #expect(whole.landing?.way == .rebase)
    #expect(whole.landing?.commits == [full("y"), full("x")])
    let part = history.arrival(of: branch(commit("c"), commit("b"), commit("a")), for: id)
    #expect(part.kind == .partly)
    #expect(part.missing.map(\.id) == [full("c")])
  }

  @Test func oneCopiedCommitIsASquashWhenItsTitleIsNew() {
    var history = trunk(commit("x", "Login (#12)"))
    history.patches = [full("x"): "patch of \(full("a"))"]
    #expect(history.arrival(of: branch(commit("a")), for: id).landing?.way == .squash)
  }

  @Test func aSquashIsKnownByItsDiffItsListItsTrailerOrItsTree() {
    let own = branch(commit("b", at: 2, "Test"), commit("a", at: 1, "Check for null"))
    var byDiff = trunk(commit("x", at: 3))
    byDiff.patches = [full("x"): "whole"]
    #expect(byDiff.arrival(of: own, for: id).landing?.evidence == .diff)
    let hosts = trunk(commit("x", at: 3, "Login (#1)\n\n* Check for null\n\n* Test"))
    #expect(hosts.arrival(of: own, for: id).landing?.evidence == .list)
    let gits = trunk(commit("x", at: 3, "Squashed\n\ncommit \(full("a"))\n\ncommit \(full("b"))\n"))
    #expect(gits.arrival(of: own, for: id).landing?.evidence == .list)
    var trailer = trunk(commit("x", at: 3, "Login\n\nCloses: \(id)"))
    trailer.paths = [full("x"): ["code", "test", "notes"]]
    #expect(trailer.arrival(of: own, for: id).landing?.evidence == .trailer)
    #expect(
      trunk(commit("x")).arrival(of: own, for: id, mergedTree: full("x")).landing?.evidence == .tree
    )
    #expect(trunk(commit("x")).arrival(of: own, for: id).kind == .missing)
  }

  @Test func aTrailerOnSomethingElseIsNoSquash() {
    let own = branch(commit("b", at: 2), commit("a", at: 1))
    var history = trunk(commit("x", at: 3, "Hotfix\n\nTicket: \(id)"))
    history.paths = [full("x"): ["code"]]
    #expect(history.arrival(of: own, for: id).kind == .missing)
  }

  @Test func commitsAfterASquashAreMissing() {
    let own = branch(commit("b", at: 5), commit("a", at: 1))
    var history = trunk(commit("x", at: 3, "Login\n\nCloses: \(id)"))
    history.paths = [full("x"): ["code", "test"]]
    let arrival = history.arrival(of: own, for: id)
    #expect(arrival.kind == .partly)
    #expect(arrival.missing.map(\.id) == [full("b")])
  }

  @Test func aBranchWithoutWorkIsEmpty() {
    #expect(trunk(commit("x")).arrival(of: branch(), for: id).kind == .empty)
  }

  @Test func withoutABranchTrailersAndMergesTell() {
    let first = commit("a", "Fix\n\nTicket: \(id)")
    let side = commit("b", after: "a", "More\n\nRefs: \(id)")
    let merge = commit("c", after: "ab", "Merge branch 'bug/\(id)-login'")
    let squash = commit("d", after: "c", "Login\n\n* one\n\nTicket: \(id)\n\n* two")
    let backward = commit("e", after: "d", "Merge branch 'main' into bug/\(id)-login")
    let revert = commit(
      "f", after: "e", "Revert\n\nThis reverts commit \(full("a")).\n\nRefs: \(id)")
    var history = trunk(revert, backward, squash, merge, side, first)
    history.paths = Dictionary(
      uniqueKeysWithValues: history.commits.map { ($0.id, ["code"]) })
    let landings = history.landings(of: id, besides: [])
    #expect(landings.map(\.way) == [.squash, .merge, .commits])
    #expect(landings.map { $0.commits[0] } == [full("d"), full("c"), full("a")])
    #expect(history.landings(of: id, besides: [full("d"), full("c")]).map(\.way) == [.commits])
    history.paths = [:]
    #expect(history.landings(of: id, besides: []).isEmpty)
  }

  @Test func aRevertOfARevertBringsBack() {
    func revert(_ name: Character, of target: Character, after: String) -> CommitFacts {
      commit(name, after: after, "Revert\n\nThis reverts commit \(full(target)).")
    }
    let work = commit("a")
    let back = revert("b", of: "a", after: "a")
    let again = revert("c", of: "b", after: "b")
    #expect(trunk(back, work).revert(of: work.id)?.id == back.id)
    #expect(trunk(again, back, work).revert(of: work.id) == nil)
    #expect(
      trunk(revert("d", of: "c", after: "c"), again, back, work).revert(of: work.id)?.id == back.id)
  }

  @Test func messagesThatRevertEachOtherEnd() {
    let one = commit("a", "x\n\nThis reverts commit \(full("b")).")
    let two = commit("b", after: "a", "x\n\nThis reverts commit \(full("a")).")
    #expect(trunk(two, one).revert(of: one.id)?.id == two.id)
  }
}
