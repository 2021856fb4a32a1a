package import TicketDocument

/// What became of one item of a ticket's task lists.
package struct ChecklistChange: Sendable, Equatable {
  /// What happened.
  package enum Kind: String, Sendable {
    case ticked, unticked, added, removed
  }

  package let kind: Kind
  /// The item as it is now; one that is gone as it was.
  package let item: TicketDocument.Checklist.Item
}

/// Which items of two versions are the same.
///
/// An item is followed by its text, in its section first and then wherever it went; of several equal
/// ones by its place among them.
struct ChecklistComparison {
  /// In the order of the new version, then what is gone.
  private(set) var changes: [ChecklistChange] = []

  init(
    from old: [TicketDocument.Checklist.Item], to new: [TicketDocument.Checklist.Item]
  ) {
    var partners = [Int?](repeating: nil, count: new.count)
    var isFree = [Bool](repeating: true, count: old.count)
    for withSection in [true, false] {
      var places: [Key: [Int]] = [:]
      for index in old.indices.reversed() where isFree[index] {
        places[Key(old[index], withSection), default: []].append(index)
      }
      for index in new.indices where partners[index] == nil {
        guard let place = places[Key(new[index], withSection)]?.popLast() else { continue }
        partners[index] = place
        isFree[place] = false
      }
    }
    for (item, partner) in zip(new, partners) {
      if let partner {
        guard old[partner].isDone != item.isDone else { continue }
        changes.append(ChecklistChange(kind: item.isDone ? .ticked : .unticked, item: item))
      } else {
        changes.append(ChecklistChange(kind: .added, item: item))
      }
    }
    changes += old.indices.filter { isFree[$0] }
      .map { ChecklistChange(kind: .removed, item: old[$0]) }
  }

  private struct Key: Hashable {
    let text: String
    let section: String?

    init(_ item: TicketDocument.Checklist.Item, _ withSection: Bool) {
      text = item.text
      section = withSection ? item.section : nil
    }
  }

  /// Offsets of the items that a change tells about.
  func offsets(_ kind: ChecklistChange.Kind) -> Set<Int> {
    Set(changes.filter { $0.kind == kind }.map(\.item.offset))
  }
}
