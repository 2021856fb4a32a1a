import GitKit
import TicketDocument
import TicketModel

/// Puts what a survey found and what is here together.
struct BranchAssembly {
  private let survey: BranchSurvey
  private let detail: LoadDetail
  private let branches: [ObjectID: [BranchTips.Branch]]
  /// What is here, in the order of paths; nil for a ticket that is gone.
  private var here: [LoadedTicket?]
  /// What is only elsewhere.
  private var added: [LoadedTicket] = []
  private var said: [(ticket: Ticket, words: [BranchWord])] = []
  private var problems: [Problem]

  /// Begins with what is here, in the order of paths.
  init(tips: BranchTips, survey: BranchSurvey, loaded: LoadedTickets, detail: LoadDetail) {
    self.survey = survey
    self.detail = detail
    branches = Dictionary(grouping: tips.branches, by: \.commit)
    here = loaded.tickets
    problems = loaded.problems + survey.problems
  }

  var view: BranchView {
    let kept = here.compactMap { $0 }
    return BranchView(
      LoadedTickets(
        tickets: added.isEmpty ? kept : kept.merging(added.sortedByPath), problems: problems),
      said)
  }

  /// What the steps need of the repository.
  struct Source {
    /// Returns the name of the text of a file that is here.
    let blob: (LoadedTicket) throws -> ObjectID?
    /// Returns the text of a blob.
    let text: (ObjectID) throws -> [UInt8]
    /// Judges a ticket that was changed here.
    let judge: (TicketCandidate, LoadedTicket?) throws -> SurveyedJudgement?
  }

  /// Goes through the tickets that branches have touched.
  mutating func run(_ source: Source) throws {
    let copies = copies
    for row in survey.rows {
      let copies = copies[row.candidate.id] ?? []
      // Of two files with one id the one that git has there is the ticket.
      let own = copies.first { here[$0]?.ticket.path == row.committed?.path } ?? copies.first
      let current = own.flatMap { here[$0] }
      var judgement = row.judgement
      if try current.flatMap(source.blob) != row.committed?.blob {
        // Somebody has changed it here and not committed that.
        judgement = try source.judge(row.candidate, current)
      }
      if let judgement { try put(judgement, at: own, source) }
    }
  }

  /// Where the files of the tickets are that branches have touched.
  private var copies: [TicketID: [Int]] {
    let touched = Set(survey.rows.lazy.map(\.candidate.id))
    var copies: [TicketID: [Int]] = [:]
    for (number, ticket) in here.enumerated() {
      guard let id = ticket?.ticket.id, touched.contains(id) else { continue }
      copies[id, default: []].append(number)
    }
    return copies
  }

  /// Puts what was judged in the place of what is here.
  private mutating func put(
    _ judgement: SurveyedJudgement, at own: Int?, _ source: Source
  ) throws {
    let path = own.flatMap { here[$0]?.ticket.path }
    if let own { here[own] = nil }
    let words = words(judgement)
    for (index, result) in judgement.results.enumerated() {
      guard let read = try read(result, at: index == 0 ? path : nil, source) else { continue }
      if !words.isEmpty { said.append((read.ticket, words)) }
      if index == 0, let own { here[own] = read } else { added.append(read) }
    }
  }

  private mutating func read(
    _ result: SurveyedVersion, at path: String?, _ source: Source
  ) throws -> LoadedTicket? {
    let path = path ?? result.path
    if detail == .fields, let ticket = result.ticket {
      let isThere = ticket.path == path
      return LoadedTicket(
        ticket: isThere ? ticket : Ticket(ticket.row, at: TicketPlace(path)), document: nil)
    }
    let text = try result.text ?? source.text(result.blob)
    switch readTicket(text, path: path, detail: detail) {
    case .success(let ticket): return ticket
    case .failure(let refusal):
      problems.append(refusal.problem)
      return nil
    }
  }

  private func words(_ judgement: SurveyedJudgement) -> [BranchWord] {
    let words = judgement.words.flatMap { word in
      (branches[word.commit] ?? []).map {
        BranchWord(
          branch: $0.name, isLocal: $0.isLocal, commit: $0.commit.hex, ticket: word.version?.ticket)
      }
    }
    guard words.count > 1 else { return words }
    return words.sorted { ($0.isLocal ? 0 : 1, $0.branch) < ($1.isLocal ? 0 : 1, $1.branch) }
  }
}
