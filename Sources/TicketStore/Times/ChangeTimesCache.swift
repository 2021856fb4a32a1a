import GitKit

/// When tickets were last changed, for the last commit that was asked about on some branches, in files
/// that all worktrees of a repository share.
///
/// An answer follows from its commit alone, whose name is the file's: it is the answer to that question
/// or none. A file that is missing, damaged or of another version is no answer, and one that cannot be
/// written is not needed. Each branch has its own file, in one of a few places, so that they do not add
/// up; what is known for one branch helps with the next.
struct ChangeTimesCache {
  private let folder: String
  private let names: [String]

  private static let places: UInt64 = 8
  /// The first bytes; the number changes with what is in the file, or what it means.
  private static let header = Array("snag changes 1\n".utf8)
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
      guard let bytes = try? Files.read("\(folder)/\(name)", limit: 256 << 20) else { continue }
      if let changes = try? Self.changes(in: bytes, commit) { return changes }
    }
    return nil
  }

  /// Keeps what is known for a commit, in the place of what was known of its branch.
  func keep(_ changes: LastChanges, for commit: ObjectID, branch: String) {
    var writer = ByteWriter()
    writer.write(commit.hex)
    writer.write(changes.sorted { $0.key < $1.key }) { writer, change in
      writer.write(change.key)
      // Before 1970 nobody wrote tickets, and clocks that say so are wrong.
      writer.write(Int(max(0, min(change.value, 1 << 48))))
    }
    let sum = withUnsafeBytes(of: checksum(writer.bytes[...]).littleEndian, Array.init)
    let place = "\(Self.prefix)\(checksum(Array(branch.utf8)[...]) % Self.places)-"
    let name = "\(place)\(commit.hex)"
    guard (try? Files.makeDirectories(folder)) != nil,
      (try? Files.replace("\(folder)/\(name)", with: Self.header + sum + writer.bytes)) != nil
    else { return }
    for old in names where old.hasPrefix(place) && old != name {
      try? Files.delete("\(folder)/\(old)")
    }
  }

  private static func changes(
    in bytes: [UInt8], _ commit: ObjectID
  ) throws(BytesDamaged) -> LastChanges {
    let start = header.count + 8
    guard bytes.count >= start, bytes.starts(with: header) else { throw BytesDamaged() }
    let sum = bytes[header.count..<start].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard checksum(bytes[start...]) == sum else { throw BytesDamaged() }
    var reader = ByteReader(bytes, at: start)
    guard try reader.string() == commit.hex else { throw BytesDamaged() }
    let pairs = try reader.array { reader throws(BytesDamaged) in
      (try reader.string(), Int64(try reader.number()))
    }
    guard reader.isAtEnd else { throw BytesDamaged() }
    return LastChanges(pairs, uniquingKeysWith: { first, _ in first })
  }
}
