import GitKit

/// When tickets were last changed, for the last commit that was asked about on some branches, in files
/// that all worktrees of a repository share.
///
/// An answer follows from its commit alone, whose name is the file's. Each branch has its own file, in one of a few places, so that they do not add
/// up; what is known for one branch helps with the next.
struct ChangeTimesCache {
  private let folder: String
  private let names: [String]

  private static let places: UInt64 = 8
  private static let prefix = "changes-"

  init(_ git: GitRepository) {
    folder = "\(git.commonDirectory)/snag"
    names = ((try? Files.list(folder)) ?? nil ?? []).filter { $0.kind == .file }.map(\.name)
      .filter { $0.hasPrefix(Self.prefix) }
  }

  /// Returns what was kept for a commit.
  func changes(at commit: ObjectID) -> LastChanges? {
    let suffix = "-\(commit.hex)"
    for name in names where name.hasSuffix(suffix) {
      if let changes = try? Self.changes(in: file(name, commit).read()) { return changes }
    }
    return nil
  }

  /// Keeps what is known for a commit, in the place of what was known of its branch.
  func keep(_ changes: LastChanges, for commit: ObjectID, branch: String) {
    let place = "\(Self.prefix)\(number(of: branch))-"
    let name = "\(place)\(commit.hex)"
    let isKept = file(name, commit).keep { writer in
      writer.write(changes.sorted { $0.key < $1.key }) { writer, change in
        writer.write(change.key)
        // Before 1970 nobody wrote tickets, and clocks that say so are wrong.
        writer.write(Int(max(0, min(change.value, 1 << 48))))
      }
    }
    guard isKept else { return }
    for old in names where old.hasPrefix(place) && old != name {
      try? Files.delete("\(folder)/\(old)")
    }
  }

  private func file(_ name: String, _ commit: ObjectID) -> SealedFile {
    SealedFile("\(folder)/\(name)", version: "snag changes 2", key: commit.hex)
  }

  private func number(of branch: String) -> UInt64 {
    Array(branch.utf8).withUnsafeBytes(cacheChecksum) % Self.places
  }

  private static func changes(
    in payload: consuming ByteReader
  ) throws(BytesDamaged) -> LastChanges {
    var reader = payload
    let pairs = try reader.array { reader throws(BytesDamaged) in
      (try reader.string(), Int64(try reader.number()))
    }
    guard reader.isAtEnd else { throw BytesDamaged() }
    return LastChanges(pairs, uniquingKeysWith: { first, _ in first })
  }
}
