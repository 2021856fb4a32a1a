import GitKit
import TicketModel

/// The commits of many branches and the tickets in them; whatever is asked twice is looked up once.
final class BranchGraph {
  let git: GitRepository
  let texts: TicketTexts
  private var trees: [ObjectID: ObjectID?] = [:]
  private var ancestors: [[ObjectID]: [ObjectID]] = [:]
  private var entries: [EntryPlace: ObjectID?] = [:]
  private var names: [ObjectID: TicketNames] = [:]
  private var ancestry: Ancestry?

  private struct EntryPlace: Hashable {
    let tree: ObjectID
    let path: String
  }

  init(_ git: GitRepository) {
    self.git = git
    texts = TicketTexts(git)
  }

  /// Reads the history of a commit with which many others will be compared, unless it is a very long one.
  @discardableResult
  func readHistory(of commit: ObjectID) throws -> Ancestry? {
    ancestry = try git.ancestry(of: commit, limit: 50_000)
    return ancestry
  }

  /// Takes the best common ancestors of two commits as known.
  func know(_ bases: [ObjectID], of commit: ObjectID, and other: ObjectID) {
    ancestors[[commit, other].sorted()] = bases
  }

  /// Returns the best common ancestors, oldest first; none without others.
  func bases(of commit: ObjectID, and others: [ObjectID]) throws -> [ObjectID] {
    guard !others.isEmpty else { return [] }
    // Of two, which one is named first makes no difference.
    let key = others.count == 1 ? [commit, others[0]].sorted() : [commit] + others
    if let known = ancestors[key] { return known }
    let found =
      if let ancestry, others == [ancestry.commit] {
        try git.mergeBases(of: commit, and: ancestry)
      } else {
        try git.mergeBases(of: commit, and: others)
      }
    ancestors[key] = found
    return found
  }

  /// Returns the tree of `.tickets` of a commit; nil when it has none.
  func tree(of commit: ObjectID) throws -> ObjectID? {
    if let known = trees[commit] { return known }
    let tree = try git.ticketSnapshot(of: commit).tree
    trees[commit] = .some(tree)
    return tree
  }

  /// Returns the file at a path of a commit; nil when there is none.
  func file(at path: String, in commit: ObjectID) throws -> ObjectID? {
    guard let tree = try tree(of: commit) else { return nil }
    let place = EntryPlace(tree: tree, path: path)
    if let known = entries[place] { return known }
    let entry = try git.entry(at: String(path.dropFirst(Workspace.folder.count + 1)), in: tree)
    let blob = entry.flatMap { $0.kind.isFile ? $0.id : nil }
    entries[place] = .some(blob)
    return blob
  }

  /// Returns the paths of a commit's files that are named after an id.
  func paths(named id: TicketID, in commit: ObjectID) throws -> [String] {
    guard let tree = try tree(of: commit) else { return [] }
    if let known = names[tree] { return known.paths(of: id) }
    let found = try TicketNames(
      git.differences(among: [nil, tree], prefix: "\(Workspace.folder)/"))
    names[tree] = found
    return found.paths(of: id)
  }
}

/// The files of a tree, to be found by the id in their names.
private struct TicketNames {
  private let sorted: [(name: Substring, path: String)]

  init(_ files: [TreeDifference]) {
    sorted = files.map(\.path).filter(\.isPlaceOfTicket)
      .map { ($0.split(separator: "/").last ?? "", $0) }
      .sorted { $0.0 < $1.0 }
  }

  func paths(of id: TicketID) -> [String] {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle].name < id.text { low = middle + 1 } else { high = middle }
    }
    return sorted[low...].prefix { $0.name.hasPrefix(id.text) }.map(\.path)
      .filter { $0.isTicketFileName(of: id) }
  }
}
