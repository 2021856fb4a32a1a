import Foundation
import TestSupport
import Testing
import TicketDocument
import TicketImport
import TicketModel

/// The tasks of Backlog.md's own repository against a reading of single lines of their texts.
@Suite(.enabled(if: SharedData.isPresent))
struct BacklogCorpusTests {
  let files: [(path: String, bytes: [UInt8])]
  let result: ImportResult

  private static let loaded = Result {
    let files = try corpus("backlog-md")
    return (files, try importTickets(from: .backlogMD, files: files, context()))
  }

  init() throws { (files, result) = try Self.loaded.get() }

  private var tasks: [(path: String, text: String)] {
    let folders = ["tasks/", "completed/", "drafts/"]
    return files.filter { file in
      folders.contains { file.path.contains("/\($0)") } && !file.path.hasSuffix("/readme.md")
    }.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) }
  }

  @Test func everyTaskIsImportedOrNamedAsDuplicate() throws {
    #expect(tasks.count == 674)
    let lost = Set(tasks.map(\.path)).subtracting(result.tickets.map(\.path))
    #expect(lost.count == 10)
    #expect(lost.allSatisfy { $0.contains("archive/tasks/") })
    #expect(Set(result.notes.filter { $0.severity == .error }.map(\.source)) == lost)
    #expect(result.summary["files left out: milestones"] == 9)
    #expect(result.summary["files left out: decisions"] == 1)
  }

  @Test func checkFindsNothing() throws {
    #expect(try problems(in: result) == [])
  }

  @Test func everyKeyOfEveryTaskIsSomewhere() throws {
    let imported = Dictionary(uniqueKeysWithValues: result.tickets.map { ($0.path, $0) })
    for (path, text) in tasks {
      guard let ticket = imported[path] else { continue }
      for (key, values) in PlainFrontMatter(text).keys {
        #expect(expected(key, values, in: ticket), "\(path): \(key) \(values)")
      }
    }
  }

  /// Whether one key's values are where the mapping says they go.
  private func expected(_ key: String, _ values: [String], in ticket: ImportedTicket) -> Bool {
    let text = values.first ?? ""
    let people = values.map { String($0.lowercased().drop { $0 == "@" }) }
    switch key {
    case "id": return ticket.draft.id.text == text.lowercased()
    case "title": return ticket.draft.title == text
    case "labels":
      let draft: Set = ticket.path.contains("/drafts/") ? ["draft"] : Set<String>()
      return Set(ticket.list("labels")) == draft.union(values)
    case "assignee":
      return ticket.scalar("assignee") == people.first ?? ""
        && Set(ticket.list("watchers")) == Set(people.dropFirst())
    case "reporter": return [ticket.draft.reporter] == people
    case "priority":
      return ticket.scalar("priority") == ["high": "P1", "medium": "P2", "low": "P3"][text]
    case "type":
      let isKnown = devWorkflows.types.contains(text)
      return isKnown ? ticket.draft.type == text : ticket.scalar("imported_type") == text
    case "milestone": return ticket.scalar("milestone") == text
    case "created_date": return ticket.draft.created.description == time(text)
    case "updated_date", "completed_date":
      return ticket.draft.history.count == 1 || ticket.status != "done"
        || ticket.draft.history[1].time.description >= time(text)
        || ticket.draft.history[1].time > ticket.draft.created
    case "dependencies": return links(values, in: ticket, "blocked_by")
    case "parent_task_id": return links(values, in: ticket, "parent")
    case "status": return hasStatus(text.lowercased(), ticket)
    default:
      return values.count == 1 && ticket.scalar(key) == text || ticket.list(key) == values
    }
  }

  private func time(_ text: String) -> String {
    text.count == 10 ? "\(text)T00:00:00Z" : text.replacing(" ", with: "T") + ":00Z"
  }

  private func hasStatus(_ status: String, _ ticket: ImportedTicket) -> Bool {
    let category = devWorkflows.category(type: ticket.draft.type, status: ticket.status)
    if status == "done" || ticket.path.contains("/archive/") { return category == .done }
    if status == "won't do" {
      return category == .done && ticket.scalar("resolution") == "wontfix"
        && ticket.scalar("imported_status")?.lowercased() == status
    }
    return category == (status == "in progress" ? .active : .new)
  }

  /// Whether each reference is a link, or kept when no imported ticket has its number.
  private func links(_ values: [String], in ticket: ImportedTicket, _ key: String) -> Bool {
    values.allSatisfy { value in
      let numbers = value.filter { $0.isNumber || $0 == "." }.split(separator: ".").map { Int($0) }
      let target = result.tickets.map(\.draft.id.text).first { id in
        id.hasPrefix("back-") && id.dropFirst(5).split(separator: ".").map { Int($0) } == numbers
      }
      return target.map { ticket.list(key).contains($0) }
        ?? ticket.list("imported_\(key)").contains(value)
    }
  }

  @Test func bodiesAreVerbatimButForComments() throws {
    for (path, text) in tasks {
      guard let ticket = result.tickets.first(where: { $0.path == path }) else { continue }
      let parts = text.split(separator: "\n---\n", maxSplits: 1, omittingEmptySubsequences: false)
      let body = String(parts.last ?? "").trimmingCharacters(in: .newlines)
      if body.contains("COMMENTS:BEGIN") {
        #expect(!ticket.draft.comments.isEmpty)
        for line in body.split(separator: "\n") where line.count > 60 {
          #expect(ticket.draft.document().body.contains(line))
        }
      } else {
        #expect(ticket.draft.body.trimmingCharacters(in: .newlines) == body, "\(path)")
      }
    }
    #expect(result.tickets.map { $0.draft.comments.count }.reduce(0, +) == 7)
  }

  @Test func linksByTheOldPrefixAreFollowed() throws {
    let ticket = try result.ticket("back-355.02")
    #expect(ticket.list("blocked_by") == ["back-355.01"])
    #expect(ticket.scalar("parent") == "back-355")
    #expect(try result.ticket("back-345.10").scalar("parent") == "back-345")
    #expect(ticket.draft.comments.first?.author == "codex-types-cli")
  }

  @Test func importingTwiceGivesTheSameBytesInAnyOrder() throws {
    let again = try importTickets(from: .backlogMD, files: files.reversed(), context())
    #expect(again == result)
    #expect(again.tickets.map(\.text) == result.tickets.map(\.text))
  }
}

