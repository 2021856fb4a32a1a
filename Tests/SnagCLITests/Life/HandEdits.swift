import Foundation
import TestSupport
import Testing

extension CommandLineWorld {
  /// Moves a ticket by editing its file and committing it, whatever its workflow says: these tests are
  /// about where texts and commits are.
  func move(_ id: String, to status: String, resolution: String? = nil) throws {
    let path = path(of: id)
    var lines = try #require(read(path)).components(separatedBy: "\n")
    let history = try #require(lines.firstIndex(of: "history:"))
    let end = try #require(lines[history...].firstIndex { $0 == "---" })
    let last = lines[end - 1].components(separatedBy: " ")
    let old = try #require(lines.firstIndex { $0.hasPrefix("status: ") })
    let change = "\(lines[old].dropFirst(8)) -> \(status)"
    lines.insert("- \(last[1]) ada \(status)", at: end)
    lines.removeAll { $0.hasPrefix("resolution:") }
    if let resolution {
      let history = try #require(lines.firstIndex(of: "history:"))
      lines.insert("resolution: \(resolution)", at: history)
    }
    lines[old] = "status: \(status)"
    try write(lines.joined(separator: "\n"), to: path)
    // At the time that the history says.
    var environment = isolatedEnvironment.merging(variables) { $1 }
    environment["GIT_AUTHOR_DATE"] = last[1]
    environment["GIT_COMMITTER_DATE"] = last[1]
    let message = "\(id): \(change)\n\nTicket: \(id)"
    let made = try TestSupport.run(
      ["git", "commit", "-q", "-m", message, "--", path], in: directory, environment: environment)
    try #require(made.status == 0, "\(made.errors)")
  }
}

extension SyncWorld.Clone {
  /// See ``CommandLineWorld/move(_:to:resolution:)``.
  func move(_ id: String, to status: String, resolution: String? = nil) throws {
    _ = try git("rev-parse", "HEAD")
    try world.move(id, to: status, resolution: resolution)
  }
}
