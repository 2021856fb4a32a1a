import TicketModel
import TicketStore

/// Who had a ticket, from when to when.
struct OwnerList {
  let changes: [OwnerChange]

  static let names = ["from", "to", "owner", "commit"]

  /// As ``names`` says; times without an owner are left out.
  var rows: [[(String, JSON)]] {
    changes.indices.filter { !changes[$0].to.isEmpty }.map { index in
      let end = changes.dropFirst(index + 1).first?.time
      return [
        ("from", .string(changes[index].time.description)),
        ("to", end.map { .string($0.description) } ?? .null),
        ("owner", .string(changes[index].to)), ("commit", .string(changes[index].commit)),
      ]
    }
  }

  /// Lines of times, owner and commit, with `-` for an end that is not yet.
  var lines: [String] {
    changes.indices.filter { !changes[$0].to.isEmpty }.map { index in
      let end = changes.dropFirst(index + 1).first?.time.description ?? "-"
      return [
        changes[index].time.description, end, safeCell(changes[index].to),
        String(changes[index].commit.prefix(7)),
      ].joined(separator: "\t")
    }
  }
}
