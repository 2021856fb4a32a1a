import GitKit
package import TicketModel

/// A new ticket's id and where its file goes.
package struct NewTicketPlace: Sendable, Equatable {
  package let id: TicketID
  /// Whether the file goes into a shard directory.
  package let isSharded: Bool
}

extension TicketRepository {
  /// Draws an id that no ticket here or on any known branch has.
  ///
  /// Checked are the work tree, the index, HEAD, and the tip of every branch and remote-tracking branch. The
  /// exclusive create of the file settles a race on this machine.
  package func newPlace() throws -> NewTicketPlace {
    let top = try topLevel()
    let isSharded = isSharded(top)
    let prefix = try settings().configuration.prefix
    let trees = try ticketTrees()
    // Seven symbols above 5,000 tickets keep the chance of an unseen collision small; a sharded
    // repository is taken for one of that size, so that nothing needs to be counted.
    let length = isSharded || top.count > 5_000 ? 7 : 6
    while true {
      let id = TicketID.random(prefix: prefix, length: length, using: &environment.random)
      if try !isStaged(id), try !isTaken(id, top, trees) {
        return NewTicketPlace(id: id, isSharded: isSharded)
      }
    }
  }

  /// Whether a file is staged, at whatever slug, where a ticket of the id would be.
  private func isStaged(_ id: TicketID) throws -> Bool {
    guard root != nil, try git().indexMayMention(id.text) else { return false }
    return try git().readIndex().isTaken(id)
  }

  /// Whether new tickets go into shard directories.
  package func shardsNewTickets() throws -> Bool { isSharded(try topLevel()) }

  private func topLevel() throws -> [Files.Entry] {
    guard let root else {
      let reader = try RevisionFolderReader(git: git(), revision: "HEAD")
      return try reader.entries(in: Workspace.folder)
    }
    try FolderRefused.check(root)
    return try Files.list("\(root)/\(Workspace.folder)") ?? []
  }

  private func isSharded(_ top: [Files.Entry]) -> Bool {
    switch (try? settings().configuration.layout) ?? .auto {
    case .flat: false
    case .sharded: true
    case .auto:
      top.contains { $0.kind == .directory && $0.name.isShardName }
        || top.count >= Configuration.Layout.flatLimit
    }
  }

  /// The `.tickets` trees of all tips, each once.
  private func ticketTrees() throws -> Set<ObjectID> {
    let git = try git()
    let tips = try git.refs(matching: ["refs/heads/*", "refs/remotes/*"]).map(\.id)
    return try Set(
      (tips + [try git.head().commit].compactMap { $0 }).compactMap { tip in
        guard let tree = try tree(of: tip, in: git) else { return nil }
        let entry = try git.entry(at: Workspace.folder, in: tree)
        return entry?.kind == .tree ? entry?.id : nil
      })
  }

  /// Returns nil for a ref that leads nowhere, which git warns of and works around.
  private func tree(of tip: ObjectID, in git: GitRepository) throws -> ObjectID? {
    do {
      return try git.tree(of: tip)
    } catch let error where error.code == .notFound {
      return nil
    }
  }

  private func isTaken(
    _ id: TicketID, _ top: [Files.Entry], _ trees: Set<ObjectID>
  ) throws -> Bool {
    let isSame: (String) -> Bool = { $0.hasPrefix(id.text) }
    if top.contains(where: { isSame($0.name) }) { return true }
    if let root, let shard = try Files.list("\(root)/\(Workspace.folder)/\(id.shard)"),
      shard.contains(where: { isSame($0.name) })
    {
      return true
    }
    let git = try git()
    return try trees.contains { tree in
      let flat = try git.entries(under: "", in: tree, recursive: false)
      let shard = try git.entries(under: id.shard, in: tree, recursive: false)
      return (flat + shard).contains { entry in
        isSame(entry.path.split(separator: "/").last.map(String.init) ?? "")
      }
    }
  }
}

extension IndexSnapshot {
  /// Whether it holds a file, at whatever slug, where a ticket of the id would be.
  fileprivate func isTaken(_ id: TicketID) -> Bool {
    holds("\(Workspace.folder)/\(id)") || holds("\(Workspace.folder)/\(id.shard)/\(id)")
  }
}
