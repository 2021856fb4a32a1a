import TicketMerge
import TicketModel

/// A ticket as the ancestor and the two sides have it.
struct TicketVersions {
  let id: TicketID?
  let base: TicketVersion?
  let ours: TicketVersion?
  let theirs: TicketVersion?

  /// The change that theirs made, ours having made none.
  var changed: MergedTicket {
    switch (base, theirs) {
    case (nil, let theirs): outcome(.added(.theirs), theirs)
    case (_, nil): outcome(.deleted(.theirs), nil)
    case (_, let theirs): outcome(.changed(.theirs), theirs)
    }
  }

  /// Joins the sides.
  func merged(by merger: TicketMerger) -> MergedTicket {
    switch (ours, theirs) {
    case (nil, nil): outcome(.alike, nil)
    case (let ours?, nil): alone(ours, .ours)
    case (nil, let theirs?): alone(theirs, .theirs)
    case (let ours?, let theirs?):
      if ours == theirs {
        outcome(.alike, ours)
      } else if ours == base {
        outcome(.changed(.theirs), theirs)
      } else if theirs == base {
        outcome(.changed(.ours), ours)
      } else {
        joined(ours, theirs, merger)
      }
    }
  }

  private func outcome(
    _ outcome: MergedTicket.Outcome, _ result: TicketVersion?
  ) -> MergedTicket {
    MergedTicket(
      id: id, outcome: outcome, base: base, ours: ours, theirs: theirs, result: result)
  }

  /// Only one side has it: made there, or deleted on the other.
  private func alone(_ version: TicketVersion, _ side: MergeSide) -> MergedTicket {
    guard let base else { return outcome(.added(side), version) }
    // A file that was only moved holds nothing that the deletion did not mean.
    return version.bytes == base.bytes
      ? outcome(.deleted(side.other), nil)
      : outcome(.editKept(deletedBy: side.other), version)
  }

  private func joined(
    _ ours: TicketVersion, _ theirs: TicketVersion, _ merger: TicketMerger
  ) -> MergedTicket {
    // Of two new names the smaller one stays, whichever side it is on.
    let path = chosen(base?.path, ours.path, theirs.path) ?? min(ours.path, theirs.path)
    let isExecutable =
      chosen(base?.isExecutable, ours.isExecutable, theirs.isExecutable) ?? false
    let result = merger.merge(
      base: base?.bytes, ours: ours.bytes, theirs: theirs.bytes, path: path)
    return outcome(
      .merged(result),
      TicketVersion(path: path, bytes: result.bytes, isExecutable: isExecutable))
  }

  /// What both have, or what one side changed it to; nil when both changed it differently.
  private func chosen<Value: Equatable>(_ base: Value?, _ ours: Value, _ theirs: Value) -> Value? {
    if ours == theirs || theirs == base { return ours }
    return ours == base ? theirs : nil
  }
}

extension MergedTicket {
  /// Where the ticket is, or was.
  var sortingPath: String { (result ?? ours ?? theirs ?? base)?.path ?? "" }
}

extension [MergedTicket] {
  /// Gives a ticket whose path another one has a path that is named after its id.
  ///
  /// That takes files that were renamed onto each other; who yields does not depend on the sides.
  func withDistinctPaths() -> [MergedTicket] {
    let paths = compactMap(\.result?.path)
    guard Set(paths).count < paths.count else { return self }
    var taken: Set<String> = []
    return sorted { ($0.isNamedByID ? 0 : 1, $0.text) < ($1.isNamedByID ? 0 : 1, $1.text) }
      .map { ticket in
        guard let result = ticket.result, !taken.insert(result.path).inserted else {
          return ticket
        }
        let folder = result.path.prefix { $0 != "/" }
        var path = "\(folder)/\(ticket.text).md"
        var number = 2
        while !taken.insert(path).inserted {
          path = "\(folder)/\(ticket.text)-\(number).md"
          number += 1
        }
        return ticket.moved(to: path)
      }
  }
}

extension MergedTicket {
  fileprivate var text: String { id?.text ?? "" }

  fileprivate var isNamedByID: Bool {
    guard let id, let result else { return false }
    return result.path.isTicketFileName(of: id)
  }

  fileprivate func moved(to path: String) -> MergedTicket {
    let moved = result.map {
      TicketVersion(path: path, bytes: $0.bytes, isExecutable: $0.isExecutable)
    }
    return MergedTicket(
      id: id, outcome: outcome, base: base, ours: ours, theirs: theirs, result: moved)
  }
}
