import TicketDocument
import TicketModel
import TicketStore

extension Session {
  static let configPath = "\(Workspace.folder)/config.yml"

  /// Whether `init` has been here, which is the leave to write.
  func isSetUp() throws -> Bool {
    try repository().read(Self.configPath, from: .workTree) != nil
  }

  /// Refuses to write where `init` has not been: the files may be those of another tool.
  func requireSetUp() throws {
    guard try !isSetUp() else { return }
    let foreign = try foreignFiles()
    guard foreign.isEmpty else { throw ForeignTickets(paths: foreign) }
    guard let root = try repository().root, Files.kind(of: "\(root)/\(Workspace.folder)") != nil
    else { throw NoTickets() }
    throw CommandError(
      "tickets are not set up here: there is no \(Self.configPath)", code: "no-tickets",
      hint: "`snag init` sets them up")
  }

  /// Says that the tickets belong to another tool, and how to take them over.
  func warnOfForeignTickets() throws {
    guard try !isSetUp(), try !foreignFiles().isEmpty else { return }
    warn(
      "\(Workspace.folder) holds tickets of another tool, which are only read; "
        + "`snag init --adopt` takes over those of tk")
  }

  /// Tells git in a fresh clone of the merge driver that the repository asks for.
  ///
  /// The configuration is never cloned, so the first commit here does it. That it fails must not
  /// make the commit look failed.
  func setUpMergeDriver() {
    do {
      let repository = try repository()
      guard try repository.mergeDriverSetting().isOpen, repository.mergeAttributeLine() != nil
      else { return }
      say(Self.mergeDriverIsSet(try repository.setUpMergeDriver()))
    } catch {
      warn("cannot set \(MergeDriver.commandKey): \(ErrorReport(error).message)")
    }
  }

  /// What is said when git was told of the merge driver.
  static func mergeDriverIsSet(_ before: MergeDriver.Setting) -> String {
    before == .former
      ? "git's command for merging tickets was renewed in this clone"
      : "git now merges tickets with snag in this clone"
  }

  /// Paths of the files that no command of ours made, when `init` has not been here.
  func foreignFiles() throws -> [String] {
    let repository = try repository()
    let loaded: LoadedTickets
    do {
      loaded = try repository.load(detail: .documents)
    } catch is NoTickets {
      return []
    }
    let readable = loaded.tickets.filter(\.isForeign).map(\.ticket.path)
    let others = loaded.problems.map(\.path).filter { path in
      // A ticket of ours that somebody broke still has its history.
      guard let bytes = try? repository.read(path, from: .workTree) else { return true }
      let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      return lines.contains { $0.hasPrefix("deps:") || $0.hasPrefix("links:") }
        || !lines.contains { $0.hasPrefix("history:") }
    }
    return Set(readable + others).sorted()
  }
}

/// Tickets of another tool where ours would be.
struct ForeignTickets: Error {
  let paths: [String]
}

extension LoadedTicket {
  /// Whether tk wrote the file, by keys that only tk has; or nobody we know, for it has neither
  /// title nor history.
  fileprivate var isForeign: Bool {
    let isOfTk = ["deps", "links"].contains { document?.entry($0) != nil }
    return isOfTk || (ticket.title.isEmpty && ticket.historyLines.isEmpty)
      || (ticket.title.isEmpty && ["open", "in_progress", "closed"].contains(ticket.status))
  }
}
