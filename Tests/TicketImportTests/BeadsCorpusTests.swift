import Foundation
import TestSupport
import Testing
import TicketDocument
import TicketImport
import TicketModel

/// The 704 issues of Beads' own repository against a reading with JSONSerialization.
@Suite(.enabled(if: SharedData.isPresent))
struct BeadsCorpusTests {
  let issues: [[String: Any]]
  let files: [(path: String, bytes: [UInt8])]
  let result: ImportResult

  private static let loaded = Result {
    let files = try corpus("beads")
    return (files, try importTickets(from: .beads, files: files, context()))
  }

  init() throws {
    (files, result) = try Self.loaded.get()
    let lines = try SharedData.bytes("trackers/beads/issues.jsonl").split(separator: 10)
    issues = try lines.compactMap {
      try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any]
    }
  }

  @Test func everyIssueIsATicketThatCheckAccepts() throws {
    #expect(issues.count == 704)
    #expect(result.tickets.map(\.source) == issues.map { "beads:\($0["id"] ?? "")" })
    #expect(result.messages(.error) == [])
    #expect(try problems(in: result) == [])
  }

  @Test func textsNumbersAndTimesAreTheIssues() throws {
    for issue in issues {
      let ticket = try result.ticket(issue["id"] as? String ?? "")
      let document = ticket.draft.document()
      #expect(document.scalar("title") == issue["title"] as? String)
      #expect(document.scalar("created") == issue["created_at"] as? String)
      #expect(document.scalar("priority") == "P\(issue["priority"] ?? "")")
      #expect(document.list("labels") == (issue["labels"] as? [String] ?? []).sorted())
      for name in ["description", "design", "notes"] {
        let text = (issue[name] as? String ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(text.isEmpty || document.body.contains(text), "\(name) of \(ticket.source)")
      }
      let isOver = devWorkflows.category(type: ticket.draft.type, status: ticket.status) == .done
      #expect(isOver == (issue["status"] as? String == "closed"))
      guard isOver else { continue }
      #expect(
        ticket.draft.history.last?.time.description
          == max(issue["closed_at"] as? String ?? "", issue["created_at"] as? String ?? ""))
      let reason = issue["close_reason"] as? String ?? ""
      let resolution = document.scalar("resolution") ?? ""
      #expect(resolution == reason || document.body.contains("## Close reason"), "\(ticket.source)")
    }
  }

  @Test func everyLinkIsSomewhere() throws {
    let ids = Set(issues.compactMap { $0["id"] as? String })
    for issue in issues {
      let ticket = try result.ticket(issue["id"] as? String ?? "")
      for link in issue["dependencies"] as? [[String: Any]] ?? [] {
        let target = link["depends_on_id"] as? String ?? ""
        let key =
          switch link["type"] as? String {
          case "blocks": "blocked_by"
          case "parent-child": "parent"
          case "discovered-from": "related"
          default: "tracks"
          }
        if ids.contains(target), key != "tracks" {
          #expect((ticket.list(key) + ticket.list("related")).contains(target), "\(ticket.source)")
        } else {
          #expect(ticket.list("imported_\(key)").contains(target), "\(ticket.source)")
        }
      }
    }
  }

  @Test func noFieldIsLost() throws {
    let mapped: Set<String> = [
      "id", "title", "description", "design", "notes", "status", "priority", "issue_type",
      "assignee", "created_at", "created_by", "updated_at", "closed_at", "close_reason", "labels",
      "dependencies", "parent", "dependency_count", "dependent_count", "comment_count",
    ]
    for issue in issues {
      let ticket = try result.ticket(issue["id"] as? String ?? "")
      for (name, value) in issue where !mapped.contains(name) {
        let isTrue = value is Bool
        #expect(ticket.scalar(name) == (isTrue ? "true" : "\(value)"), "\(ticket.source) \(name)")
      }
    }
    #expect(result.summary["comments missing in the export"] == 2)
  }

  @Test func importingTwiceGivesTheSameBytes() throws {
    let again = try importTickets(from: .beads, files: files, context())
    #expect(again == result)
    #expect(again.tickets.map(\.text) == result.tickets.map(\.text))
  }

  @Test func aBrokenLineLosesOnlyItself() throws {
    var lines = try SharedData.bytes("trackers/beads/issues.jsonl").split(separator: 10)
    lines.insert(Array(#"{"id": "bd-x", "title": "cut o"#.utf8)[...], at: 300)
    lines.insert([0xFF, 0xFE], at: 500)
    let damaged = try importTickets(
      from: .beads, files: [("issues.jsonl", Array(lines.joined(separator: [10])))], context())
    #expect(damaged.tickets.map(\.draft) == result.tickets.map(\.draft))
    #expect(
      damaged.notes.filter { $0.severity == .error }.map(\.source)
        == ["issues.jsonl:301", "issues.jsonl:501"])
  }
}
