/// The names of the branches here and of remotes, read from git's files without opening git: enough to
/// know that none of them is a ticket's, which is so for most tickets.
///
/// Source: gitrepository-layout(5), "refs" and "packed-refs".
struct BranchNames {
  /// Full names of refs, each at least once; some may be broken or symbolic.
  let refs: [String]

  /// Reads the names below git's common directory.
  ///
  /// It is nil where only git can tell: other ways to store refs, links, files that cannot be read.
  init?(commonDirectory: String) {
    // extensions.refStorage names any other way.
    guard let config = try? Files.read("\(commonDirectory)/config", limit: 1 << 20),
      !config.holdsWord("refstorage"),
      let packed = try? Files.readIfPresent("\(commonDirectory)/packed-refs") ?? [],
      let loose = Self.loose(in: commonDirectory)
    else { return nil }
    refs = loose + Self.packed(packed)
  }

  private static func loose(in commonDirectory: String) -> [String]? {
    var names: [String] = []
    var folders = ["refs/heads", "refs/remotes"]
    while let folder = folders.popLast() {
      guard let entries = try? Files.list("\(commonDirectory)/\(folder)") ?? [] else { return nil }
      for entry in entries {
        switch entry.kind {
        case .file: names.append("\(folder)/\(entry.name)")
        case .directory: folders.append("\(folder)/\(entry.name)")
        case .symbolicLink, .other: return nil
        }
      }
    }
    return names
  }

  /// Each line is an object id, a blank and the name; others begin with `#` or `^`.
  private static func packed(_ bytes: [UInt8]) -> [String] {
    bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
      guard let blank = line.firstIndex(of: UInt8(ascii: " ")), line.first != UInt8(ascii: "#")
      else {
        return nil
      }
      let name = String(decoding: line[(blank + 1)...], as: UTF8.self)
      return name.hasPrefix("refs/heads/") || name.hasPrefix("refs/remotes/") ? name : nil
    }
  }
}
