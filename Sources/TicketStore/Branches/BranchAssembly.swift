import GitKit
import TicketDocument
import TicketModel

/// Puts what a survey found and what is here together.
struct BranchAssembly {
  private let survey: BranchSurvey
  private let loaded: LoadedTickets
  private let detail: LoadDetail
  private let branches: [ObjectID: [BranchTips.Branch]]
  private var tickets: [(ticket: LoadedTicket, words: [BranchWord])] = []
  private var problems: [Problem]

  init(tips: BranchTips, survey: BranchSurvey, loaded: LoadedTickets, detail: LoadDetail) {
    self.survey = survey
    self.loaded = loaded
    self.detail = detail
    branches = Dictionary(grouping: tips.branches, by: \.commit)
    problems = loaded.problems + survey.problems
  }

  var view: BranchView { BranchView(tickets, problems: problems) }

  /// Goes through the tickets.
  ///
  /// - Parameters:
  ///   - text: reads a file that is here, for tickets whose document was not kept.
  ///   - judge: judges a ticket that was changed here.
  /// - Throws: what the two throw.
  mutating func run(
    text: (_ path: String) throws -> [UInt8]?,
    judge: (TicketCandidate, TicketVersion?) throws -> TicketJudgement?
  ) throws {
    let touched = Set(survey.rows.map(\.candidate.id))
    var here: [TicketID: [LoadedTicket]] = [:]
    tickets.reserveCapacity(loaded.tickets.count)
    for ticket in loaded.tickets {
      if touched.contains(ticket.ticket.id) {
        here[ticket.ticket.id, default: []].append(ticket)
      } else {
        tickets.append((asWanted(ticket), []))
      }
    }
    for row in survey.rows {
      var copies = here[row.candidate.id] ?? []
      // Of two files with one id the one that git has there is the ticket.
      let own = copies.firstIndex { $0.ticket.path == row.committed?.path } ?? copies.indices.first
      let current = own.map { copies.remove(at: $0) }
      let version = try current.flatMap { try versionHere($0, text) }
      try add(row, current, version, judge)
      tickets += copies.map { (asWanted($0), []) }
    }
  }

  private func versionHere(
    _ ticket: LoadedTicket, _ text: (_ path: String) throws -> [UInt8]?
  ) throws -> TicketVersion? {
    let path = ticket.ticket.path
    if let document = ticket.document { return TicketVersion(path: path, bytes: document.bytes) }
    return try text(path).map { TicketVersion(path: path, bytes: $0) }
  }

  private mutating func add(
    _ row: BranchSurvey.Row, _ current: LoadedTicket?, _ version: TicketVersion?,
    _ judge: (TicketCandidate, TicketVersion?) throws -> TicketJudgement?
  ) throws {
    var judgement = row.judgement
    if version?.bytes != row.committed?.bytes {
      // Somebody has changed it here and not committed that.
      judgement = try judge(row.candidate, version)
    }
    guard let judgement else {
      if let current { tickets.append((asWanted(current), [])) }
      return
    }
    var read: [LoadedTicket] = []
    for (index, result) in judgement.results.enumerated() {
      let path = index == 0 ? current?.ticket.path ?? result.path : result.path
      switch readTicket(result.bytes, path: path, detail: detail) {
      case .success(let ticket): read.append(ticket)
      case .failure(let refusal): problems.append(refusal.problem)
      }
    }
    let words = words(judgement, read)
    tickets += read.map { ($0, words) }
  }

  private func words(_ judgement: TicketJudgement, _ read: [LoadedTicket]) -> [BranchWord] {
    judgement.words.flatMap { word in
      let ticket = word.version.flatMap { version in
        // Mostly one branch knows more, and what it has is the ticket.
        if version == judgement.results.first, let first = read.first { return first.ticket }
        return try? readTicket(version.bytes, path: version.path, detail: .fields).get().ticket
      }
      return (branches[word.commit] ?? []).map {
        BranchWord(
          branch: $0.name, isLocal: $0.isLocal, commit: $0.commit.hex, ticket: ticket)
      }
    }.sorted { ($0.isLocal ? 0 : 1, $0.branch) < ($1.isLocal ? 0 : 1, $1.branch) }
  }

  private func asWanted(_ ticket: LoadedTicket) -> LoadedTicket {
    detail == .documents ? ticket : LoadedTicket(ticket: ticket.ticket, document: nil)
  }
}
