import Foundation
import Testing
import TicketModel

/// The project's folder `templates`, as its files are now.
enum WorkflowSets {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("templates").path

  /// The names of the sets: the folders.
  static let names: [String] = {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    return entries.filter { FileManager.default.fileExists(atPath: "\(root)/\($0)/workflows") }
      .sorted()
  }()

  /// A file of a set.
  struct File: CustomTestStringConvertible, Sendable {
    let set: String
    /// Path below `.tickets`.
    let path: String
    let text: String

    var name: String { String((path.split(separator: "/").last ?? "").prefix { $0 != "." }) }
    var testDescription: String { "\(set)/\(path)" }
  }

  /// Every workflow file of every set.
  static let workflows = names.flatMap { files(of: $0, in: "workflows", suffix: ".yml") }
  /// Every ticket template of every set.
  static let templates = names.flatMap { files(of: $0, in: "templates", suffix: ".md") }

  static func files(of set: String, in folder: String, suffix: String) -> [File] {
    let directory = "\(root)/\(set)/\(folder)"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    return names.filter { $0.hasSuffix(suffix) }.sorted().map { name in
      let text = try? String(contentsOfFile: "\(directory)/\(name)", encoding: .utf8)
      return File(set: set, path: "\(folder)/\(name)", text: text ?? "")
    }
  }

  /// The workflows of a set, by file name.
  static func workflows(of set: String) throws -> [Workflow] {
    try workflows.filter { $0.set == set }.map { try Workflow(parsing: $0.text, path: $0.path) }
  }
}
