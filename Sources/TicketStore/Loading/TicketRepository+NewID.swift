import GitKit
package import TicketModel

extension TicketRepository {
  /// Draws an id that no ticket here or on any known branch has.
  ///
  /// Checked are the work tree, the index's commit HEAD, and the tip of every branch and
  /// remote-tracking branch. The exclusive create of the file settles a race on this machine.
  package func newID() throws -> TicketID {
    let names = try knownNames()
    // Seven symbols above 5,000 tickets keep the chance of an unseen collision small.
    let length = names.count > 5_000 ? 7 : 6
    let prefix = try settings().configuration.prefix
    while true {
      let id = TicketID.random(prefix: prefix, length: length, using: &environment.random)
      if !names.contains(id.text) { return id }
    }
  }

  /// Whether so many tickets are here that a new one goes into a shard directory.
  package func shardsNewTickets() throws -> Bool {
    switch try settings().configuration.layout {
    case .flat: false
    case .sharded: true
    case .auto: try ticketPaths(in: .workTree).count >= Configuration.Layout.flatLimit
    }
  }

  /// nil for a ref that leads nowhere, which git warns of and works around.
  private func tree(of tip: ObjectID, in git: GitRepository) throws -> ObjectID? {
    do {
      return try git.tree(of: tip)
    } catch let error where error.code == .notFound {
      return nil
    }
  }

  /// The first two parts of every file name in use, which for ids of ours is the id.
  private func knownNames() throws -> Set<String> {
    var names: Set<String> = []
    var seen: Set<ObjectID> = []
    if root != nil {
      for path in (try? ticketPaths(in: .workTree)) ?? [] { names.insert(path.idInFileName) }
    }
    let git = try git()
    let tips = try git.refs(matching: ["refs/heads/*", "refs/remotes/*"]).map(\.id)
    for tip in tips + [try git.head().commit].compactMap({ $0 }) {
      guard let tree = try tree(of: tip, in: git), let folder = try git.entry(at: Workspace.folder, in: tree),
        seen.insert(folder.id).inserted
      else { continue }
      for entry in try git.ticketEntries(in: tree) { names.insert(entry.path.idInFileName) }
    }
    return names
  }
}

extension String {
  fileprivate var idInFileName: String {
    let name = split(separator: "/").last ?? ""
    let stem = name.hasSuffix(".md") ? name.dropLast(3) : name
    return stem.split(separator: "-", maxSplits: 2).prefix(2).joined(separator: "-")
  }
}
