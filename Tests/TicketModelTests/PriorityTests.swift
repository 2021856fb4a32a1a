import Testing
import TicketModel

@Suite struct PriorityTests {
  @Test(arguments: [
    ("P0", 0), ("p4", 4), ("2", 2), ("P5", nil), ("P", nil), ("", nil), ("PP1", nil), ("P-1", nil),
    ("P10", nil), ("٢", nil), ("P1 ", nil), ("high", nil),
  ])
  func aPriorityIsP0ToP4(text: String, number: Int?) {
    #expect(Priority(text)?.number == number)
    if let number { #expect(Priority(text)?.text == "P\(number)") }
  }

  @Test func moreUrgentComesFirst() throws {
    #expect(try #require(Priority("P0")) < #require(Priority("P1")))
  }

  @Test(arguments: ["ada", "ada.l", "ada@example.org", "Ada", "müller", "x"])
  func aHandleIsOneWord(text: String) {
    #expect(Handle(text)?.text == text)
  }

  @Test(arguments: ["", "a b", "a,b", "a\tb", "a\nb", "a\u{202E}b"])
  func blanksCommasAndControlsAreNoHandle(text: String) {
    #expect(Handle(text) == nil)
  }

  @Test func aHandleHasAtMost100Bytes() {
    #expect(Handle(String(repeating: "a", count: 100)) != nil)
    #expect(Handle(String(repeating: "é", count: 51)) == nil)
  }

  @Test(arguments: [
    ("Steve Macbeth", "steve-macbeth"), ("ada@example.org", "ada"), ("  Ada   L. ", "ada-l."),
    ("O'Neil, Shaun", "o-neil-shaun"), ("José", "josé"), ("@ada", "ada"), ("", nil), ("!!", nil),
    ("...", nil), ("@", nil), ("_", nil),
  ])
  func aHandleIsMadeFromAName(name: String, expected: String?) {
    #expect(Handle(fromName: name)?.text == expected)
  }
}
