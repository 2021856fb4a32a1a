import GitKit
import TicketDocument
import TicketModel

/// A ticket's file that two states do not have alike.
struct DifferingFile {
  /// One version of it.
  enum Version {
    case none
    case blob(ObjectID)
    /// The file as it is on disk, if it is there.
    case workFile
    /// In the place of a ticket something that is never read.
    case refused(Problem)
  }

  let path: String
  var old: Version
  var new: Version
}

extension GitRepository {
  /// Returns the ticket files that two states do not have alike, by path.
  ///
  /// Folders that are the same on both sides are not looked into. For the work tree and the index git
  /// itself is asked, which knows by their times which files are as they were.
  func differingFiles(
    from old: ComparedState, to new: ComparedState
  ) throws -> [DifferingFile] {
    let files: [DifferingFile]
    switch new.place {
    case .commit, .nothing:
      files = try differences(
        among: [ticketTree(of: old), ticketTree(of: new)], prefix: "\(Workspace.folder)/"
      ).map { difference in
        DifferingFile(
          path: difference.path, old: .init(difference.entries[0]),
          new: .init(difference.entries[1]))
      }
    case .index: files = try listed(old, ["--cached"])
    case .workTree: files = try withUntracked(listed(old, []))
    }
    return files.filter { $0.path.isPlaceOfTicket }
      .map { $0.path.isPlainName ? $0 : $0.refused(.badName($0.path)) }
  }

  /// Returns the tree of `.tickets`; nil when a state has none.
  func ticketTree(of state: ComparedState) throws -> ObjectID? {
    guard let commit = state.commit.flatMap({ ObjectID(hex: $0) }) else { return nil }
    try refuseLinkedTickets(in: tree(of: commit))
    return try ticketSnapshot(of: commit).tree
  }

  private func listed(_ old: ComparedState, _ options: [String]) throws -> [DifferingFile] {
    // Every git knows the empty tree, whether or not it has been written.
    let tree = old.commit ?? "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
    let outcome = try requireGit(
      ["diff-index", "--raw", "-z", "--no-abbrev", "--no-renames"] + options
        + [tree, "--", Workspace.folder])
    let fields = outcome.output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    var files: [String: DifferingFile] = [:]
    for index in stride(from: 0, to: fields.count - 1, by: 2) {
      let path = fields[index + 1]
      let file = try DifferingFile(path: path, raw: fields[index], isStaged: !options.isEmpty)
      // An unmerged path has a second record, which says more of the work file.
      files[path] = files[path].map { $0.joined(with: file) } ?? file
    }
    return files.values.sorted { $0.path < $1.path }
  }

  private func withUntracked(_ files: [DifferingFile]) throws -> [DifferingFile] {
    let outcome = try requireGit(["ls-files", "--others", "-z", "--", Workspace.folder])
    var files = Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    for name in outcome.output.split(separator: 0) {
      let path = String(decoding: name, as: UTF8.self)
      files[path, default: DifferingFile(path: path, old: .none, new: .workFile)].new = .workFile
    }
    return files.values.sorted { $0.path < $1.path }
  }
}

extension DifferingFile {
  /// Reads `:OLDMODE NEWMODE OLDID NEWID STATUS` (`git help diff-index`, "Raw output format").
  fileprivate init(path: String, raw: String, isStaged: Bool) throws(GitError) {
    let words = raw.split(separator: " ")
    guard words.count == 5, let status = words[4].first else {
      throw GitError(
        code: .program, function: "git diff-index", message: "cannot read the line: \(raw)")
    }
    self.path = path
    old = Self.version(mode: words[0].dropFirst(), id: words[2], path)
    if status == "U" {
      new = isStaged ? .refused(.unmerged(path)) : .workFile
    } else if isStaged {
      new = Self.version(mode: words[1], id: words[3], path)
    } else {
      new = .workFile
    }
  }

  private static func version(
    mode: some StringProtocol, id: some StringProtocol, _ path: String
  ) -> Version {
    guard mode != "000000", let blob = ObjectID(hex: String(id)) else { return .none }
    switch mode {
    case "120000": return .refused(.link(path))
    case "160000": return .refused(.notAFile(path, "a submodule", fix: "move it away"))
    default: return .blob(blob)
    }
  }

  fileprivate func joined(with other: DifferingFile) -> DifferingFile {
    var joined = self
    if case .none = old { joined.old = other.old }
    if case .none = new { joined.new = other.new }
    return joined
  }

  fileprivate func refused(_ problem: Problem) -> DifferingFile {
    DifferingFile(path: path, old: .none, new: .refused(problem))
  }
}

extension DifferingFile.Version {
  fileprivate init(_ entry: TreeEntry?) {
    guard let entry else {
      self = .none
      return
    }
    self = entry.problem.map { .refused($0) } ?? .blob(entry.id)
  }
}

extension Problem {
  /// A path that the index has in several versions.
  static func unmerged(_ path: String) -> Problem {
    Problem(
      path: path, position: .init(line: 1, column: 1), rule: "conflict",
      message: "an unresolved conflict in the index", fix: "snag settle, or git add it")
  }
}
