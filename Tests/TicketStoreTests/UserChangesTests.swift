import Foundation
import TestSupport
import Testing
import TicketModel
import TicketStore

/// Invariant I3: what the person has staged or changed stays the same bytes.
@Suite struct UserChangesTests {
  // MARK: Other files

  /// What git and the disk know about everything except the ticket.
  private struct Others: Equatable {
    let staged: String
    let unstaged: String
    let status: [Substring]
    let index: [Substring]
    let files: [String: FileState]

    init(_ scene: Scene) throws {
      let rest = [".", ":(exclude)\(Scene.ticket)"]
      staged = try scene.gitResult(["diff", "--cached", "--"] + rest).output
      unstaged = try scene.gitResult(["diff", "--"] + rest).output
      status = try scene.git("status", "--porcelain=v2", "-uall").split(separator: "\n")
        .filter { !$0.hasSuffix(Scene.ticket) }
      index = try scene.git("ls-files", "-s", "-v").split(separator: "\n")
        .filter { !$0.hasSuffix(Scene.ticket) }
      files = try scene.everything()
        .filter { !$0.key.hasPrefix(".git/") && $0.key != Scene.ticket }
    }
  }

  private enum Mess: CaseIterable {
    case modified, staged, stagedAndModified, deleted, stagedDeletion, renamed, untracked
    case intentToAdd, executable, stagedExecutable, conflict, skipped, assumed, typeChange
    case removedFromIndex

    func make(_ path: String, in scene: Scene) throws {
      switch self {
      case .modified: try scene.write("modified\n", to: path)
      case .staged:
        try scene.write("staged\n", to: path)
        try scene.git("add", path)
      case .stagedAndModified:
        try Mess.staged.make(path, in: scene)
        try Mess.modified.make(path, in: scene)
      case .deleted: try scene.remove(path)
      case .stagedDeletion: try scene.git("rm", "-q", path)
      case .renamed: try scene.git("mv", path, "\(path).renamed")
      case .untracked: try scene.write("new\n", to: "\(path).new")
      case .intentToAdd:
        try scene.write("new\n", to: "\(path).intended")
        try scene.git("add", "-N", "\(path).intended")
      case .executable: chmod("\(scene.directory)/\(path)", 0o755)
      case .stagedExecutable: try scene.git("update-index", "--chmod=+x", path)
      case .conflict:
        let blob = try scene.git("hash-object", "-w", "--stdin", input: "side\n")
          .trimmingCharacters(in: .newlines)
        let none = String(repeating: "0", count: 40)
        try scene.git(
          "update-index", "--index-info",
          input: "0 \(none)\t\(path)\n"
            + (1...3).map { "100644 \(blob) \($0)\t\(path)\n" }.joined())
      case .skipped:
        try scene.git("update-index", "--skip-worktree", path)
        try scene.write("local\n", to: path)
      case .assumed:
        try scene.git("update-index", "--assume-unchanged", path)
        try scene.write("local\n", to: path)
      case .typeChange:
        try scene.remove(path)
        try FileManager.default.createSymbolicLink(
          atPath: "\(scene.directory)/\(path)", withDestinationPath: "elsewhere")
      case .removedFromIndex: try scene.git("rm", "-q", "--cached", path)
      }
    }
  }

  /// How the index is stored.
  enum IndexKind: String, CaseIterable, Sendable {
    case plain, split, version4, untrackedCache, fileMonitorless, noChecksum

    func apply(to scene: Scene) throws {
      switch self {
      case .plain: break
      case .split: try scene.git("update-index", "--split-index")
      case .version4: try scene.git("update-index", "--index-version", "4")
      case .untrackedCache:
        try scene.git("update-index", "--force-untracked-cache")
        _ = try scene.from(scene.directory, ["GIT_OPTIONAL_LOCKS": "1"]).status
      case .fileMonitorless: try scene.git("config", "core.preloadIndex", "false")
      case .noChecksum: try scene.git("config", "index.threads", "2")
      }
    }
  }

