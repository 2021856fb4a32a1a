import Foundation

/// Other people's data beside the project, or wherever `SNAG_TEST_DATA` says.
///
/// It is never part of the project; a test that needs it is skipped with a message when it is absent.
package enum SharedData {
  /// Root of the data, or nil when it is not on this machine.
  package static let root: String? = {
    let environment = ProcessInfo.processInfo.environment
    let beside = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("shared/data").path
    return [environment["SNAG_TEST_DATA"], beside].compactMap { $0 }
      .first { FileManager.default.fileExists(atPath: $0) }
  }()

  /// Whether the data is here; prints why tests are skipped when it is not.
  package static let isPresent: Bool = {
    if root == nil { print("skipped: no shared data (set SNAG_TEST_DATA to its folder)") }
    return root != nil
  }()

  /// Returns the absolute path of a file of the data.
  package static func path(_ relative: String) -> String { "\(root ?? "")/\(relative)" }

  /// Returns the bytes of a file of the data.
  package static func bytes(_ relative: String) throws -> [UInt8] {
    try Array(Data(contentsOf: URL(fileURLWithPath: path(relative))))
  }

  /// Returns the paths, relative to the data's root, of all files below a folder, sorted.
  package static func files(in folder: String, suffix: String) throws -> [String] {
    guard let root else { return [] }
    return try FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(folder)")
      .filter { $0.hasSuffix(suffix) }.sorted().map { "\(folder)/\($0)" }
  }
}
