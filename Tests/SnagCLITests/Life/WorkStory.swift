import Foundation
import TestSupport
import Testing

/// A ticket of ada's with a branch of her own, and what `where` and `changelog` say of it.
struct WorkStory {
  let world: SyncWorld
  let id: String
  let branch: String

  var ada: SyncWorld.Clone { world.ada }
  var bob: SyncWorld.Clone { world.bob }

  /// Main is tagged v0.9; then the branch has a ticket that is done, and two commits with work.
  init(done: Bool = true, trailers: Bool = true) throws {
    world = try SyncWorld()
    let ada = world.ada
    try ada.git("tag", "v0.9")
    id = ada.ok("new", "Login crashes", "-t", "bug", "-p", "P1")
    branch = "bug/\(id)-login"
    try ada.git("switch", "-q", "-c", branch)
    try ada.move(id, to: "in-progress")
    try Self.commit(ada, "Check for null", "ONE\ntwo\nthree\nfour\nfive\n", trailers ? id : nil)
    try Self.commit(ada, "Check the end", "ONE\ntwo\nthree\nfour\nFIVE\n", trailers ? id : nil)
    if done { try ada.move(id, to: "done", resolution: "fixed") }
  }

  /// Commits the code, with a trailer when there is a ticket.
  static func commit(
    _ clone: SyncWorld.Clone, _ title: String, _ code: String, _ id: String?
  ) throws {
    try clone.write(code, to: "code.txt")
    try clone.git("add", "code.txt")
    let message = id.map { "\(title)\n\nTicket: \($0)\n" } ?? title
    try clone.git("commit", "-q", "-m", message)
  }

  /// What `where` says in one word.
  func work(_ clone: SyncWorld.Clone? = nil) throws -> String {
    try json(clone)["work"] as? String ?? ""
  }

  func json(_ clone: SyncWorld.Clone? = nil) throws -> [String: Any] {
    try (clone ?? ada).snag("where", id, "--json").json()
  }

  /// The ways in which work came, newest first.
  func ways(_ clone: SyncWorld.Clone? = nil) throws -> [String] {
    try landings(clone).map { "\($0["way"] ?? "")" }
  }

  func landings(_ clone: SyncWorld.Clone? = nil) throws -> [[String: Any]] {
    try json(clone)["landings"] as? [[String: Any]] ?? []
  }

  func tags() throws -> [String] { try json()["tags"] as? [String] ?? [] }

  /// The ids in a changelog.
  func changelog(_ range: String) throws -> [String] {
    let object = try ada.snag("changelog", range, "--json").json()
    return (object["tickets"] as? [[String: Any]] ?? []).map { "\($0["id"] ?? "")" }
  }
}
