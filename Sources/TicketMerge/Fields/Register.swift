/// What one version says of a field, or of fields that go together: a value and the recorded others.
struct Register: Equatable {
  var value: Candidate
  /// Values that earlier merges could not keep: the items of `conflicts`.
  var others: Set<Candidate>

  /// The value and the others.
  var candidates: Set<Candidate> { others.union([value]) }
}

/// A value that may stand in the field.
struct Candidate: Hashable {
  /// By which candidates are the same: decoded, in canonical spelling, one for each field of the group.
  let texts: [String]
  /// As written in the file; the spelling does not make another candidate.
  let written: [String]

  static func == (left: Candidate, right: Candidate) -> Bool { left.texts == right.texts }

  func hash(into hasher: inout Hasher) { hasher.combine(texts) }
}

/// Decides between candidates: drops those that another one dominates, then takes the greatest.
///
/// With a partial order and a total order that extends it, the result does not depend on the order in
/// which sides are merged: a join of a semilattice whose elements are antichains.
struct RegisterMerge {
  /// Whether the first candidate is overtaken by the second, so that nobody needs to hear of it.
  var isDominated: (Candidate, Candidate) -> Bool
  /// A total order that extends it.
  var isLess: (Candidate, Candidate) -> Bool

  func merged(_ versions: Versions<Register>) -> Register {
    var result = versions.undisputed ?? joined(versions)
    // Whoever set the field after an older disagreement has settled it.
    if result.value != versions.base.value { result.others.subtract(versions.base.others) }
    result.others.remove(result.value)
    return result
  }

  private func joined(_ versions: Versions<Register>) -> Register {
    let all = union(versions.ours.candidates, versions.theirs.candidates)
    // Whoever ended an older disagreement has chosen, also the value that stood.
    let base = versions.base
    let chosen = [versions.ours, versions.theirs]
      .filter { !$0.others.isSuperset(of: base.others) }
      .flatMap { $0.others.subtracting(base.others).union([$0.value]) }
    let changed = all.subtracting(base.candidates.subtracting(chosen))
    let candidates = changed.isEmpty ? all : changed
    let kept = candidates.filter { candidate in
      !candidates.contains { isDominated(candidate, $0) }
    }
    guard let winner = kept.max(by: isLess) else { return versions.ours }
    return Register(value: winner, others: kept.subtracting([winner]))
  }

  /// Unites candidates, of two spellings of one taking the smaller.
  private func union(_ left: Set<Candidate>, _ right: Set<Candidate>) -> Set<Candidate> {
    var result = left
    for candidate in right {
      let known = result.insert(candidate).memberAfterInsert
      if candidate.written.lexicographicallyPrecedes(known.written, by: isSmaller) {
        result.update(with: candidate)
      }
    }
    return result
  }
}
