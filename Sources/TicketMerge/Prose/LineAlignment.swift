/// The changes of two sides over one base, those that touch taken together.
struct LineAlignment: Sendable {
  /// Lines that at least one side changed.
  struct Region: Equatable, Sendable {
    /// The lines in the base.
    var base: Range<Int>
    /// What stands there on the one side.
    var ours: Range<Int>
    /// What stands there on the other side.
    var theirs: Range<Int>
    /// Whether the one side changed something of it.
    var isOurs: Bool
    /// Whether the other side changed something of it.
    var isTheirs: Bool
  }

  /// The regions in order; at least one line that nobody changed stands between two of them.
  let regions: [Region]

  /// Joins changes; like git, those beside each other are one region.
  ///
  /// - Parameters:
  ///   - ours: What the one side changed, in order.
  ///   - theirs: What the other side changed, in order.
  ///   - distance: How many lines between changes are joined with them; 0 as in git.
  init(ours: [LineChange], theirs: [LineChange], distance: Int = 0) {
    let changes =
      (ours.map { (isOurs: true, $0) } + theirs.map { (isOurs: false, $0) }).sorted {
        ($0.1.base.lowerBound, $0.1.base.upperBound) < ($1.1.base.lowerBound, $1.1.base.upperBound)
      }
    var regions: [Region] = []
    var shift = (ours: 0, theirs: 0)
    for (isOurs, change) in changes {
      if let last = regions.last, change.base.lowerBound - last.base.upperBound <= distance {
        regions[regions.count - 1].base =
          last.base.lowerBound..<max(last.base.upperBound, change.base.upperBound)
      } else {
        regions.append(Region(at: change.base, shift.ours, shift.theirs))
      }
      let growth = change.side.count - change.base.count
      if isOurs { shift.ours += growth } else { shift.theirs += growth }
      regions[regions.count - 1].extend(by: isOurs, shift.ours, shift.theirs)
    }
    self.regions = regions
  }
}

extension LineAlignment.Region {
  fileprivate init(at base: Range<Int>, _ ours: Int, _ theirs: Int) {
    self.base = base
    self.ours = base.lowerBound + ours..<base.lowerBound + ours
    self.theirs = base.lowerBound + theirs..<base.lowerBound + theirs
    isOurs = false
    isTheirs = false
  }

  /// Takes in a change; the numbers say how far the sides are ahead of the base behind it.
  fileprivate mutating func extend(by isOurs: Bool, _ oursAhead: Int, _ theirsAhead: Int) {
    ours = ours.lowerBound..<base.upperBound + oursAhead
    theirs = theirs.lowerBound..<base.upperBound + theirsAhead
    if isOurs { self.isOurs = true } else { isTheirs = true }
  }
}
