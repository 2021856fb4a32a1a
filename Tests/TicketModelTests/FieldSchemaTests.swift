import Testing
import TicketModel

@Suite struct FieldSchemaTests {
  @Test func theOrderIsThatOfTheFormat() {
    #expect(
      FieldSchema.all.map(\.name.rawValue) == [
        "id", "title", "type", "status", "created", "assignee", "reporter", "priority", "labels",
        "blocked_by", "queue", "impact", "urgency", "sla", "milestone", "sprint", "estimate", "due",
        "parent", "related", "duplicate_of", "branch", "watchers", "reviewers", "approvers",
        "approvals", "source", "requester", "message_ids", "waiting_for", "wait_until",
        "resolution", "cause", "rating", "kb", "spent", "imported_from", "formerly", "conflicts",
        "history",
      ])
  }

  @Test func theseKeysAreAlwaysPresent() {
    #expect(
      FieldSchema.all.filter(\.isAlwaysPresent).map(\.name.rawValue) == [
        "id", "title", "type", "status", "created", "assignee", "reporter", "priority", "labels",
        "blocked_by", "history",
      ])
  }

  @Test(arguments: FieldSchema.all)
  func everyKeyIsDescribedAndMergesAsItsKindCan(schema: FieldSchema) {
    #expect(!schema.summary.isEmpty)
    #expect(!schema.summary.hasSuffix("."))
    #expect(FieldSchema.field(schema.name)?.name == schema.name)
    switch schema.merge {
    case .elements: #expect(schema.kind.isList)
    case .historyLines: #expect(schema.kind == .history)
    case .moreUrgent: #expect(schema.kind == .priority)
    case .earlier: #expect(schema.kind == .time || schema.kind == .day)
    case .identity, .greater, .statusGroup: #expect(!schema.kind.isList)
    }
    if schema.kind.isList, schema.kind != .history { #expect(schema.merge == .elements) }
  }

  @Test func theEarlierTimeAndTheMoreUrgentPriorityWin() {
    #expect(
      FieldSchema.all.filter { $0.merge == .earlier }.map(\.name.rawValue) == ["due", "wait_until"])
    #expect(FieldSchema.all.filter { $0.merge == .moreUrgent }.map(\.name) == [.priority])
  }

  @Test func identityIsWhatNeverChanges() {
    #expect(
      FieldSchema.all.filter { $0.merge == .identity }.map(\.name) == [.id, .created, .reporter])
    #expect(
      FieldSchema.all.filter { $0.merge == .statusGroup }.map(\.name) == [.status, .resolution])
  }

  @Test func followersAreTheKeysThatStandBehind() {
    #expect(FieldSchema.followers(of: .history) == [])
    #expect(FieldSchema.followers(of: "conflicts") == ["history"])
    #expect(FieldSchema.followers(of: "severity") == ["history"])
    #expect(FieldSchema.followers(of: .id).count == FieldSchema.all.count - 1)
    #expect(FieldSchema.followers(of: .id).first == "title")
  }

  @Test func anUnknownKeyHasNoSchema() {
    #expect(FieldSchema.field("severity") == nil)
    #expect(FieldSchema.field("ID") == nil)
  }
}
