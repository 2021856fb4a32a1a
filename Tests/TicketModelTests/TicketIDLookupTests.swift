import TestSupport
import Testing
import TicketModel

@Suite struct TicketIDLookupTests {
  private static let ids = ["sn-k7m3qx", "sn-k7m9dd", "sn-z4n8dp", "tc-1609", "ab-z4n8dp"].map(id)

  @Test(
    arguments: [
      ("sn-k7m3qx", .found(id("sn-k7m3qx"))),
      (" SN-K7M3QX ", .found(id("sn-k7m3qx"))),
      ("k7m3qx", .found(id("sn-k7m3qx"))),
      ("k7m3", .found(id("sn-k7m3qx"))),
      ("sn-k7m3", .found(id("sn-k7m3qx"))),
      ("k7m", .ambiguous([id("sn-k7m3qx"), id("sn-k7m9dd")])),
      ("z4n8dp", .ambiguous([id("ab-z4n8dp"), id("sn-z4n8dp")])),
      ("sn-z4n8dp", .found(id("sn-z4n8dp"))),
      ("1609", .found(id("tc-1609"))),
      ("k7", .tooShort), ("sn-k7", .tooShort), ("sn-", .tooShort), ("", .tooShort),
      ("k7m3qq", .missing(nearest: [id("sn-k7m3qx")])),
      ("sn-k7m3xq", .missing(nearest: [id("sn-k7m3qx")])),
      ("k7m3qxx", .missing(nearest: [id("sn-k7m3qx")])),
      ("7m3qx", .missing(nearest: [id("sn-k7m3qx")])),
      ("xyzxyz", .missing(nearest: [])),
    ] as [(String, TicketIDLookup.Outcome)])
  func whatIsTypedNamesATicket(typed: String, expected: TicketIDLookup.Outcome) {
    #expect(TicketIDLookup(Self.ids).resolve(typed) == expected)
  }

  @Test func anExactIDWinsOverLongerOnes() {
    let lookup = TicketIDLookup(["sn-bcd", "sn-bcdf"].map(id))
    #expect(lookup.resolve("bcd") == .found(id("sn-bcd")))
    #expect(lookup.resolve("sn-bcd") == .found(id("sn-bcd")))
  }

  @Test func anIDGivenTwiceIsOneTicket() {
    #expect(TicketIDLookup(["sn-bcd", "sn-bcd"].map(id)).resolve("bcd") == .found(id("sn-bcd")))
  }

  @Test func lookupAgreesWithANaiveOneOnRandomIDs() {
    var generator = SeededGenerator(seed: 4)
    // Three symbols, so that ids are often prefixes and neighbours of each other.
    let symbols = Array("bc2")
    func word(_ lengths: ClosedRange<Int>) -> String {
      String(
        (0..<Int.random(in: lengths, using: &generator)).map { _ in
          symbols[Int.random(in: symbols.indices, using: &generator)]
        })
    }
    for _ in 0..<1_000 {
      let ids = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
        id("\(Bool.random(using: &generator) ? "sn" : "tk")-b\(word(1...5))")
      }
      let typed = (Bool.random(using: &generator) ? "sn-" : "") + word(0...6)
      #expect(TicketIDLookup(ids).resolve(typed) == Self.naive(ids, typed), "\(ids) \(typed)")
    }
  }

  private static func naive(_ ids: [TicketID], _ typed: String) -> TicketIDLookup.Outcome {
    let names = Set(ids).sorted().map { (id: $0, names: [$0.text, String($0.suffix)]) }
    if let full = names.first(where: { $0.id.text == typed }) { return .found(full.id) }
    let exact = names.filter { $0.names.contains(typed) }.map(\.id)
    if exact.count == 1 { return .found(exact[0]) }
    if exact.count > 1 { return .ambiguous(exact) }
    let symbols = typed.hasPrefix("sn-") ? typed.dropFirst(3) : typed[...]
    if symbols.count < 3 { return .tooShort }
    let begun = names.filter { $0.names.contains { $0.hasPrefix(typed) } }.map(\.id)
    if begun.count == 1 { return .found(begun[0]) }
    if begun.count > 1 { return .ambiguous(begun) }
    return .missing(
      nearest: names.filter { $0.names.contains { neighbours(typed).contains($0) } }.map(\.id))
  }

  /// Every text that one edit makes out of `text`.
  private static func neighbours(_ text: String) -> Set<String> {
    let characters = Array(text)
    let alphabet = Array("bcsntk2-")
    var result: Set<String> = [text]
    for place in 0...characters.count {
      for letter in alphabet {
        result.insert(String(characters[..<place] + [letter] + characters[place...]))
        if place < characters.count {
          result.insert(String(characters[..<place] + [letter] + characters[(place + 1)...]))
        }
      }
      if place < characters.count {
        result.insert(String(characters[..<place] + characters[(place + 1)...]))
      }
      if place + 1 < characters.count {
        var swapped = characters
        swapped.swapAt(place, place + 1)
        result.insert(String(swapped))
      }
    }
    return result
  }
}
