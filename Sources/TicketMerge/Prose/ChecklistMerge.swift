/// A region of nothing but task list items, merged as a set.
struct ChecklistMerge {
  /// An item with the lines indented below it and the blank lines behind.
  private struct Element {
    var cells: [ProseSide.Cell]
    var blankLines: [Int]
    /// Identities of the cells, and how many elements before are alike.
    var key: Key
  }

  private struct Key: Hashable {
    var identities: [Int]
    var occurrence: Int
  }

  private struct List {
    var elements: [Element]
    var blankLines: [Int]
    var indentation: Int?

    /// Places of the elements.
    var indices: [Key: Int] = [:]

    func element(_ key: Key) -> Element? { indices[key].map { elements[$0] } }
  }

  private let table: LineTable
  private let base: List?
  private let one: List?
  private let other: List?

  /// Reads a region of three texts.
  init(
    base: [ProseSide.Cell], one: [ProseSide.Cell], other: [ProseSide.Cell], _ table: LineTable
  ) {
    self.table = table
    self.base = Self.list(base, table)
    self.one = Self.list(one, table)
    self.other = Self.list(other, table)
  }

  private static func list(_ cells: [ProseSide.Cell], _ table: LineTable) -> List? {
    var list = List(elements: [], blankLines: [], indentation: nil)
    var counts: [[Int]: Int] = [:]
    for cell in cells {
      guard table.block(cell.line) == nil else { return nil }
      guard let indentation = TaskLine.indentation(of: table.lines[cell.line]) else {
        if list.elements.isEmpty {
          list.blankLines.append(cell.line)
        } else {
          list.elements[list.elements.count - 1].blankLines.append(cell.line)
        }
        continue
      }
      if let outer = list.indentation, indentation > outer {
        let last = list.elements.count - 1
        guard list.elements[last].blankLines.isEmpty else { return nil }
        list.elements[last].cells.append(cell)
        continue
      }
      guard cell.isItem, indentation == list.indentation ?? indentation else { return nil }
      list.indentation = indentation
      list.elements.append(
        Element(cells: [cell], blankLines: [], key: Key(identities: [], occurrence: 0)))
    }
    for index in list.elements.indices {
      let identities = list.elements[index].cells.map(\.identity)
      let key = Key(identities: identities, occurrence: counts[identities] ?? 0)
      list.elements[index].key = key
      list.indices[key] = index
      counts[identities, default: 0] += 1
    }
    return list
  }

  /// Returns the joined lines; nil when the region is something else than items, or when an item
  /// was reworded on one side and on the other ticked, unticked or reworded too.
  func merged(_ ticks: TickMerge) -> [Int]? {
    guard let base, let one, let other,
      Set([base, one, other].compactMap(\.indentation)).count < 2
    else { return nil }
    let isEdited = base.elements.map { self.isEdited($0, ticks) }
    guard !isReworded(base, one, other, isEdited) else { return nil }
    let isKept = zip(base.elements, isEdited).map { element, isEdited in
      isEdited || one.element(element.key) != nil && other.element(element.key) != nil
    }
    let added = addedElements(base, one, other, isKept)
    var order: [Key] = (added[-1] ?? [])
    for (index, element) in base.elements.enumerated() where isKept[index] {
      order.append(element.key)
      order += added[index] ?? []
    }
    guard isUnambiguous(order) else { return nil }
    var lines = layout(base.blankLines, one.blankLines, other.blankLines)
    for key in order {
      lines += self.lines(of: key, ticks)
    }
    return lines
  }

  /// Whether one side ticked or unticked an item that the other does not have.
  private func isEdited(_ element: Element, _ ticks: TickMerge) -> Bool {
    let (one, other) = (one?.element(element.key), other?.element(element.key))
    guard let kept = one ?? other, one == nil || other == nil else { return false }
    return ticks.isLost(base: element.cells[...], side: kept.cells[...])
  }

  /// Whether an item that is gone on one side may stand there in other words, and is no less
  /// changed on the other side.
  private func isReworded(_ base: List, _ one: List, _ other: List, _ isEdited: [Bool]) -> Bool {
    let gone = base.elements.indices.filter { index in
      let key = base.elements[index].key
      return isEdited[index] || one.element(key) == nil && other.element(key) == nil
    }
    guard !gone.isEmpty else { return false }
    let new = [(one, other), (other, one)].map { list, counterpart in
      list.elements.filter { base.element($0.key) == nil && counterpart.element($0.key) == nil }
        .flatMap { words(of: $0) }
    }
    // What cannot be compared in reasonable time is left to a person.
    guard gone.count * (new[0].count + new[1].count) < 1 << 14 else { return true }
    return gone.contains { index in
      let element = base.elements[index]
      let words = words(of: element)
      let isGone = [one, other].map { $0.element(element.key) == nil }
      return zip(isGone, new).allSatisfy { isGone, new in
        !isGone || words.contains { word in new.contains { word.areLike($0) } }
      }
    }
  }

  private func words(of element: Element) -> [ItemWords] {
    element.cells.filter(\.isItem).map { ItemWords(of: table.lines[$0.line]) }
  }

  /// Returns the items that are not in the base, by the kept item of the base they stand behind.
  private func addedElements(_ base: List, _ one: List, _ other: List, _ isKept: [Bool])
    -> [Int: [Key]]
  {
    var places: [Key: Int] = [:]
    var kept = -1
    let keptBefore = isKept.enumerated().map { index, isKept in
      if isKept { kept = index }
      return kept
    }
    for list in [one, other] {
      var place = -1
      for element in list.elements {
        if let index = base.indices[element.key] {
          place = keptBefore[index]
        } else {
          places[element.key] = min(places[element.key] ?? place, place)
        }
      }
    }
    return Dictionary(grouping: places.keys) { places[$0] ?? -1 }.mapValues { keys in
      keys.map { (bytes($0), $0) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
    }
  }

  private func bytes(_ key: Key) -> [UInt8] {
    key.identities.flatMap { Array(table.lines[$0]) + [0x0A] } + [UInt8(clamping: key.occurrence)]
  }

  /// Whether no item stands there twice with different lines below it.
  private func isUnambiguous(_ order: [Key]) -> Bool {
    let firsts = Dictionary(grouping: Set(order.map(\.identities)), by: \.first)
    return firsts.values.allSatisfy { $0.count == 1 }
  }

  private func lines(of key: Key, _ ticks: TickMerge) -> [Int] {
    let (base, one, other) = (base?.element(key), one?.element(key), other?.element(key))
    guard let first = one ?? other, let second = other ?? one else { return [] }
    let cells = first.cells.indices.map { index in
      if let base {
        ticks.line(
          base: base.cells[index], one: first.cells[index], other: second.cells[index], table)
      } else if one != nil, other != nil {
        ticks.line(one: first.cells[index], other: second.cells[index], table)
      } else {
        ticks.line(added: first.cells[index], table)
      }
    }
    return cells + layout(base?.blankLines, first.blankLines, second.blankLines)
  }

  /// Merges blank lines: what did not change gives way, else the fewer stand.
  private func layout(_ base: [Int]?, _ one: [Int], _ other: [Int]) -> [Int] {
    if one == base { return other }
    if other == base { return one }
    return (one.count, one) < (other.count, other) ? one : other
  }
}

private func < (left: (Int, [Int]), right: (Int, [Int])) -> Bool {
  left.0 != right.0 ? left.0 < right.0 : left.1.lexicographicallyPrecedes(right.1)
}
