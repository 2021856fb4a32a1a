import GitKit

/// Files of a work tree that were compared with what is committed, and what was in them.
///
/// A file that still is what the cache of tickets proved it to be then is not read again. Each work tree
/// has a file of its own, beside the one of the ``BranchCache``.
struct ComparedFiles {
  /// A file, when it was proved that an equal identity means equal contents.
  private struct Entry {
    let identity: FileIdentity
    /// The name of its text.
    let blob: ObjectID
  }

  private let file: SealedFile
  private var entries: [String: Entry] = [:]
  private var changes = 0

  /// Reads what is known of a work tree's files.
  ///
  /// - Parameters:
  ///   - git: the repository.
  ///   - root: absolute path of the work tree's top.
  init(_ git: GitRepository, root: String) {
    let sum = Array(root.utf8).withUnsafeBytes(cacheChecksum)
    file = SealedFile(
      "\(git.commonDirectory)/snag/compared-\(String(sum, radix: 16))",
      version: "snag compared files 1", key: root)
    entries = (try? Self.entries(file.read())) ?? [:]
  }

  /// What is known of each file, by path.
  var identities: [String: FileIdentity] { entries.mapValues(\.identity) }

  /// The text of a file that was found to be as it was.
  func blob(at path: String) -> ObjectID? { entries[path]?.blob }

  /// Takes what was read of a file.
  mutating func take(_ blob: ObjectID, at path: String, _ identity: FileIdentity) {
    entries[path] = Entry(identity: identity, blob: blob)
    changes += 1
  }

  /// Writes it down, when enough was read that it is worth it.
  ///
  /// - Parameter paths: the files that may be asked for again.
  func keep(only paths: Set<String>) {
    guard changes > paths.count / 256 else { return }
    _ = file.keep { writer in
      writer.write(entries.filter { paths.contains($0.key) }.sorted { $0.key < $1.key }) {
        writer, entry in
        writer.write(entry.key)
        entry.value.blob.bytes.forEach { writer.write(byte: $0) }
        let identity = entry.value.identity
        for number in [
          identity.device, identity.inode, UInt64(bitPattern: identity.modified),
          UInt64(bitPattern: identity.changed), UInt64(identity.size),
        ] { withUnsafeBytes(of: number.littleEndian) { $0.forEach { writer.write(byte: $0) } } }
      }
    }
  }

  private static func entries(
    _ payload: consuming ByteReader
  ) throws(BytesDamaged) -> [String: Entry] {
    var reader = payload
    let list = try reader.array { reader throws(BytesDamaged) in
      let path = try reader.string()
      guard let blob = ObjectID(bytes: reader.bytes[try reader.range(20)]) else {
        throw BytesDamaged()
      }
      var numbers: [UInt64] = []
      for _ in 0..<5 { numbers.append(try reader.word()) }
      let identity = FileIdentity(
        device: numbers[0], inode: numbers[1], modified: Int64(bitPattern: numbers[2]),
        changed: Int64(bitPattern: numbers[3]), size: UInt32(clamping: numbers[4]), isFile: true)
      return (path, Entry(identity: identity, blob: blob))
    }
    return Dictionary(list, uniquingKeysWith: { first, _ in first })
  }
}
