import GitKit
import TestSupport
import Testing
import TicketDocument
import TicketStore

/// A repository with random branches, local and remote-tracking, that edit, merge, move and delete tickets.
struct BranchForest {
  let scene: Scene
  private let git: GitRepository
  private let store: TicketRepository
  private var random: SeededGenerator
  /// Full names of refs and their commits; `refs/heads/main` is checked out.
  private(set) var tips: [String: ObjectID] = [:]
  private var clock: Int64 = 1_795_166_400

  static let refs = [
    "refs/heads/main", "refs/heads/one", "refs/heads/two", "refs/remotes/origin/main",
    "refs/remotes/origin/two", "refs/remotes/fork/three",
  ]

  init(seed: UInt64) throws {
    scene = try Scene.committed()
    git = try GitRepository.open(at: scene.directory, environment: scene.variables)
    store = try scene.store()
    random = SeededGenerator(seed: seed)
    let start = try #require(try git.head().commit)
    for ref in Self.refs { tips[ref] = start }
  }

  private mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }
  private mutating func anyRef() -> String { Self.refs[below(Self.refs.count)] }

  /// An edit of one branch, or a merge of another one into it.
  mutating func step() throws {
    let (ref, other) = (anyRef(), anyRef())
    if below(10) < 7 { try edit(ref) } else { try merge(other, into: ref) }
  }

  /// Lets the refs and the work tree follow; some files are left changed and not committed.
  mutating func checkOut(changing changes: Int) throws {
    for ref in Self.refs { try scene.git("update-ref", ref, tip(ref).hex) }
    try scene.git("reset", "-q", "--hard")
    for _ in 0..<changes {
      let files = try tickets(of: tip("refs/heads/main"))
      guard !files.isEmpty else { return }
      let file = files[below(files.count)]
      guard scene.exists(file.path) else { continue }
      if below(4) == 0 {
        try scene.remove(file.path)
      } else {
        try scene.write(try edited(scene.bytes(file.path)), to: file.path)
      }
    }
  }

  private func tip(_ ref: String) throws -> ObjectID { try #require(tips[ref]) }

  private func tickets(of commit: ObjectID) throws -> [TreeEntry] {
    try git.entries(under: ".tickets", in: git.tree(of: commit), recursive: true)
  }

  // MARK: Edits

  private mutating func edit(_ ref: String) throws {
    let files = try tickets(of: tip(ref))
    guard !files.isEmpty, below(8) > 0 else {
      let id = "sn-n\(clock)"
      let blob = try git.makeBlob(Array(Scene.ticketText(id, title: "New").utf8))
      return try commit([.upsert(path: ".tickets/\(id).md", blob: blob)], to: ref)
    }
    let file = files[below(files.count)]
    switch below(14) {
    case 0: try commit([.remove(path: file.path)], to: ref)
    case 1:
      let name = file.path.split(separator: "/").last ?? ""
      let folder = [".tickets", ".tickets/k/7"][below(2)]
      guard file.path != "\(folder)/\(name)" else { return }
      try commit(
        [.remove(path: file.path), .upsert(path: "\(folder)/\(name)", blob: file.id)], to: ref)
    default:
      let blob = try git.makeBlob(edited(git.blob(file.id)))
      try commit([.upsert(path: file.path, blob: blob)], to: ref)
    }
  }

  private mutating func edited(_ bytes: [UInt8]) throws -> [UInt8] {
    var document = try TicketDocument(parsing: bytes)
    switch below(5) {
    case 0: try document.setScalar("assignee", to: "p\(below(3))")
    case 1: try document.setScalar("priority", to: "P\(below(4))")
    case 2: try document.setScalar("title", to: "Title \(below(4))")
    case 3: document.insertItem("l\(below(5))", in: "labels", at: .sorted)
    default:
      let text = String(decoding: document.bytes, as: UTF8.self)
      return Array(
        text.replacing("Two tabs", with: "Two tabs \(below(9))", maxReplacements: 1).utf8)
    }
    return document.bytes
  }

  // MARK: Commits

  private mutating func merge(_ other: String, into ref: String) throws {
    let (ours, theirs) = (try tip(ref), try tip(other))
    let merged = try store.mergedTickets(ours: ours.hex, theirs: theirs.hex)
    if ours == theirs || merged.bases == [theirs.hex] { return }
    if merged.bases == [ours.hex] {
      tips[ref] = theirs
      return
    }
    var changes: [TreeChange] = []
    for ticket in merged.tickets where ticket.result != ticket.ours {
      if let old = ticket.ours { changes.append(.remove(path: old.path)) }
    }
    for ticket in merged.tickets where ticket.result != ticket.ours {
      guard let result = ticket.result else { continue }
      changes.append(.upsert(path: result.path, blob: try git.makeBlob(result.bytes)))
    }
    try commit(changes, to: ref, merging: [theirs])
  }

  private mutating func commit(
    _ changes: [TreeChange], to ref: String, merging others: [ObjectID] = []
  ) throws {
    clock += 60
    let signature = Signature(
      name: "Ada", email: "ada@example.org", seconds: clock, offsetMinutes: 0)
    let parent = try tip(ref)
    tips[ref] = try git.writeCommit(
      CommitRequest(
        tree: git.updatedTree(from: git.tree(of: parent), changes: changes),
        parents: [parent] + others, author: signature, committer: signature, message: "x"))
  }
}