/// Keys and values of front matter as Backlog.md writes it, read line by line.
private struct PlainFrontMatter {
  var keys: [(key: String, values: [String])] = []

  init(_ text: String) {
    for line in text.split(separator: "\n").dropFirst() {
      if line.hasPrefix("---") { break }
      if line.hasPrefix(" ") { add(continuation: line.trimmingCharacters(in: .whitespaces)) }
      guard !line.hasPrefix(" "), let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      var values = value.isEmpty || value == ">-" ? [] : [Self.unquoted(value)]
      if value.hasPrefix("["), value.hasSuffix("]") {
        values = value.dropFirst().dropLast().split(separator: ",").map {
          Self.unquoted($0.trimmingCharacters(in: .whitespaces))
        }
      }
      keys.append((String(line[..<colon]), values))
    }
  }

  private mutating func add(continuation text: String) {
    let last = keys.count - 1
    if text.hasPrefix("- ") {
      keys[last].values.append(Self.unquoted(String(text.dropFirst(2))))
    } else {
      // A line of a folded text.
      let before = keys[last].values.popLast() ?? ">-"
      keys[last].values.append(before == ">-" ? text : "\(before) \(text)")
    }
  }

  private static func unquoted(_ text: String) -> String {
    guard text.count > 1, text.first == text.last else { return text }
    if text.hasPrefix("'") { return String(text.dropFirst().dropLast()).replacing("''", with: "'") }
    guard text.hasPrefix("\"") else { return text }
    return String(text.dropFirst().dropLast()).replacing("\\\"", with: "\"")
  }
}
