package import TicketModel

/// Finds tickets that say the same as a text, by the words that they share: a rare word says more
/// than a frequent one, one in the title more than one in the text.
///
/// The weights are BM25's (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009)
/// with k1 = 1.2 and b = 0.75, a word of the title counting three times. Only words of the text that
/// is asked about are looked at, so that no index is needed.
package struct SimilarTickets {
  /// A ticket that shares words with the text.
  package struct Match: Sendable, Equatable {
    package let ticket: Ticket
    /// From 0 to 100: how much of the weight of the text's words the ticket has.
    package let percent: Int
    /// The words that it shares, those that say most first.
    package let words: [String]
  }

  /// A ticket with its text below the front matter.
  package struct Candidate {
    package let ticket: Ticket
    let text: UnsafeRawBufferPointer?

    /// Describes a ticket; without its text only titles are compared.
    package init(_ ticket: Ticket, text: UnsafeRawBufferPointer? = nil) {
      self.ticket = ticket
      self.text = text
    }
  }

  private var places: [UInt64: Int] = [:]
  private var spellings: [String] = []

  /// Prepares to look for a text.
  ///
  /// - Parameters:
  ///   - title: what it is about.
  ///   - body: more about it.
  package init(title: String, body: String = "") {
    for text in [title, body] {
      var folded: [UInt8] = []
      folded.append(folding: text)
      folded.withUnsafeBytes { bytes in
        WordScan.words(in: bytes) { number, word in
          guard places[number] == nil, places.count < Self.mostWords else { return }
          places[number] = spellings.count
          spellings.append(String(decoding: word, as: UTF8.self))
        }
      }
    }
  }

  /// Words of a text that are looked at; a pasted log has thousands.
  private static let mostWords = 200
  private static let titleWeight = 3
  private static let (k1, b) = (1.2, 0.75)

  private struct Count {
    let candidate: Int
    /// Weighted number of words, the text's and others.
    let length: Int
    /// Weighted number of occurrences by place.
    let hits: [Int: Int]
  }

  /// Compares tickets with the text.
  ///
  /// - Parameters:
  ///   - candidates: all tickets of the repository; how rare a word is follows from them.
  ///   - atLeast: percent below which a ticket is left out.
  ///   - limit: how many to return at most.
  /// - Returns: the most similar first, equal ones by id.
  package func matches(
    among candidates: [Candidate], atLeast: Int, limit: Int
  ) -> [Match] {
    guard !spellings.isEmpty, !candidates.isEmpty else { return [] }
    var counts: [Count] = []
    var total = 0
    var found = [Int](repeating: 0, count: spellings.count)
    for (index, candidate) in candidates.enumerated() {
      let count = self.count(candidate, index)
      total += count.length
      for place in count.hits.keys { found[place] += 1 }
      if !count.hits.isEmpty { counts.append(count) }
    }
    let average = max(1, Double(total) / Double(candidates.count))
    let rarity = found.map { Self.rarity(of: $0, among: candidates.count) }
    let most = rarity.reduce(0, +)
    let matches = counts.map { count in
      match(candidates[count.candidate].ticket, count, average, rarity, most)
    }
    return matches.filter { $0.percent >= max(1, atLeast) }
      .sorted { (-$0.percent, $0.ticket.id.text) < (-$1.percent, $1.ticket.id.text) }
      .prefix(limit).map(\.self)
  }

  private func count(_ candidate: Candidate, _ index: Int) -> Count {
    var hits: [Int: Int] = [:]
    var length = 0
    func add(_ bytes: UnsafeRawBufferPointer, weight: Int) {
      WordScan.words(in: bytes) { number, _ in
        length += weight
        if let place = places[number] { hits[place, default: 0] += weight }
      }
    }
    var title = candidate.ticket.title
    if title.utf8.allSatisfy({ $0 < 0x80 }) {
      title.withUTF8 { add(UnsafeRawBufferPointer($0), weight: Self.titleWeight) }
    } else {
      var folded: [UInt8] = []
      folded.append(folding: title)
      folded.withUnsafeBytes { add($0, weight: Self.titleWeight) }
    }
    if let text = candidate.text { add(text, weight: 1) }
    return Count(candidate: index, length: length, hits: hits)
  }

  private func match(
    _ ticket: Ticket, _ count: Count, _ average: Double, _ rarity: [Double], _ most: Double
  ) -> Match {
    var score = 0.0
    var weights: [(place: Int, weight: Double)] = []
    // In one order, so that the sum is always the same.
    for (place, hits) in count.hits.sorted(by: { $0.key < $1.key }) {
      let norm = Self.k1 * (1 - Self.b + Self.b * Double(count.length) / average)
      let weight = rarity[place] * Double(hits) * (Self.k1 + 1) / (Double(hits) + norm)
      score += weight
      weights.append((place, weight))
    }
    // What a title of usual length weighs that has each of the words once.
    let hits = Double(Self.titleWeight)
    let whole = most * hits * (Self.k1 + 1) / (hits + Self.k1)
    let percent = min(100, Int(100 * score / whole))
    let words = weights.sorted { (-$0.weight, $0.place) < (-$1.weight, $1.place) }
    return Match(ticket: ticket, percent: percent, words: words.map { spellings[$0.place] })
  }

  /// The logarithm of how few tickets have a word; a word that all have says nearly nothing.
  private static func rarity(of count: Int, among all: Int) -> Double {
    // A word that none has says no more than one that one has: it may be a typing mistake.
    let count = Double(max(count, 1))
    return logarithm(1 + (Double(all) - count + 0.5) / (count + 0.5))
  }

  /// The logarithm to base 2 to 20 binary places; the same on every machine.
  private static func logarithm(_ number: Double) -> Double {
    var result = Double(number.exponent)
    var rest = number.significand
    var step = 0.5
    for _ in 0..<20 {
      rest *= rest
      if rest >= 2 {
        rest /= 2
        result += step
      }
      step /= 2
    }
    return result
  }
}