  @Test(arguments: UInt64(1)...18)
  func mixesOfChangesInOtherFiles(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let scene = try Scene.committed()
    for number in 0..<20 { try scene.write("file \(number)\n", to: "src/\(number).txt") }
    try scene.git("add", "-A")
    try scene.git("commit", "-q", "-m", "files")
    let kind = IndexKind.allCases[Int(seed) % IndexKind.allCases.count]
    try kind.apply(to: scene)
    for number in 0..<20 where Int.random(in: 0..<3, using: &random) > 0 {
      guard let mess = Mess.allCases.randomElement(using: &random) else { continue }
      try mess.make("src/\(number).txt", in: scene)
    }
    // One more, so that the change to the index itself is not always of a well-settled index.
    try scene.write("late\n", to: "late.txt")
    if Bool.random(using: &random) { try scene.git("add", "late.txt") }

    let before = try Others(scene)
    let changes = Change.allCases.shuffled(using: &random).prefix(2)
    for change in changes { try scene.commit(.change(change)) }
    #expect(try Others(scene) == before, "seed \(seed), \(kind), \(changes)")
    #expect(try scene.count("HEAD~2") == 2)
    try scene.expectSound()
    #expect(try scene.git("status", "--porcelain", "--", Scene.ticket).isEmpty)
  }

  @Test func aFileChangedInTheInstantOfItsStagingIsStillSeenAsChanged() throws {
    // Racy git: same size, same second, staged before the change.
    let scene = try Scene.committed()
    for round in 0..<5 {
      try scene.write("one\ntwo\nthr\(round)e\n", to: "code.txt")
      try scene.git("add", "code.txt")
      try scene.write("one\ntwo\nth\(round)ee\n", to: "code.txt")
      try scene.commit(
        CommitPlan(
          changes: [.edit(path: Scene.ticket, [.add(.labels, "l\(round)")])], subject: "x",
          tickets: []))
      #expect(try scene.status == "MM code.txt\n")
    }
  }

  @Test(arguments: [true, false])
  func sparseCheckout(isSparseIndex: Bool) throws {
    let scene = try Scene.committed()
    try scene.write("a\n", to: "out/a.txt")
    try scene.write("b\n", to: "out/deep/b.txt")
    try scene.git("add", "-A")
    try scene.git("commit", "-q", "-m", "more")
    try scene.git(
      "sparse-checkout", "set", "--cone", isSparseIndex ? "--sparse-index" : "--no-sparse-index",
      ".tickets")
    try scene.edit("code.txt", "two", "2")
    try scene.git("add", "code.txt")
    let before = try Others(scene)
    let old = try scene.id("HEAD")
    try scene.commit(.change(.transition))
    try scene.expectOneCommit(since: old, soundness: "HEAD")
    #expect(try Others(scene) == before)
    #expect(try scene.status == "M  code.txt\n")
    #expect(!scene.exists("out"))
  }

