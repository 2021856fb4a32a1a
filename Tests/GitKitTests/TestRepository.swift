import TestSupport

import GitKit

/// A scratch repository with a work tree, and git to judge it.
struct TestRepository: Sendable {
  let scratch: ScratchDirectory
  var environment = isolatedEnvironment

  init(_ options: String...) throws {
    scratch = try ScratchDirectory()
    _ = try run(
      ["git", "init", "-q", "-b", "main"] + options + [scratch.path], in: "/",
      environment: environment)
  }

  var path: String { scratch.path }

  func open(_ extra: [String: String] = [:], at path: String? = nil) throws -> GitRepository {
    try GitRepository.open(
      at: path ?? self.path, environment: environment.merging(extra) { $1 })
  }

  @discardableResult
  func git(_ arguments: String..., input: String = "") throws -> String {
    let result = try run(["git"] + arguments, in: path, environment: environment, input: input)
    guard result.status == 0 else {
      throw Unexpected("\(arguments): \(result.status)\n\(result.errors)")
    }
    return result.output
  }

  /// Writes a file, commits it and returns the commit.
  @discardableResult
  func commit(_ path: String, _ text: String, message: String = "change") throws -> ObjectID {
    try scratch.write(text, to: path)
    try git("add", "--", path)
    try git("commit", "-q", "-m", message)
    return try revision("HEAD")
  }

  func revision(_ name: String) throws -> ObjectID {
    try id(try git("rev-parse", name))
  }
}

/// Reads the id git printed.
func id(_ text: String) throws -> ObjectID {
  let trimmed = text.filter { !$0.isWhitespace }
  guard let id = ObjectID(hex: trimmed) else { throw Unexpected("no id: \(text)") }
  return id
}

let ada = Signature(
  name: "Ada", email: "ada@example.org", seconds: 1_795_166_100, offsetMinutes: 0)

/// Returns the code of the error `body` throws, nil when it throws none.
func code<Value>(_ body: () throws(GitError) -> Value) -> GitError.Code? {
  do {
    _ = try body()
    return nil
  } catch {
    return error.code
  }
}

/// Writes an executable script.
///
/// Another program writes it: while this process has the file open, a child that a parallel test is
/// just starting would have it too, and running the script would fail with "text file busy".
func writeScript(_ text: String, to path: String, in scratch: ScratchDirectory) throws {
  let target = scratch.path(path)
  _ = try run(
    [
      "sh", "-c", "mkdir -p \"$(dirname \"$1\")\" && cat > \"$1\" && chmod 755 \"$1\"", "sh",
      target,
    ],
    in: scratch.path, input: text)
}

/// For a lock nobody will give up: waiting would only cost time.
func noSleep(_ milliseconds: Int) {}

/// Something a test could not go on without.
struct Unexpected: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
