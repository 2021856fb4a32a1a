import Foundation

/// A new, empty directory that is deleted when the value goes away.
package final class ScratchDirectory: Sendable {
  /// Absolute path without symbolic links, without a trailing slash.
  package let path: String

  /// Makes the directory below the system's temporary directory.
  package init() throws {
    var template = Array("\(NSTemporaryDirectory())/snag-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw POSIXError(.EIO) }
    let made = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    path = URL(fileURLWithPath: made).resolvingSymlinksInPath().path
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Returns the absolute path of `relative` inside the directory.
  package func path(_ relative: String) -> String { "\(path)/\(relative)" }

  /// Writes a file, making its parent directories.
  package func write(_ text: String, to relative: String) throws {
    try write(Array(text.utf8), to: relative)
  }

  /// Writes a file of bytes, making its parent directories.
  package func write(_ bytes: [UInt8], to relative: String) throws {
    let url = URL(fileURLWithPath: path(relative))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// Returns the bytes of a file.
  package func read(_ relative: String) throws -> [UInt8] {
    try Array(Data(contentsOf: URL(fileURLWithPath: path(relative))))
  }

  /// Returns the text of a file; bytes that are not UTF-8 are replaced.
  package func text(_ relative: String) throws -> String {
    String(decoding: try read(relative), as: UTF8.self)
  }

  /// Whether something (a file, directory or link) is at the path.
  package func exists(_ relative: String) -> Bool {
    (try? FileManager.default.attributesOfItem(atPath: path(relative))) != nil
  }
}
