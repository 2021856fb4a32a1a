import Testing
import TicketModel

@Suite struct NearestNameTests {
  private static let fields = FieldSchema.all.map(\.name.rawValue)

  @Test(arguments: [
    ("priorty", ["priority"]),
    ("PRIORITY", ["priority"]),
    ("pirority", ["priority"]),
    ("label", ["labels"]),
    ("lables", ["labels"]),
    ("asignee", ["assignee"]),
    ("appr", ["approvals", "approvers"]),
    ("mess", ["message_ids"]),
    ("blockedby", ["blocked_by"]),
    ("zzzzzzzz", []),
    ("", []),
  ])
  func namesAPersonMostLikelyMeant(typed: String, expected: [String]) {
    #expect(
      Array(nearestNames(to: typed, among: Self.fields)).filter(expected.contains) == expected)
    if expected.isEmpty { #expect(nearestNames(to: typed, among: Self.fields).isEmpty) }
  }

  @Test func theNearestComesFirstAndThereAreAtMostThree() {
    #expect(
      nearestNames(to: "stare", among: ["stark", "start", "stars", "stare", "stack", "stare"])
        == ["stare", "stark", "stars"])
  }

  @Test func aBeginningCountsWhateverTheCase() {
    #expect(nearestNames(to: "seve", among: ["Severity"]) == ["Severity"])
    #expect(nearestNames(to: "s", among: ["severity"]).isEmpty)
  }

  @Test(arguments: [("ab", "ba"), ("a", "b"), ("abc", "ac"), ("größe", "grösse")])
  func oneEditIsNear(typed: String, name: String) {
    #expect(nearestNames(to: typed, among: [name]) == [name])
  }
}
