/// The same thing in the base and on both sides of a merge.
struct Versions<Value> {
  var base: Value
  var ours: Value
  var theirs: Value

  /// Returns what a function makes of each.
  func map<Result>(_ transform: (Value) -> Result) -> Versions<Result> {
    Versions<Result>(base: transform(base), ours: transform(ours), theirs: transform(theirs))
  }
}

extension Versions where Value: Equatable {
  /// What stays when at most one side changed it, or both alike; nil when they differ.
  ///
  /// Every rule of merging begins with this one: a side that did not change gives way.
  var undisputed: Value? {
    if ours == theirs || theirs == base { return ours }
    return ours == base ? theirs : nil
  }

  /// What stays of a spelling or an order, where nothing is lost: of two that differ, the smaller one.
  func undisputed(orBy isSmaller: (Value, Value) -> Bool) -> Value {
    undisputed ?? (isSmaller(theirs, ours) ? theirs : ours)
  }
}

extension Versions {
  /// Merges sets by their elements: those of the base stay if both sides kept them, others are added.
  func joinedElements<Element>() -> Set<Element> where Value == Set<Element> {
    ours.union(theirs).filter {
      !base.contains($0) || ours.contains($0) && theirs.contains($0)
    }
  }
}

/// Orders bytes as unsigned numbers, the shorter first when one begins with the other.
func isSmaller(_ left: [UInt8], _ right: [UInt8]) -> Bool { left.lexicographicallyPrecedes(right) }

/// Orders texts by their bytes, the same in every locale.
func isSmaller(_ left: String, _ right: String) -> Bool {
  left.utf8.lexicographicallyPrecedes(right.utf8)
}

/// Returns the smaller of two by an order.
func min<Value>(_ left: Value, _ right: Value, by isLess: (Value, Value) -> Bool) -> Value {
  isLess(right, left) ? right : left
}
