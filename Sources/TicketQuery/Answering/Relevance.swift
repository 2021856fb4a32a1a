import TicketModel

/// How well words fit a ticket; the greater, the better.
///
/// Words found in the title (or as the id) count before words found in the body only, whole words
/// before parts of longer ones, then the number of hits.
struct Relevance: Comparable {
  private let rank: [Int]

  init(_ words: [FoldedText], in ticket: Ticket, body: () -> SearchText) {
    let title = SearchText(ticket.title)
    let text = body()
    var rank = [0, 0, 0, 0, 0]
    for word in words {
      let (inTitle, inBody) = (title.hits(of: word), text.hits(of: word))
      let isID = word.mean(ticket.id)
      if inTitle.count > 0 || isID { rank[0] += 1 }
      if inTitle.hasWhole || isID { rank[1] += 1 }
      if inBody.hasWhole { rank[2] += 1 }
      rank[3] += inTitle.count
      rank[4] += inBody.count
    }
    self.rank = rank
  }

  static func < (left: Relevance, right: Relevance) -> Bool {
    left.rank.lexicographicallyPrecedes(right.rank)
  }
}
