import Foundation
import TestSupport
import TicketModel

/// A week in the tracker that Backlog.md keeps of its own development.
///
/// Its files say when a task was made and last changed, and where it stands, but not each step: a task
/// that was changed in the week and is no longer `To Do` is taken to have left `To Do` at that time.
/// Where `trackers/backlog-md-history.tsv` is (time, actor, id, from, to of each change of a status in
/// its repository), the steps are the real ones.
struct BacklogWeek {
  static let first = "2026-08-03"
  static let last = "2026-08-09"
  static let historyFile = "trackers/backlog-md-history.tsv"

  /// A task's file.
  struct Task {
    let id: String
    /// Path below `backlog`.
    let path: String
    let text: String

    /// The value of a key of one line, without quotes.
    func value(_ key: String) -> String {
      let line = text.split(separator: "\n").first { $0.hasPrefix("\(key):") } ?? ""
      return line.dropFirst(key.count + 1).filter { $0 != "'" && $0 != "\"" }
        .trimmingCharacters(in: .whitespaces)
    }

    /// The text with another status.
    func text(status: String) -> String {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      return lines.map { $0.hasPrefix("status:") ? "status: \(status)" : $0 }
        .joined(separator: "\n")
    }
  }

  /// A task that was made, or went from one status to another.
  struct Event {
    let time: Timestamp
    let actor: String
    let task: Task
    /// Nil when it was made.
    let from: String?
    let to: String
  }

  /// Every file that is not replayed, by path below `backlog`.
  let rest: [(path: String, bytes: [UInt8])]
  /// Tasks with events that are older than the week, as they were at its beginning.
  let atFirst: [(task: Task, status: String)]
  /// In time order.
  let events: [Event]

  /// Reads the files, and the history when asked to.
  init(fromHistory: Bool) throws {
    let folder = "trackers/backlog-md/backlog"
    let files = try SharedData.files(in: folder, suffix: "").filter { path in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: SharedData.path(path), isDirectory: &isFolder)
      return !isFolder.boolValue
    }.map { (path: String($0.dropFirst(folder.count + 1)), bytes: try SharedData.bytes($0)) }
    let archived = Set(
      files.filter { $0.path.hasPrefix("archive/") }.compactMap { Self.id($0.path) })
    let tasks = files.filter { $0.path.hasPrefix("tasks/") || $0.path.hasPrefix("completed/") }
      .compactMap { file in
        Self.id(file.path).map {
          Task(id: $0, path: file.path, text: String(decoding: file.bytes, as: UTF8.self))
        }
      }.filter { !archived.contains($0.id) }
    events = try (fromHistory ? Self.history(of: tasks) : Self.steps(of: tasks))
      .enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
      .map(\.element)
    var seen: Set<String> = []
    let firsts = events.filter { seen.insert($0.task.id).inserted }
    atFirst = firsts.compactMap { event in event.from.map { (event.task, $0) } }
    let replayed = Set(firsts.map(\.task.path))
    rest = files.filter { !replayed.contains($0.path) }
  }

  private static func id(_ path: String) -> String? {
    let name = path.split(separator: "/").last ?? ""
    guard name.hasPrefix("back-"), name.hasSuffix(".md") else { return nil }
    return String(name.prefix { $0 != " " })
  }

  /// Steps by the dates in the files.
  private static func steps(of tasks: [Task]) -> [Event] {
    tasks.flatMap { task -> [Event] in
      let actor = "somebody"
      var events: [Event] = []
      if let made = time(task.value("created_date")), isInWeek(made) {
        events.append(Event(time: made, actor: actor, task: task, from: nil, to: "To Do"))
      }
      if let changed = time(task.value("updated_date")), isInWeek(changed),
        task.value("status") != "To Do"
      {
        events.append(
          Event(
            time: changed, actor: actor, task: task, from: "To Do", to: task.value("status")))
      }
      return events
    }
  }

  /// Steps as they were committed.
  private static func history(of tasks: [Task]) throws -> [Event] {
    let byID = Dictionary(uniqueKeysWithValues: tasks.map { ($0.id, $0) })
    let text = String(decoding: try SharedData.bytes(historyFile), as: UTF8.self)
    return text.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 5, let time = Timestamp(cells[0]), isInWeek(time),
        let task = byID[cells[2]]
      else { return nil }
      return Event(
        time: time, actor: cells[1], task: task, from: cells[3].isEmpty ? nil : cells[3],
        to: cells[4])
    }
  }

  private static func isInWeek(_ time: Timestamp) -> Bool {
    (first...last).contains(time.day.description)
  }

  /// A time as Backlog.md writes it: `2026-08-03 05:08`.
  private static func time(_ text: String) -> Timestamp? {
    Timestamp("\(text.replacingOccurrences(of: " ", with: "T")):00Z")
  }

  /// A status as our workflow names it.
  static func name(_ status: String) -> String {
    status.lowercased().replacingOccurrences(of: " ", with: "-")
      .replacingOccurrences(of: "'", with: "")
  }
}
