import GitKit
import TicketModel

/// A ticket's file as some branch has it, or as several make it together.
struct SurveyedVersion {
  let path: String
  /// The name of its text.
  let blob: ObjectID
  /// The text, where git does not have it.
  let text: [UInt8]?
  /// nil when the text is no readable ticket.
  let ticket: Ticket?
}

/// What all branches together make of one ticket, with the tickets taken out of the texts.
struct SurveyedJudgement {
  /// A branch's end and the ticket there; nil when the branch deleted it.
  struct Word {
    let commit: ObjectID
    let version: SurveyedVersion?
  }

  /// See `TicketJudgement`.
  let results: [SurveyedVersion]
  let words: [Word]
}

extension SurveyedJudgement {
  /// Reads the texts of a judgement as tickets.
  ///
  /// - Parameters:
  ///   - judgement: what was judged.
  ///   - texts: knows which of the texts git has.
  /// - Throws: `GitError`.
  init(_ judgement: TicketJudgement, _ texts: TicketTexts) throws {
    var known: [ObjectID: SurveyedVersion] = [:]
    func read(_ version: TicketVersion) throws -> SurveyedVersion {
      let blob = try texts.keep(version.bytes)
      // Mostly one branch knows more, and what it has is the ticket.
      if let same = known[blob], same.path == version.path { return same }
      let ticket = try? readTicket(version.bytes, path: version.path, detail: .fields).get().ticket
      let surveyed = SurveyedVersion(
        path: version.path, blob: blob, text: texts.isStored(blob) ? nil : version.bytes,
        ticket: ticket)
      known[blob] = surveyed
      return surveyed
    }
    results = try judgement.results.map(read)
    words = try judgement.words.map { Word(commit: $0.commit, version: try $0.version.map(read)) }
  }
}
