import TicketModel

/// The three versions of one ticket, any of which may be missing.
struct TicketTriple {
  let id: TicketID?
  var base: TicketSnapshot.File?
  var ours: TicketSnapshot.File?
  var theirs: TicketSnapshot.File?

  fileprivate init(id: TicketID?, _ row: TicketPathRow) {
    self.id = id
    (base, ours, theirs) = (row.base, row.ours, row.theirs)
  }

  /// Any of the versions.
  var any: TicketSnapshot.File? { ours ?? theirs ?? base }

  /// Adds the versions of another path; false when one of them is there already.
  fileprivate mutating func join(_ other: TicketTriple) -> Bool {
    guard base == nil || other.base == nil, ours == nil || other.ours == nil,
      theirs == nil || other.theirs == nil
    else { return false }
    (base, ours, theirs) = (base ?? other.base, ours ?? other.ours, theirs ?? other.theirs)
    return true
  }
}

/// Finds which files of three trees are one ticket.
///
/// A path at which all three have one id is one ticket. The others, where files came, went or moved, are joined
/// by the id in their text, so that a move on one side and an edit on the other meet. Where one side
/// has an id twice nothing is joined: nobody could say which file is meant.
struct TicketPairing {
  /// Reads the id out of a file; nil when it is no ticket.
  let id: (TicketSnapshot.File) throws -> TicketID?

  func triples(_ rows: [TicketPathRow]) throws -> [TicketTriple] {
    var whole: [TicketTriple] = []
    var parts: [TicketID: [TicketTriple]] = [:]
    var unread: [TicketPathRow] = []
    for row in rows {
      let halves = try byID(row)
      if halves.count == 1, row.base != nil, row.ours != nil, row.theirs != nil {
        whole += halves
        continue
      }
      for half in halves {
        if let id = half.id { parts[id, default: []].append(half) } else { unread.append(row) }
      }
    }
    for row in unread {
      // A file full of conflict markers still has its id in its name.
      let id = parts.keys.filter { row.path.isTicketFileName(of: $0) }
        .max { $0.text.count < $1.text.count }
      let triple = TicketTriple(id: id, row)
      if let id { parts[id]?.append(triple) } else { whole.append(triple) }
    }
    return whole + parts.values.flatMap(joined)
  }

  /// One path may hold different tickets on the sides, when files swapped their names.
  private func byID(_ row: TicketPathRow) throws -> [TicketTriple] {
    let ids = try [row.base, row.ours, row.theirs].map { try $0.flatMap(id) }
    let distinct = Set(ids.compactMap { $0 })
    guard distinct.count > 1 else { return [TicketTriple(id: distinct.first, row)] }
    return distinct.map { id in
      func file(_ index: Int, _ file: TicketSnapshot.File?) -> TicketSnapshot.File? {
        ids[index] == id ? file : nil
      }
      return TicketTriple(
        id: id,
        TicketPathRow(
          path: row.path, base: file(0, row.base), ours: file(1, row.ours),
          theirs: file(2, row.theirs)))
    }
  }

  private func joined(_ parts: [TicketTriple]) -> [TicketTriple] {
    guard var whole = parts.first else { return [] }
    for part in parts.dropFirst() {
      guard whole.join(part) else { return parts }
    }
    return [whole]
  }
}

extension String {
  /// Whether a path is that of a ticket's file by its name.
  func isTicketFileName(of id: TicketID) -> Bool {
    let name = split(separator: "/").last ?? ""
    return name == "\(id.text).md" || name.hasPrefix("\(id.text)-") && name.hasSuffix(".md")
  }
}
