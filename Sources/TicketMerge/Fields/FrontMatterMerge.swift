import TicketDocument
import TicketModel

/// Merges the entries of a front matter, each by its field's policy.
struct FrontMatterMerge {
  private let entries: Versions<[String: EntryPart]>
  private let recorded: Versions<Recorded>
  private let order: KeyOrder
  private let workflows: WorkflowSet

  private static let conflictsKey = "conflicts"

  init(_ parts: Versions<TicketParts>, workflows: WorkflowSet) {
    order = KeyOrder(base: parts.base.entries.map(\.key))
    entries = parts.map { parts in
      Dictionary(parts.entries.map { ($0.key, $0) }) { first, _ in first }
    }
    recorded = entries.map { Recorded($0[Self.conflictsKey]?.items ?? []) }
    self.workflows = workflows
  }

  /// Returns the merged entries and what this merge could not decide.
  func merged() -> (entries: [EntryPart], conflicts: [MergeConflict]) {
    var result: [String: EntryPart] = [:]
    var disputed: [RecordedValue] = []
    let allKeys = allKeys
    let hasRecorded = hasRecorded
    let group = [FieldName.status.rawValue] + RecordedValue.group
    for key in allKeys where key != Self.conflictsKey && !group.contains(key) {
      let versions = entries.map { $0[key] }
      if !hasRecorded, let undisputed = versions.undisputed {
        result[key] = undisputed
      } else if let list = list(key, versions) {
        result[key] = entry(key, list, versions)
      } else {
        let merged = register([key], RegisterMerge(Self.schema(key)))
        result[key] = merged.entries[0]
        disputed += merged.others
      }
    }
    let versions = entries.map { entries in group.map { entries[$0] } }
    if !hasRecorded, let undisputed = versions.undisputed {
      for (key, entry) in zip(group, undisputed) { result[key] = entry }
    } else if !allKeys.isDisjoint(with: group) {
      let merged = register(
        group, .status(StatusOrder(workflow), base: candidate(group, entries.base)))
      for (key, entry) in zip(group, merged.entries) { result[key] = entry }
      disputed += merged.others
    }
    return finished(result, disputed)
  }

  /// Whether a version holds values that an earlier merge could not keep.
  private var hasRecorded: Bool {
    [entries.base, entries.ours, entries.theirs].contains { $0[Self.conflictsKey] != nil }
  }

  private var allKeys: Set<String> {
    Set(entries.base.keys).union(entries.ours.keys).union(entries.theirs.keys)
      .union(recorded.ours.keys).union(recorded.theirs.keys)
  }

  private func finished(_ merged: [String: EntryPart], _ disputed: [RecordedValue])
    -> (entries: [EntryPart], conflicts: [MergeConflict])
  {
    var result = merged
    let items = Set(disputed.map(\.item)).union(recorded.merged)
    result[Self.conflictsKey] = conflictsEntry(items)
    let new = disputed.filter {
      !recorded.ours.items.contains($0.item) && !recorded.theirs.items.contains($0.item)
    }
    return (
      order.ordered(Set(result.keys)).compactMap { result[$0] }, Self.conflicts(new, in: result)
    )
  }

  private static func conflicts(_ values: [RecordedValue], in entries: [String: EntryPart])
    -> [MergeConflict]
  {
    Dictionary(grouping: values, by: \.key).sorted { isSmaller($0.key, $1.key) }
      .map { key, values in
        let group = key == FieldName.status.rawValue ? RecordedValue.group : []
        let companions = group.compactMap { name in entries[name].map { (name, $0.written) } }
        let kept = RecordedValue(
          key: key, written: entries[key]?.written ?? "",
          companions: Dictionary(uniqueKeysWithValues: companions.filter { !$1.isEmpty }))
        return .field(
          name: key, kept: kept.value, others: values.map(\.value).sorted(by: isSmaller))
      }
  }

  private static func schema(_ key: String) -> FieldSchema? {
    FieldSchema.field(FieldName(rawValue: key))
  }

  // MARK: Lists

  /// Merges a list; nil when the field is none, or a version has something else there.
  private func list(_ key: String, _ versions: Versions<EntryPart?>) -> ListMerge.Outcome? {
    guard let schema = Self.schema(key), schema.kind.isList,
      versions.base?.items != nil || versions.base == nil,
      versions.ours?.items != nil || versions.ours == nil,
      versions.theirs?.items != nil || versions.theirs == nil
    else { return nil }
    guard schema.merge == .historyLines else {
      return ListMerge { isSmaller($0, $1) }.merged(versions)
    }
    let order = HistoryOrder(
      base: versions.base?.items?.map(\.text) ?? [], StatusOrder(workflow))
    return ListMerge(isInOrder: order.isInOrder).merged(versions)
  }

  private func entry(_ key: String, _ outcome: ListMerge.Outcome, _ versions: Versions<EntryPart?>)
    -> EntryPart?
  {
    switch outcome {
    case .side(let entry): around(entry, versions)
    case .items(let items):
      around(
        EntryPart(key: key, keyAndColon: keyAndColon(key, versions), items: items), versions)
    }
  }

