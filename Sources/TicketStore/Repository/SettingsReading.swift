import TicketDocument
import TicketModel

/// Reads configuration files; what cannot be read is a problem and hides no other file.
struct SettingsReading {
  let reader: any FolderReader
  private(set) var problems: [ConfigurationError] = []

  init(_ reader: any FolderReader) { self.reader = reader }

  /// Returns what a file is parsed to; nil when it is not there or has a problem.
  mutating func value<Value>(
    _ path: String, _ parse: ([UInt8]) throws(ConfigurationError) -> Value
  ) throws -> Value? {
    do {
      guard let bytes = try reader.read(path) else { return nil }
      return try parse(bytes)
    } catch let error as ConfigurationError {
      problems.append(error)
    } catch let error where error is FileError || error is FileTooLarge {
      let problem = Problem(readingFailed: error, path: path)
      add(path, problem.message, fix: problem.fix)
    }
    return nil
  }

  /// Returns the values of the files of a folder below `.tickets` with one of the suffixes, by name.
  mutating func values<Value>(
    in folder: String, suffixes: [String],
    _ parse: (_ path: String, _ bytes: [UInt8]) throws(ConfigurationError) -> Value
  ) throws -> [(path: String, value: Value)] {
    let folder = "\(Workspace.folder)/\(folder)"
    var values: [(path: String, value: Value)] = []
    for name in try names(in: folder, suffixes) {
      let path = "\(folder)/\(name)"
      let value = try value(path) { bytes throws(ConfigurationError) in try parse(path, bytes) }
      if let value { values.append((path, value)) }
    }
    return values
  }

  /// Adds a problem of a file as a whole.
  mutating func add(_ path: String, _ message: String, fix: String?) {
    problems.append(
      ConfigurationError(
        path: path, position: Position(line: 1, column: 1), message: message, fix: fix))
  }

  private mutating func names(in folder: String, _ suffixes: [String]) throws -> [String] {
    do {
      return try reader.entries(in: folder).filter { entry in
        guard suffixes.contains(where: entry.name.hasSuffix) else { return false }
        if entry.kind == .file { return true }
        let what = entry.kind == .symbolicLink ? "a symbolic link" : "not a regular file"
        add("\(folder)/\(entry.name)", "\(what); it is not read", fix: "replace it by a file")
        return false
      }.map(\.name).sorted()
    } catch let error as FolderRefused {
      let what = error.kind == .symbolicLink ? "a symbolic link" : "a file"
      add(folder, "\(what) where a directory should be", fix: "replace it by a directory")
    } catch let error as FileError {
      add(folder, "cannot be read: \(error.reason)", fix: nil)
    }
    return []
  }
}
