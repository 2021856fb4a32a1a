import Foundation

/// The built program, for what needs a process of its own.
enum BuiltProgram {
  /// Absolute path of the folder of the built products: that of the test bundle.
  static let folder: String = {
    let arguments = CommandLine.arguments.first ?? ""
    var url = URL(fileURLWithPath: arguments).resolvingSymlinksInPath()
    while url.path != "/" {
      if FileManager.default.isExecutableFile(atPath: url.appendingPathComponent("snag").path),
        !url.appendingPathComponent("snag").hasDirectoryPath
      {
        return url.path
      }
      url.deleteLastPathComponent()
    }
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return root.appendingPathComponent(".build/debug").path
  }()
}
