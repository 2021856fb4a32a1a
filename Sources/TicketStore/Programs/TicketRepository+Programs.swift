import GitKit

/// A program of the user's that failed.
package struct ProgramError: Error, Sendable, Equatable {
  package let program: String
  package let status: Int32
  /// What it said on standard error.
  package let errors: String
}

extension TicketRepository {
  /// Opens a text in the person's editor and returns what they saved.
  ///
  /// The editor is git's choice (GIT_EDITOR, core.editor, VISUAL, EDITOR); the text is kept in the
  /// git directory while it is open.
  /// - Returns: the saved bytes and the path of the file, which the caller deletes when done.
  package func editedInEditor(
    _ bytes: [UInt8], name: String
  ) throws -> (bytes: [UInt8], path: String) {
    let git = try git()
    let folder = "\(git.gitDirectory)/snag"
    try Files.makeDirectories(folder)
    let path = Self.freePath(in: folder, name)
    try atomicWrite(bytes, to: path)
    let directory = root ?? git.gitDirectory
    let editor =
      try runGit(["var", "GIT_EDITOR"], in: directory, environment)
      .split(separator: "\n").first.map(String.init) ?? "vi"
    // As git does: the editor is a shell command, the file its argument.
    let runner = ProgramRunner(environment: environment.variables, directory: directory)
    let status = try runner.runInTerminal(["sh", "-c", "\(editor) \"$@\"", editor, path])
    guard status == 0 else {
      if try Files.read(path) == bytes { try Files.delete(path) }
      throw ProgramError(program: editor, status: status, errors: "")
    }
    return (try Files.read(path), path)
  }

  /// A text kept from an edit that was refused is not written over: the next one gets a number.
  private static func freePath(in folder: String, _ name: String) -> String {
    let stem = name.hasSuffix(".md") ? String(name.dropLast(3)) : name
    var path = "\(folder)/\(name)"
    var number = 2
    while Files.kind(of: path) != nil {
      path = "\(folder)/\(stem)-\(number).md"
      number += 1
    }
    return path
  }
}

/// Runs the user's git and returns its standard output.
///
/// - Throws: ``ProgramError`` with its standard error when it fails.
@discardableResult
package func runGit(
  _ arguments: [String], in directory: String, _ environment: StoreEnvironment
) throws -> String {
  let result = try ProgramRunner(environment: environment.variables, directory: directory)
    .run(["git"] + arguments)
  guard result.status == 0 else {
    throw ProgramError(
      program: "git \(arguments.joined(separator: " "))", status: result.status,
      errors: result.errorText)
  }
  return result.outputText
}
