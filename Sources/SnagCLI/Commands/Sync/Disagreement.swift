import TicketDocument
import TicketMerge
import TicketModel
import TicketStore

extension MergedTicket {
  /// The ticket's id, or the path of a file that cannot be read.
  var name: String { id?.text ?? (result ?? ours ?? theirs ?? base)?.path ?? "" }

  /// What the sides disagree about, one line each.
  var disagreementWords: [String] {
    conflicts.map { "\(name): \(words(for: $0, here: "here", there: "there"))" }
  }

  /// What the sides disagree about.
  ///
  /// - Parameters:
  ///   - conflict: one thing.
  ///   - here: what to call our side.
  ///   - there: what to call the other side.
  /// - Returns: one line without the ticket's name.
  func words(for conflict: MergeConflict, here: String, there: String) -> String {
    switch conflict {
    case .field(let field, let kept, let others):
      let (mine, other) = (value(of: field, in: ours), value(of: field, in: theirs))
      guard let mine, let other, mine != other else {
        return
          "\(field) is \(Self.shown(kept)), or \(others.map(Self.shown).joined(separator: ", "))"
      }
      return "\(field) is \(Self.shown(mine)) \(here) and \(Self.shown(other)) \(there)"
    case .prose(let count):
      return "the text was changed on both sides in \(count == 1 ? "one place" : "\(count) places")"
    case .twoTickets: return "it is the id of two tickets"
    case .unreadable(let reason): return "it cannot be read: \(reason)"
    }
  }

  private func value(of field: String, in version: TicketVersion?) -> String? {
    guard let version, let document = try? TicketDocument(parsing: version.bytes) else {
      return nil
    }
    guard document.entry(field) != nil else { return "" }
    return document.scalar(field) ?? document.list(field).joined(separator: ", ")
  }

  private static func shown(_ value: String) -> String {
    value.isEmpty ? "unset" : truncated(value, to: 60)
  }

  /// What the sides disagree about, for programs.
  var conflictsJSON: [JSON] {
    conflicts.map { conflict in
      var members: [(String, JSON)] = [
        ("id", .string(name)), ("path", result.map { .string($0.path) } ?? .null),
      ]
      switch conflict {
      case .field(let field, let kept, let others):
        members += [
          ("field", .string(field)), ("kept", .string(kept)),
          ("others", .array(others.map(JSON.string))),
        ]
      case .prose, .twoTickets, .unreadable: members.append(("field", .null))
      }
      members.append(("what", .string(words(for: conflict, here: "here", there: "there"))))
      return .object(members)
    }
  }
}
