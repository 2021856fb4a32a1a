import Foundation
import TestSupport
import Testing

/// A bare remote and clones of it, each another person's, in one world with one clock.
struct SyncWorld {
  let world: CommandLineWorld
  let ada: Clone
  let bob: Clone

  /// Absolute path of the bare remote.
  var remote: String { world.scratch.path("remote.git") }

  /// One person's clone.
  struct Clone {
    let world: CommandLineWorld
    let directory: String
    let person: String

    private func enter() {
      world.directory = directory
      world.variables["GIT_AUTHOR_NAME"] = person
      world.variables["GIT_AUTHOR_EMAIL"] = "\(person)@example.org"
      world.variables["GIT_COMMITTER_NAME"] = person
      world.variables["GIT_COMMITTER_EMAIL"] = "\(person)@example.org"
    }

    @discardableResult
    func snag(_ arguments: String...) -> CommandLineWorld.Outcome { snag(arguments) }

    @discardableResult
    func snag(_ arguments: [String]) -> CommandLineWorld.Outcome {
      enter()
      return world.snag(arguments)
    }

    /// Runs a command that has to succeed and returns its answer's line.
    @discardableResult
    func ok(_ arguments: String..., at location: SourceLocation = #_sourceLocation) -> String {
      let outcome = snag(arguments)
      #expect(outcome.status == 0, "\(arguments): \(outcome.errors)", sourceLocation: location)
      return outcome.line
    }

    @discardableResult
    func git(_ arguments: String...) throws -> String {
      enter()
      let result = try TestSupport.run(
        ["git"] + arguments, in: directory,
        environment: isolatedEnvironment.merging(world.variables) { $1 })
      try #require(result.status == 0, "git \(arguments): \(result.errors)")
      return result.output
    }

    func write(_ text: String, to path: String) throws {
      enter()
      try world.write(text, to: path)
    }

    func read(_ path: String) -> String? {
      enter()
      return world.read(path)
    }

    func path(of id: String) -> String { snag("show", id, "--json=path").member("path") ?? "" }

    /// Commits a file that is no ticket.
    func commit(_ text: String, to path: String) throws {
      try write(text, to: path)
      try git("add", "--", path)
      try git("commit", "-q", "-m", "code")
    }

    func id(_ revision: String) throws -> String {
      try git("rev-parse", revision).trimmingCharacters(in: .newlines)
    }

    /// Everything but objects and what a fetch writes.
    func everythingButFetched() throws -> [String: Data] {
      enter()
      return try world.everyFile().filter { path, _ in
        !["objects", "refs/remotes", "logs/refs/remotes", "FETCH_HEAD"].contains {
          path.hasPrefix(".git/\($0)")
        }
      }
    }
  }

  /// `webshop` of ada and a clone of bob's, both up to date with the remote's main.
  init() throws {
    world = try CommandLineWorld()
    ada = Clone(world: world, directory: world.directory, person: "ada")
    bob = Clone(world: world, directory: world.scratch.path("bob"), person: "bob")
    try ada.commit("one\ntwo\nthree\nfour\nfive\n", to: "code.txt")
    try TestSupport.git("clone", "-q", "--bare", ada.directory, remote, in: world.scratch.path)
    try ada.git("remote", "add", "origin", remote)
    try ada.git("fetch", "-q")
    try ada.git("branch", "-q", "--set-upstream-to=origin/main")
    try TestSupport.git("clone", "-q", remote, bob.directory, in: world.scratch.path)
    // Looking for garbage after each command takes longer than the command.
    for directory in [ada.directory, bob.directory, remote] {
      for setting in ["gc.auto", "maintenance.auto", "receive.autogc"] {
        try TestSupport.git("config", setting, "0", in: directory)
      }
    }
    _ = world.takeTranscript()
  }

  /// A ticket of ada's that both have.
  func sharedTicket(_ title: String = "Login crashes") -> String {
    let id = ada.ok("new", title, "-m", "The form sends null.")
    ada.ok("sync")
    bob.ok("sync")
    _ = world.takeTranscript()
    return id
  }

  /// Puts a script in the remote that runs when somebody pushes; false refuses.
  func hook(_ name: String, _ script: String) throws {
    let path = "\(remote)/hooks/\(name)"
    let result = try TestSupport.run(
      [
        "sh", "-c", "mkdir -p \"$(dirname \"$1\")\" && cat > \"$1\" && chmod 755 \"$1\"", "sh",
        path,
      ],
      in: world.scratch.path, input: "#!/bin/sh\n\(script)\n")
    try #require(result.status == 0, "\(result.errors)")
  }

  func remoteTip(_ branch: String = "main") throws -> String {
    try TestSupport.git("rev-parse", branch, in: remote).trimmingCharacters(in: .newlines)
  }
}
