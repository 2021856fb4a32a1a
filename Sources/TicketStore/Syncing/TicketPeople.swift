import GitKit
import TicketModel

/// Who changed which tickets in a range of commits.
struct TicketPeople {
  /// Handles by path, in order of their first commit.
  private var handles: [String: [String]] = [:]

  /// Adds the person of a commit to the tickets it changed.
  fileprivate mutating func add(_ handle: String, at paths: [String]) {
    for path in paths where handles[path]?.contains(handle) != true {
      handles[path, default: []].append(handle)
    }
  }

  /// Names the people of a change.
  func attribute(_ change: MergedTicket) -> ArrivedTicket {
    var people: [String] = []
    for path in [change.ours?.path, change.theirs?.path].compactMap({ $0 }) {
      for handle in handles[path] ?? [] where !people.contains(handle) { people.append(handle) }
    }
    return ArrivedTicket(change: change, people: people)
  }
}

extension TicketRepository {
  /// Commits that are looked at for who changed what; of more, the newest.
  private static let maximumCommits = 2_000

  /// Learns who changed tickets in the commits of `new` that `old` does not have; merges aside.
  func people(from old: ObjectID, to new: ObjectID) throws -> TicketPeople {
    let git = try git()
    var commits: [CommitRecord] = []
    try git.walk(from: [new], hiding: [old]) { commit in
      if commit.parents.count == 1 { commits.append(commit) }
      return commits.count < Self.maximumCommits
    }
    var people = TicketPeople()
    for commit in commits.reversed() {
      let before = try git.ticketSnapshot(of: commit.parents[0])
      let paths = try git.differences(
        among: [before.tree, git.ticketSnapshot(of: commit.id).tree],
        prefix: "\(Workspace.folder)/"
      ).map(\.path)
      people.add(commit.author.handle, at: paths)
    }
    return people
  }
}

extension Signature {
  /// A person's handle by their mail address or name.
  fileprivate var handle: String {
    (Handle(commitAddress: email) ?? Handle(fromName: name))?.text ?? name
  }
}

extension Handle {
  /// The handle of a mail address that git commits with; nil when it holds no name.
  init?(commitAddress email: String) {
    let local = email.split(separator: "@").first ?? ""
    // GitHub's private addresses put a number before the name: 1234+ada@users.noreply…
    self.init(fromName: local.split(separator: "+").last ?? "")
  }
}
