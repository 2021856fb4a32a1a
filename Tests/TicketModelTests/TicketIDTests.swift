import TestSupport
import Testing
import TicketModel

@Suite struct TicketIDTests {
  @Test(arguments: [
    ("sn-k7m3qx", "sn-k7m3qx"), ("SN-K7M3QX", "sn-k7m3qx"), (" \tsn-k7m3qx ", "sn-k7m3qx"),
    ("tc-1609", "tc-1609"), ("bd-kwro.2", "bd-kwro.2"), ("abc-def-1", "abc-def-1"),
  ])
  func idsAreFoldedAndTrimmed(input: String, expected: String) {
    #expect(TicketID(input)?.text == expected)
  }

  @Test(arguments: [
    "", "-", "sn", "sn-", "-k7m", "7n-k7m", "sn--k7m", "sn-k7m.", "sn-k7m-", "sn-..k7m", "sn-.k7m",
    "sn/k7m", "sn-k7m/../x", "..", "sn-k7m\n", "sn-k7m\0", "sn k7m-a", "sn-kö7", "sn_k7-m",
    "sn-\u{202E}k7m", "sn-k7m\\x",
  ])
  func whatCouldNotBeAFileNameIsRefused(input: String) {
    #expect(TicketID(input) == nil)
  }

  @Test func anIDHasAtMost64Characters() {
    #expect(TicketID("sn-" + String(repeating: "k", count: 61)) != nil)
    #expect(TicketID("sn-" + String(repeating: "k", count: 62)) == nil)
  }

  @Test func theAlphabetHasNoVowelsAndNoLookAlikes() {
    #expect(String(TicketID.symbols) == "23456789bcdfghjkmnpqrstvwxyz")
  }

  @Test func drawnIDsAreValidAndNeverStartWithADigit() throws {
    var generator = SeededGenerator(seed: 3)
    let prefix = try #require(IDPrefix("sn"))
    var drawn: Set<TicketID> = []
    for length in [6, 7] {
      for _ in 0..<2_000 {
        let id = TicketID.random(prefix: prefix, length: length, using: &generator)
        #expect(TicketID(id.text) == id)
        #expect(id.suffix.count == length)
        #expect(id.suffix.first?.isLetter == true)
        #expect(id.suffix.allSatisfy(TicketID.symbols.contains))
        drawn.insert(id)
      }
    }
    #expect(drawn.count == 4_000)
    #expect(Set(drawn.flatMap { Array($0.suffix) }).count == TicketID.symbols.count)
    #expect(Set(drawn.map { $0.suffix.first }).count == 20)
  }

  @Test(arguments: [
    ("sn-k7m3qx", "k7m3qx", "k/7"), ("bd-k.2", "k.2", "k/2"), ("abc-def-1", "def-1", "d/e"),
    ("tc-1", "1", "1"),
  ])
  func suffixAndShard(text: String, suffix: String, shard: String) {
    #expect(id(text).suffix == suffix)
    #expect(id(text).shard == shard)
  }

  @Test(arguments: [
    ("sn", "sn"), ("SNAGS", "snags"), (" sn ", "sn"), ("s", nil), ("snaggy", nil), ("s1", nil),
    ("s-", nil), ("", nil), ("éé", nil),
  ])
  func aPrefixIsTwoToFiveLetters(input: String, expected: String?) {
    #expect(IDPrefix(input)?.text == expected)
  }

  @Test(arguments: [
    ("snag", "sn"), ("ticket-store", "ts"), ("My_Big Repo", "mbr"), ("a", "tk"), ("", "tk"),
    ("42", "tk"), ("a-b-c-d-e-f", "abcd"), ("x1", "tk"), ("été", "tk"), ("Rust", "ru"),
  ])
  func aPrefixIsMadeFromTheRepositorysName(name: String, expected: String) {
    #expect(IDPrefix(repositoryName: name).text == expected)
  }
}
