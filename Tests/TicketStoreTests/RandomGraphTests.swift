import GitKit
import TestSupport
import Testing
import TicketDocument
import TicketStore

/// Random histories of three branches that edit and merge each other's tickets, criss-cross or not.
@Suite struct RandomGraphTests {
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func mergesAreTheSameFromBothSidesAndConverge(seed: UInt64) throws {
    var graph = try RandomGraph(seed: seed)
    for _ in 0..<60 { try graph.step() }
    // Everybody merges everybody: what one sees the others must come to as well.
    for (ours, theirs) in [(0, 1), (1, 2), (0, 2), (0, 1), (1, 2)] { try graph.cross(ours, theirs) }
    let trees = try graph.trees()
    #expect(Set(trees).count == 1, "seed \(seed)")
    #expect(graph.criticalMerges > 0, "seed \(seed): no merge had several bases")
  }
}

/// Three branches without a work tree.
private struct RandomGraph {
  private let scene: Scene
  private let git: GitRepository
  private let store: TicketRepository
  private var random: SeededGenerator
  private var tips: [ObjectID]
  private var clock: Int64 = 1_795_166_400
  private let seed: UInt64
  /// Merges with more than one common ancestor.
  private(set) var criticalMerges = 0

  init(seed: UInt64) throws {
    scene = try Scene.committed()
    git = try GitRepository.open(at: scene.directory, environment: scene.variables)
    store = try scene.store()
    random = SeededGenerator(seed: seed)
    self.seed = seed
    guard let start = try git.head().commit else { throw GitSaidNo(command: "HEAD", errors: "") }
    tips = [start, start, start]
  }

  func trees() throws -> [ObjectID] { try tips.map { try git.tree(of: $0) } }

  private mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

  /// An edit on one branch, a merge of one branch into another, or of both into each other.
  mutating func step() throws {
    let branch = below(3)
    let other = (branch + 1 + below(2)) % 3
    switch below(10) {
    case ..<6: try edit(branch)
    case ..<8: try merge(other, into: branch)
    default: try cross(branch, other)
    }
  }

  // MARK: Edits

  private mutating func edit(_ branch: Int) throws {
    let tree = try git.tree(of: tips[branch])
    let files = try git.entries(under: ".tickets", in: tree, recursive: true)
    guard let file = files.isEmpty ? nil : files[below(files.count)], below(12) > 0 else {
      return try add(to: branch, tree)
    }
    if below(30) == 0 { return try commit([.remove(path: file.path)], to: branch) }
    if below(15) == 0 { return try move(file, on: branch) }
    var document = try TicketDocument(parsing: git.blob(file.id))
    switch below(6) {
    case 0: try document.setScalar("assignee", to: "p\(below(4))")
    case 1: try document.setScalar("priority", to: "P\(below(5))")
    case 2: try document.setScalar("milestone", to: "v\(below(3))", insertingBefore: ["history"])
    case 3: try document.setScalar("title", to: "Title \(below(5))")
    case 4: document.insertItem("l\(below(6))", in: "labels", at: .sorted)
    default:
      let text = String(decoding: document.bytes, as: UTF8.self)
      let edited = text.replacing("Two tabs", with: "Two tabs \(below(9))", maxReplacements: 1)
      document = try TicketDocument(parsing: Array(edited.utf8))
    }
    let change = TreeChange.upsert(path: file.path, blob: try git.makeBlob(document.bytes))
    try commit([change], to: branch)
  }

  private mutating func add(to branch: Int, _ tree: ObjectID) throws {
    let id = "sn-n\(["b", "c", "d", "f"][below(4)])\(clock)"
    let blob = try git.makeBlob(Array(Scene.ticketText(id, title: "New").utf8))
    try commit([.upsert(path: ".tickets/\(id).md", blob: blob)], to: branch)
  }

  private mutating func move(_ file: TreeEntry, on branch: Int) throws {
    let name = file.path.split(separator: "/").last ?? ""
    let folder = [".tickets", ".tickets/k/7", ".tickets/z/4"][below(3)]
    guard file.path != "\(folder)/\(name)" else { return }
    try commit(
      [.remove(path: file.path), .upsert(path: "\(folder)/\(name)", blob: file.id)], to: branch)
  }

  // MARK: Merges

  /// Each merges the other's commit, which makes the next merge a criss-cross.
  mutating func cross(_ first: Int, _ second: Int) throws {
    let (ours, theirs) = (tips[first], tips[second])
    try merge(theirs, into: first)
    try merge(ours, into: second)
    #expect(
      try git.tree(of: tips[first]) == git.tree(of: tips[second]), "seed \(seed): not symmetric")
  }

  private mutating func merge(_ other: Int, into branch: Int) throws {
    try merge(tips[other], into: branch)
  }

  private mutating func merge(_ theirs: ObjectID, into branch: Int) throws {
    guard theirs != tips[branch] else { return }
    let merged = try store.mergedTickets(ours: tips[branch].hex, theirs: theirs.hex)
    if merged.bases == [theirs.hex] { return }
    if merged.bases == [tips[branch].hex] {
      tips[branch] = theirs
      return
    }
    if merged.bases.count > 1 { criticalMerges += 1 }
    var changes: [TreeChange] = []
    for ticket in merged.tickets where ticket.result != ticket.ours {
      if let old = ticket.ours { changes.append(.remove(path: old.path)) }
    }
    for ticket in merged.tickets where ticket.result != ticket.ours {
      guard let result = ticket.result else { continue }
      #expect(throws: Never.self, "seed \(seed)") { try TicketDocument(parsing: result.bytes) }
      changes.append(.upsert(path: result.path, blob: try git.makeBlob(result.bytes)))
    }
    try commit(changes, to: branch, merging: [theirs])
  }

  private mutating func commit(
    _ changes: [TreeChange], to branch: Int, merging others: [ObjectID] = []
  ) throws {
    clock += 60
    let signature = Signature(
      name: "Ada", email: "ada@example.org", seconds: clock, offsetMinutes: 0)
    tips[branch] = try git.writeCommit(
      CommitRequest(
        tree: git.updatedTree(from: git.tree(of: tips[branch]), changes: changes),
        parents: [tips[branch]] + others, author: signature, committer: signature, message: "x"))
  }
}
