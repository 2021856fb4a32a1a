package import TicketModel

/// Who should get a ticket: by queue and skill, then the least open load, then the longest idle.
///
/// Queue and skill decide only where somebody has them: a ticket of a queue that nobody takes from,
/// and labels that are nobody's skill, are open to all. Who has the same skills, load and idle time
/// is taken by handle, so that the answer is always the same.
package struct AssigneeChoice: Sendable {
  /// Somebody who was considered.
  package struct Candidate: Sendable, Equatable {
    package let person: People.Person
    /// What of the ticket is among their skills.
    package let skills: [String]
    /// How many tickets that are not done they have, this one aside.
    package let load: Int
    /// When they were last given a ticket; nil when nobody knows of one.
    package let lastAssigned: Timestamp?
    /// Why they do not get it; nil for those who may.
    package let refusal: Refusal?
  }

  /// Why somebody does not get a ticket.
  package enum Refusal: Sendable, Equatable {
    /// Away until the end of this day.
    case absent(until: CalendarDay)
    /// They take from other queues.
    case queue(String)
    /// They have none of the skills that somebody has.
    case skills([String])
    /// They have as many tickets as they should have at most.
    case full(capacity: Int)
  }

  /// Somebody's tickets until now.
  package struct Load: Sendable {
    package var open: Int
    package var lastAssigned: Timestamp?

    /// Says how many tickets somebody has and when they got one.
    package init(open: Int, lastAssigned: Timestamp?) {
      self.open = open
      self.lastAssigned = lastAssigned
    }
  }

  /// Who may get it, the best first, then who may not, by handle.
  package let candidates: [Candidate]

  /// Who gets it; nil when nobody may.
  package var chosen: Candidate? { candidates.first.flatMap { $0.refusal == nil ? $0 : nil } }

  /// Considers everybody.
  ///
  /// - Parameters:
  ///   - ticket: what is to be given.
  ///   - people: who works here.
  ///   - day: on which it is given.
  ///   - load: what somebody has until now, by handle.
  package init(
    of ticket: Ticket, among people: People, on day: CalendarDay, load: (String) -> Load
  ) {
    let words = ticket.labels + [ticket.type]
    let needed = words.filter { word in people.all.contains { $0.hasSkill(word) } }
    let queue = ticket.text(of: "queue")
    let isQueueTaken = people.all.contains { $0.takes(from: queue) }
    let all = people.all.map { person in
      let load = load(person.handle)
      let skills = needed.filter(person.hasSkill)
      var refusal: Refusal?
      if let absence = person.absence(on: day) {
        refusal = .absent(until: absence.to)
      } else if isQueueTaken, !person.takes(from: queue) {
        refusal = .queue(queue)
      } else if !needed.isEmpty, skills.isEmpty {
        refusal = .skills(needed)
      } else if let capacity = person.capacity, load.open >= capacity {
        refusal = .full(capacity: capacity)
      }
      return Candidate(
        person: person, skills: skills, load: load.open, lastAssigned: load.lastAssigned,
        refusal: refusal)
    }
    candidates = all.sorted { $0.rank < $1.rank }
  }
}

extension AssigneeChoice.Candidate {
  fileprivate struct Rank: Comparable {
    let numbers: [Int64]
    let handle: String

    static func < (left: Rank, right: Rank) -> Bool {
      left.numbers == right.numbers
        ? left.handle < right.handle : left.numbers.lexicographicallyPrecedes(right.numbers)
    }
  }

  /// Who never got a ticket has been idle the longest.
  fileprivate var rank: Rank {
    guard refusal == nil else { return Rank(numbers: [1], handle: person.handle) }
    let idle = lastAssigned?.seconds ?? Int64.min
    let numbers = [0, -Int64(skills.count), Int64(load), idle]
    return Rank(numbers: numbers, handle: person.handle)
  }
}

extension People.Person {
  fileprivate func hasSkill(_ word: String) -> Bool {
    skills.contains { $0.lowercased() == word.lowercased() }
  }

  fileprivate func takes(from queue: String) -> Bool {
    queues.contains { $0.lowercased() == queue.lowercased() }
  }
}
