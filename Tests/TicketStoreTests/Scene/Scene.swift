import Foundation
import TestSupport
import TicketModel
import TicketStore

/// A scratch repository that the store changes, with git itself as the judge.
struct Scene {
  let scratch: ScratchDirectory
  /// Absolute path of the directory in which the store and git run.
  var directory: String
  var variables = Self.variables

  /// The ticket that most tests change.
  static let ticket = ".tickets/sn-k7m3qx-login-crashes.md"

  static let text = newBug(
    title: "Login crashes", labels: ["login"],
    body: "\nTwo tabs refresh the token at once.\n\nIt happens on Firefox.\n")

  /// Isolated from the person's settings; git's reading commands leave the index alone.
  static let variables = isolatedEnvironment.merging(
    ["GIT_OPTIONAL_LOCKS": "0", "SNAG_ACTOR": "ada"]) { $1 }

  init(_ scratch: ScratchDirectory, in directory: String? = nil) {
    self.scratch = scratch
    self.directory = directory ?? scratch.path
  }

  /// A repository with one commit: the ticket, a second one, and code.
  static func committed() throws -> Scene {
    let scene = try unborn()
    try scene.write(text, to: ticket)
    try scene.write(ticketText("sn-z4n8dp", title: "Export"), to: ".tickets/sn-z4n8dp-export.md")
    try scene.write("one\ntwo\nthree\n", to: "code.txt")
    try scene.git("add", "-A")
    try scene.git("commit", "-q", "-m", "start")
    return scene
  }

  /// A repository before its first commit.
  static func unborn() throws -> Scene {
    let scene = Scene(try ScratchDirectory())
    try scene.git("init", "-q", "-b", "main")
    return scene
  }

  static func ticketText(_ id: String, title: String) -> String {
    text.replacingOccurrences(of: "sn-k7m3qx", with: id)
      .replacingOccurrences(of: "Login crashes", with: title)
  }

  /// The same repository, seen from another directory or environment.
  func from(_ directory: String, _ more: [String: String] = [:]) -> Scene {
    var scene = self
    scene.directory = directory
    scene.variables.merge(more) { $1 }
    return scene
  }

  // MARK: The store

  /// Opens the store; the clock stands still and nothing sleeps.
  func store(_ configure: (inout StoreEnvironment) -> Void = { _ in }) throws -> TicketRepository {
    var environment = StoreEnvironment(
      variables: variables, now: { Timestamp(seconds: 1795166400) },
      random: SeededGenerator(seed: 7), sleep: { _ in })
    configure(&environment)
    return try TicketRepository(around: directory, environment: environment)
  }

  /// Carries out a plan with a fresh store.
  @discardableResult
  func commit(
    _ plan: CommitPlan, to target: CommitTarget = .head,
    _ configure: (inout StoreEnvironment) -> Void = { _ in }
  ) throws -> CommitOutcome {
    try store(configure).commit(plan, to: target)
  }

  // MARK: Git and files

  @discardableResult
  func git(_ arguments: String..., input: String = "") throws -> String {
    let result = try gitResult(arguments, input: input)
    guard result.status == 0 else {
      throw GitSaidNo(command: arguments.joined(separator: " "), errors: result.errors)
    }
    return result.output
  }

  func gitResult(_ arguments: [String], input: String = "") throws -> ProgramResult {
    try run(["git"] + arguments, in: directory, environment: variables, input: input)
  }

  func write(_ text: String, to path: String) throws {
    try write(Array(text.utf8), to: path)
  }

  func write(_ bytes: [UInt8], to path: String) throws {
    let url = URL(fileURLWithPath: "\(directory)/\(path)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func bytes(_ path: String) throws -> [UInt8] {
    try Array(Data(contentsOf: URL(fileURLWithPath: "\(directory)/\(path)")))
  }

  func text(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

  func exists(_ path: String) -> Bool {
    (try? FileManager.default.attributesOfItem(atPath: "\(directory)/\(path)")) != nil
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(atPath: "\(directory)/\(path)")
  }

  /// Replaces a part of a file, as a person would in an editor.
  func edit(_ path: String, _ old: String, _ new: String) throws {
    try write(text(path).replacingOccurrences(of: old, with: new), to: path)
  }
}

struct GitSaidNo: Error, CustomStringConvertible {
  let command: String
  let errors: String
  var description: String { "git \(command): \(errors)" }
}