  @Test func ticketsOutsideASparseCheckoutAreRefused() throws {
    let scene = try Scene.committed()
    try scene.write("a\n", to: "in/a.txt")
    try scene.git("add", "-A")
    try scene.git("commit", "-q", "-m", "more")
    try scene.git("sparse-checkout", "set", "--cone", "in")
    let before = try scene.everything()
    #expect(throws: CommitRefused.missing(path: Scene.ticket)) {
      try scene.commit(.change(.transition))
    }
    #expect(try scene.everything() == before)
  }

  // MARK: The same ticket

  enum OwnEdit: String, CaseIterable, Sendable {
    case stagedField, unstagedBody, both, stagedThenModified, unstagedField

    func make(in scene: Scene) throws {
      func set(_ old: String, _ new: String, staging: Bool) throws {
        try scene.edit(Scene.ticket, old, new)
        if staging { try scene.git("add", Scene.ticket) }
      }
      switch self {
      case .stagedField: try set("title: Login crashes", "title: Logout crashes", staging: true)
      case .unstagedBody: try set("on Firefox", "on Firefox 140", staging: false)
      case .both:
        try OwnEdit.stagedField.make(in: scene)
        try OwnEdit.unstagedBody.make(in: scene)
      case .stagedThenModified:
        try set("Two tabs", "Three tabs", staging: true)
        try set("Three tabs", "Four tabs", staging: false)
      case .unstagedField: try set("reporter: bob", "reporter: eve", staging: false)
      }
    }
  }

  @Test(arguments: OwnEdit.allCases, Change.allCases)
  func changesInTheSameTicket(_ own: OwnEdit, _ change: Change) throws {
    let scene = try Scene.committed()
    try own.make(in: scene)
    let staged = try scene.changedLines("--cached")
    let unstaged = try scene.changedLines()
    let status = try scene.status
    let old = try scene.id("HEAD")

    try scene.commit(.change(change))

    try scene.expectOneCommit(since: old)
    #expect(try scene.changedLines("--cached") == staged)
    #expect(try scene.changedLines() == unstaged)
    #expect(try scene.status == status)
    // The commit is the command's edit on top of HEAD and nothing of the person's.
    let clean = try Scene.committed()
    try clean.commit(.change(change))
    #expect(
      try scene.git("show", "HEAD:\(Scene.ticket)")
        == clean.git("show", "HEAD:\(Scene.ticket)"))
  }

  @Test(arguments: OwnEdit.allCases)
  func changesInATicketThatIsMoved(_ own: OwnEdit) throws {
    let scene = try Scene.committed()
    try own.make(in: scene)
    let staged = try scene.changedLines("--cached")
    let unstaged = try scene.changedLines()
    let target = ".tickets/k/7/sn-k7m3qx.md"
    let work = try scene.text(Scene.ticket)
    let old = try scene.id("HEAD")
    try scene.commit(.move(to: target))
    try scene.expectOneCommit(since: old, paths: [Scene.ticket, target], ticket: nil)
    #expect(try scene.changedLines("--cached") == staged)
    #expect(try scene.changedLines() == unstaged)
    #expect(try scene.git("show", "HEAD:\(target)") == Scene.text)
    #expect(try scene.text(target) == work)
  }

  @Test(arguments: [
    ("status: new", "status: triaged", true), ("status: new", "status: triaged", false),
    ("labels:\n- login", "labels: {a: b}", true), ("labels:\n- login", "labels: {a: b}", false),
    ("\n---\n\nTwo", "\nTwo", true),
  ])
  func anEditThatDoesNotApplyToOneTextChangesNothing(
    _ old: String, _ new: String, _ isStaged: Bool
  ) throws {
    let scene = try Scene.committed()
    try scene.edit(Scene.ticket, old, new)
    if isStaged {
      try scene.git("add", Scene.ticket)
      try scene.write(Scene.text, to: Scene.ticket)
    }
    let before = try scene.everything()
    let change = new.hasPrefix("labels") ? Change.label : .transition
    let error = #expect(throws: CommitRefused.self) { try scene.commit(.change(change)) }
    #expect(error?.text == (isStaged ? .staged : .workTree))
    #expect(try scene.everything() == before)
  }

  @Test func anEditThatDoesNotApplyToTheCommittedTextChangesNothing() throws {
    let scene = try Scene.committed()
    try scene.edit(Scene.ticket, "status: new", "status: triaged")
    try scene.git("commit", "-q", "-a", "-m", "by hand")
    try scene.write(Scene.text, to: Scene.ticket)
    try scene.git("add", Scene.ticket)
    let before = try scene.everything()
    let error = #expect(throws: CommitRefused.self) { try scene.commit(.change(.transition)) }
    #expect(error?.text == .committed)
    #expect(try scene.everything() == before)
  }

  @Test(arguments: OwnEdit.allCases)
  func aTicketWithChangesOfOnesOwnIsNotDeleted(_ own: OwnEdit) throws {
    let scene = try Scene.committed()
    try own.make(in: scene)
    let before = try scene.everything()
    let error = #expect(throws: CommitRefused.self) { try scene.commit(.delete()) }
    #expect(error?.text != nil)
    #expect(try scene.everything() == before)
  }

  @Test func aTicketOfOtherLineEndsIsDeleted() throws {
    let scene = try Scene.committed()
    try scene.git("config", "core.autocrlf", "true")
    try scene.write(Scene.text.replacingOccurrences(of: "\n", with: "\r\n"), to: Scene.ticket)
    let old = try scene.id("HEAD")
    try scene.commit(.delete())
    try scene.expectOneCommit(since: old, ticket: nil)
    #expect(try scene.status.isEmpty)
  }

  enum Renaming: CaseIterable, Sendable {
    case byHand, byHandWithOwnEdit, withGit, newPathStaged, oldPathRemoved

    func make(from old: String, to new: String, in scene: Scene) throws {
      switch self {
      case .withGit: try scene.git("mv", old, new)
      default:
        try FileManager.default.moveItem(
          atPath: "\(scene.directory)/\(old)", toPath: "\(scene.directory)/\(new)")
      }
      if self == .byHandWithOwnEdit { try scene.edit(new, "on Firefox", "on Firefox 140") }
      if self == .newPathStaged { try scene.git("add", new) }
      if self == .oldPathRemoved { try scene.git("rm", "-q", "--cached", old) }
    }
  }

  @Test(arguments: Renaming.allCases, Change.allCases)
  func aRenamedTicketIsCommittedAsOne(_ renaming: Renaming, _ change: Change) throws {
    let scene = try Scene.committed()
    let new = ".tickets/sn-k7m3qx-logout.md"
    try renaming.make(from: Scene.ticket, to: new, in: scene)
    let old = try scene.id("HEAD")
    try scene.commit(.change(change, new))
    try scene.expectOneCommit(since: old, paths: [Scene.ticket, new])
    let clean = try Scene.committed()
    try clean.commit(.change(change))
    #expect(
      try scene.git("show", "HEAD:\(new)") == clean.git("show", "HEAD:\(Scene.ticket)"))
    let hasOwnEdit = renaming == .byHandWithOwnEdit
    #expect(try scene.status == (hasOwnEdit ? " M \(new)\n" : ""))
    #expect(
      try scene.changedLines()
        == (hasOwnEdit ? ["-It happens on Firefox.", "+It happens on Firefox 140."] : []))
  }

  @Test(arguments: [Renaming.byHand, .withGit])
  func aRenamedTicketIsMovedAndDeletedAsOne(_ renaming: Renaming) throws {
    let scene = try Scene.committed()
    let new = ".tickets/sn-k7m3qx-logout.md"
    let target = ".tickets/k/7/sn-k7m3qx.md"
    try renaming.make(from: Scene.ticket, to: new, in: scene)
    var old = try scene.id("HEAD")
    try scene.commit(
      CommitPlan(changes: [.move(from: new, to: target)], subject: "snag: shard", tickets: []))
    try scene.expectOneCommit(since: old, paths: [Scene.ticket, target], ticket: nil)
    #expect(try scene.status.isEmpty)

    try renaming.make(from: target, to: new, in: scene)
    old = try scene.id("HEAD")
    try scene.commit(
      CommitPlan(changes: [.delete(path: new)], subject: "snag: gone", tickets: []))
    try scene.expectOneCommit(since: old, paths: [target], ticket: nil)
    #expect(try scene.status.isEmpty)
  }

  @Test func aTicketRenamedFromSeveralPathsIsRefused() throws {
    let scene = try Scene.committed()
    let other = ".tickets/sn-k7m3qx-other.md"
    try scene.write(Scene.text, to: other)
    try scene.git("add", other)
    try scene.git("commit", "-q", "-m", "twice")
    try scene.remove(other)
    let new = ".tickets/sn-k7m3qx-logout.md"
    try Renaming.byHand.make(from: Scene.ticket, to: new, in: scene)
    let before = try scene.everything()
    #expect(
      throws: CommitRefused.renamedFromSeveral(path: new, old: [Scene.ticket, other])
    ) { try scene.commit(.change(.field, new)) }
    #expect(try scene.everything() == before)
  }

  @Test func flagsOfTheTicketsOwnEntryStay() throws {
    for kind in [IndexKind.plain, .split] {
      let scene = try Scene.committed()
      try kind.apply(to: scene)
      try scene.git("update-index", "--assume-unchanged", Scene.ticket)
      let old = try scene.id("HEAD")
      try scene.commit(.change(.field))
      try scene.expectOneCommit(since: old)
      #expect(try scene.git("ls-files", "-v", Scene.ticket).hasPrefix("h "), "\(kind)")
    }
  }

  @Test func whatAnEditorSavesInTheMeantimeStays() throws {
    let scene = try Scene.committed()
    let saved = Scene.text.replacingOccurrences(of: "Firefox", with: "Chromium")
    var isFirst = true
    try scene.commit(.change(.field)) { environment in
      environment.onStep = { step in
        guard step == .journalWritten, isFirst else { return }
        isFirst = false
        try? scene.write(saved, to: Scene.ticket)
      }
    }
    #expect(try scene.text(Scene.ticket).contains("Chromium"))
    #expect(try scene.text(Scene.ticket).contains("priority: P0"))
    #expect(try scene.changedLines() == ["-It happens on Firefox.", "+It happens on Chromium."])
    #expect(try scene.git("show", "HEAD:\(Scene.ticket)").contains("priority: P0"))
    #expect(try scene.count() == 2)
  }
}
