import GitKit
package import TicketModel

/// A branch on which a ticket is worked on, or any other one.
package struct LinkedBranch: Sendable, Equatable {
  /// Its short name: `bug/sn-k7m3qx-login`, or `origin/bug/sn-k7m3qx-login`.
  package let name: String
  /// Whether it is what a remote had when it was last asked.
  package let isRemoteTracking: Bool
  /// Full hexadecimal id of its newest commit.
  package let tip: String

  init(_ tip: RefTip) { self.init(ref: tip.ref.name, tip: tip.id.hex) }

  init(ref: String, tip: String) {
    name = RefName(ref).shorthand
    isRemoteTracking = ref.hasPrefix("refs/remotes/")
    self.tip = tip
  }

  /// Its newest commit.
  var commit: ObjectID? { ObjectID(hex: tip) }

  /// Full name of its ref.
  package var ref: String { isRemoteTracking ? "refs/remotes/\(name)" : "refs/heads/\(name)" }

  /// The name without that of the remote, which is one word.
  package var localName: String {
    guard isRemoteTracking, let slash = name.firstIndex(of: "/") else { return name }
    return String(name[name.index(after: slash)...])
  }
}

extension TicketRepository {
  /// Returns the branches whose names hold a ticket's id as a whole word, or that its field `branch`
  /// names: those here, then the remote-tracking ones, each by name.
  package func linkedBranches(to ticket: Ticket) throws -> [LinkedBranch] {
    let named = ticket.text(of: .branch)
    func isLinked(_ branch: LinkedBranch) -> Bool {
      ticket.id.isNamed(inBranch: branch.localName) || !named.isEmpty && branch.isNamed(named)
    }
    // Most tickets have no branch, and opening git takes longer than reading the names.
    if let names = commonDirectoryWithoutGit.flatMap(BranchNames.init(commonDirectory:)),
      !names.refs.contains(where: { isLinked(LinkedBranch(ref: $0, tip: "")) })
    {
      return []
    }
    return try branches().filter(isLinked)
  }

  /// Returns every branch here, then the remote-tracking ones, each by name.
  package func branches() throws -> [LinkedBranch] {
    try git().refs(matching: ["refs/heads/*", "refs/remotes/*"]).map(LinkedBranch.init)
  }
}

extension LinkedBranch {
  /// Whether it goes by a name that a person wrote, with or without the remote's.
  func isNamed(_ written: String) -> Bool { written == name || written == localName }
}
