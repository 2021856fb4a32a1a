package import TicketModel

/// What `sync` is to do.
package struct SyncRequest: Sendable {
  /// Name of a remote; nil for the one the branch follows.
  package var remote: String?
  /// Fetch and say what would be done.
  package var isDryRun = false
  /// Whether the outcome is pushed.
  package var pushes = true
  /// Whether git may ask for a password.
  package var mayAsk = true

  /// Makes a request for the branch's own remote.
  package init() {}
}

/// What `sync` did, or on a dry run would do.
package struct SyncReport: Sendable {
  /// How the remote's commits came in.
  package enum Arrival: String, Sendable {
    /// There were none.
    case nothing
    /// The branch had no commits of its own.
    case fastForward = "fast-forward"
    /// A merge commit was made.
    case merge
  }

  /// Name of the remote.
  package let remote: String
  /// The branch there.
  package let branch: String
  /// Whether the remote did not have the branch.
  package var isNewBranch = false
  package var arrival = Arrival.nothing
  /// Full hexadecimal id of the last merge commit.
  package var mergeCommit: String?
  /// What came in, as changes of "theirs" against what was here before.
  package var arrived: [ArrivedTicket] = []
  /// How many commits came in.
  package var received = 0
  /// How many commits went out, or would.
  package var sent = 0
  /// Whether the remote has everything now.
  package var isPushed = false
  /// Tickets that one side deleted and the other edited, which stay.
  package var keptEdits: [MergedTicket] = []
  /// Tickets that had an id which another ticket keeps.
  package var parted: [PartedReport] = []
  /// Those of them, and of the others, that came in.
  var partedArrivals: [MergedTicket] = []
  /// Tickets that the sides disagree about; they are merged and recorded, and not pushed.
  package var disagreements: [MergedTicket] = []
  /// How often the remote had moved meanwhile.
  package var lostRaces = 0
}

/// A ticket that was given a new id, since the sides had two of one id.
package struct PartedReport: Sendable {
  /// The new id.
  package let id: TicketID
  /// The id it had, which the other ticket keeps.
  package let formerly: TicketID
  /// Where it stands.
  package let path: String
  /// Tickets that name the old id; they are as they were.
  package let referrers: [TicketID]
}

/// A ticket that others changed.
package struct ArrivedTicket: Sendable {
  /// The change, from what was here to what is.
  package let change: MergedTicket
  /// Handles of those who made the commits; empty when that is not known.
  package let people: [String]
}