  private func keyAndColon(_ key: String, _ versions: Versions<EntryPart?>) -> [UInt8] {
    let written = versions.map { $0?.keyAndColon ?? Array("\(key):".utf8) }
    return written.undisputed(orBy: isSmaller)
  }

  private func conflictsEntry(_ items: Set<String>) -> EntryPart? {
    let versions = entries.map { $0[Self.conflictsKey] }
    if let undisputed = versions.undisputed,
      Set(undisputed?.items?.map(\.text) ?? []) == items
    {
      return undisputed
    }
    guard !items.isEmpty else { return nil }
    return EntryPart(
      key: Self.conflictsKey, keyAndColon: Array("\(Self.conflictsKey):".utf8),
      items: items.sorted(by: isSmaller).map {
        ItemPart(text: $0, lead: [], line: Array("- \(TicketDocument.quoted($0))".utf8))
      })
  }

  // MARK: Registers

  /// The workflow of the base's type, so that statuses are in one order however sides are paired.
  private var workflow: Workflow? {
    let types = entries.map { entries in
      if case .text(let text)? = entries[FieldName.type.rawValue]?.value { text } else { "" }
    }
    let type = types.base.isEmpty ? min(types.ours, types.theirs, by: isSmaller) : types.base
    return workflows.workflow(forType: type)
  }

  private func register(_ keys: [String], _ rule: RegisterMerge)
    -> (entries: [EntryPart?], others: [RecordedValue])
  {
    let versions = Versions(
      base: register(keys, entries.base, recorded.base),
      ours: register(keys, entries.ours, recorded.ours),
      theirs: register(keys, entries.theirs, recorded.theirs))
    let merged = rule.merged(versions)
    let result = keys.indices.map { index in
      entry(keys[index], versions.map { $0.value == merged.value }, merged.value.written[index])
    }
    return (result, merged.others.map { recordedValue(keys, $0) })
  }

  private func register(_ keys: [String], _ entries: [String: EntryPart], _ recorded: Recorded)
    -> Register
  {
    let others = recorded[keys[0]].map { value in
      let written = [value.written] + keys.dropFirst().map { value.companions[$0] ?? "" }
      return Candidate(
        texts: zip(keys, written).map { key, written in
          Self.canonical(RecordedValue.decoded(written), of: key)
        }, written: written)
    }
    return Register(value: candidate(keys, entries), others: Set(others))
  }

  private func candidate(_ keys: [String], _ entries: [String: EntryPart]) -> Candidate {
    Candidate(
      texts: keys.map { key in
        switch entries[key]?.value {
        case .text(let text)?: Self.canonical(text, of: key)
        case .items?, .opaque?: entries[key]?.written ?? ""
        case nil: ""
        }
      }, written: keys.map { entries[$0]?.written ?? "" })
  }

  private static func canonical(_ text: String, of key: String) -> String {
    guard let schema = schema(key), !text.isEmpty else { return text }
    return (try? schema.canonical(text)) ?? text
  }

  private func recordedValue(_ keys: [String], _ candidate: Candidate) -> RecordedValue {
    let companions = zip(keys, candidate.written).dropFirst().filter { !$1.isEmpty }
    return RecordedValue(
      key: keys[0], written: candidate.written[0],
      companions: Dictionary(uniqueKeysWithValues: companions.map { ($0, $1) }))
  }

  /// Returns the entry with the winning value: of the side that has it, or written anew.
  private func entry(_ key: String, _ hasWon: Versions<Bool>, _ written: String) -> EntryPart? {
    let versions = entries.map { $0[key] }
    let chosen: EntryPart?
    switch (hasWon.ours, hasWon.theirs) {
    case (true, true):
      let core = versions.map { $0?.core ?? [] }.undisputed { left, right in
        // Of an unset field's forms the one with its key.
        right.isEmpty || (!left.isEmpty && isSmaller(left, right))
      }
      chosen = core == versions.ours?.core ?? [] ? versions.ours : versions.theirs
    case (true, false): chosen = versions.ours
    case (false, true): chosen = versions.theirs
    case (false, false) where written.isEmpty: chosen = nil
    case (false, false):
      chosen = EntryPart(key: key, keyAndColon: keyAndColon(key, versions), written: written)
    }
    return around(chosen, versions)
  }

  /// Returns an entry with the comments of both sides above and behind it.
  private func around(_ entry: EntryPart?, _ versions: Versions<EntryPart?>) -> EntryPart? {
    guard var entry else { return nil }
    var lead = mergedLines(versions.map { $0?.lead ?? [] })
    let tails = versions.map { $0?.tail ?? [] }
    let isOpaque = entry.value == .opaque && entry.tail.isEmpty
    if let tail = tails.undisputed, !isOpaque || tail.isEmpty {
      entry.tail = tail
    } else {
      let candidates = Set([tails.ours, tails.theirs]).subtracting([tails.base])
      entry.tail = isOpaque ? [] : candidates.max(by: isSmaller) ?? []
      let lost = candidates.subtracting([entry.tail]).filter { $0.contains(.hash) }
        .map { Array($0.drop { $0 == .space || $0 == .tab }) + [.lineFeed] }
      if !lost.isEmpty { lead = separated(Set(commentRuns(lead)).union(lost.map { [$0] })) }
    }
    entry.lead = lead
    return entry
  }
}
