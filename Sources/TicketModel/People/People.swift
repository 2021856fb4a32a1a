/// The people of a repository: what `.tickets/people.yml` says.
///
/// Where the file is there, it is the only list of people; `people` in `config.yml` counts without it.
package struct People: Sendable, Equatable {
  /// In file order.
  package let all: [Person]

  /// Repository-relative path of the file.
  package static let path = ".tickets/people.yml"

  /// Somebody who works with tickets.
  package struct Person: Sendable, Equatable {
    package let handle: String
    /// Full name; the handle when none is given.
    package let name: String
    package let emails: [String]
    /// Words that labels and types of tickets are compared with.
    package let skills: [String]
    /// Queues that they take tickets from.
    package let queues: [String]
    /// How many open tickets they should have at most; nil for any number.
    package let capacity: Int?
    package let absences: [Absence]

    /// Makes a person from their parts.
    package init(
      handle: String, name: String? = nil, emails: [String] = [], skills: [String] = [],
      queues: [String] = [], capacity: Int? = nil, absences: [Absence] = []
    ) {
      self.handle = handle
      self.name = name ?? handle
      self.emails = emails
      self.skills = skills
      self.queues = queues
      self.capacity = capacity
      self.absences = absences
    }

    /// The absence that a day is in; nil when they are there.
    package func absence(on day: CalendarDay) -> Absence? {
      absences.first { $0.from <= day && day <= $0.to }
    }

    /// Whether a name is their handle or one of their addresses, in any case.
    package func isCalled(_ name: String) -> Bool {
      let name = name.lowercased()
      return handle.lowercased() == name || emails.contains { $0.lowercased() == name }
    }
  }

  /// Days on which somebody is away, the first and the last among them.
  package struct Absence: Sendable, Equatable {
    package let from: CalendarDay
    package let to: CalendarDay

    /// Makes an absence of its first and last day.
    package init(from: CalendarDay, to: CalendarDay) {
      self.from = from
      self.to = to
    }
  }

  /// Lists people.
  package init(_ all: [Person]) { self.all = all }

  /// Finds somebody by their handle or an address.
  ///
  /// - Parameter name: as written in a ticket or a commit; case does not count.
  /// - Returns: nil when nobody is called so.
  package func person(_ name: String) -> Person? { all.first { $0.isCalled(name) } }
}
