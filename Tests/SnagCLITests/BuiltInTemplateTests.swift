import Foundation
import TestSupport
import Testing

/// `Sources/SnagCLI/Templates/BuiltInTemplates.swift` is the folder `templates`, shipped inside the
/// program.
@Suite struct BuiltInTemplateTests {
  private let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  @Test func theSourceFileIsGeneratedFromTheFolder() throws {
    let path = "\(root)/Sources/SnagCLI/Templates/BuiltInTemplates.swift"
    if let difference = try Snapshot.difference(try generated(), fromFile: path) {
      Issue.record("\(difference)")
    }
  }

  private func generated() throws -> String {
    let folder = "\(root)/templates"
    var text = """
      // Generated from templates/ by `RECORD_SNAPSHOTS=1 swift test --filter BuiltInTemplate`; do not edit.
      // swift-format-ignore-file

      /// The files of `templates`, in the order of their paths.
      let builtInTemplates: [BuiltInTemplate] = [

      """
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".yml") || $0.hasSuffix(".md") }
      // For people who read the project.
      .filter { !$0.hasSuffix("README.md") }.sorted()
    for path in paths {
      let contents = try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
      #expect(!contents.contains("\"\"\"##"), "\(path) would end the literal")
      #expect(!contents.contains("\\##"), "\(path) would be an escape")
      let set = path.prefix { $0 != "/" }
      text +=
        "  BuiltInTemplate(\n    set: \"\(set)\", path: \"\(path.dropFirst(set.count + 1))\",\n"
      text += "    text: ##\"\"\"\n\(contents)\n\"\"\"##),\n"
    }
    return text + "]\n"
  }
}
