import Foundation
package import TicketModel

/// A time zone as a plain value: from when on which offset from UTC holds.
///
/// What the system knows of the zone is read once, for the years 1970 to 2100; the offset of the
/// nearest year holds before and after. Nothing is asked of the system afterwards.
package struct Zone: Sendable, Equatable {
  /// Its name in the IANA database, `Europe/Berlin`.
  package let name: String
  /// When the offset changes, in seconds since the epoch; ascending.
  let changes: [Int64]
  /// Seconds to add to UTC: before the first change, then from each change on.
  let offsets: [Int64]

  /// The zone without any offset.
  package static let utc = Zone(name: "Etc/UTC", changes: [], offsets: [0])

  init(name: String, changes: [Int64], offsets: [Int64]) {
    self.name = name
    self.changes = changes
    self.offsets = offsets
  }

  /// Reads a zone by its name in the IANA database; nil when there is none of that name.
  package init?(_ name: String) {
    guard let zone = TimeZone(identifier: name) else { return nil }
    var moment = Date(timeIntervalSince1970: 0)
    let end = Date(timeIntervalSince1970: Double(Self.lastSecond))
    var changes: [Int64] = []
    var offsets = [Int64(zone.secondsFromGMT(for: moment))]
    while let change = zone.nextDaylightSavingTimeTransition(after: moment), change < end {
      let offset = Int64(zone.secondsFromGMT(for: change))
      // What changes the zone's abbreviation alone is no change here.
      if offset != offsets.last {
        changes.append(Int64(change.timeIntervalSince1970.rounded(.down)))
        offsets.append(offset)
      }
      moment = change
    }
    self.init(name: name, changes: changes, offsets: offsets)
  }

  /// The names of zones that the system knows, for those who mistyped one.
  package static var knownNames: [String] { TimeZone.knownTimeZoneIdentifiers }

  /// 2101-01-01T00:00:00Z.
  private static let lastSecond: Int64 = 4_133_980_800

  /// Returns the seconds to add to UTC at a moment.
  package func offset(at moment: Timestamp) -> Int64 {
    offsets[changes.countOfFirst { $0 <= moment.seconds }]
  }

  /// Returns the moment at which clocks of the zone show a time.
  ///
  /// A time that clocks leap over is the end of the leap; of one that they show twice it is the first.
  ///
  /// - Parameter local: the time shown, in seconds since 1970-01-01T00:00:00 of the zone.
  /// - Returns: the moment.
  func moment(ofLocal local: Int64) -> Timestamp {
    // A stretch of one offset ends, for clocks, when the next change comes.
    var low = 0
    var high = changes.count
    while low < high {
      let middle = (low + high) / 2
      if changes[middle] + offsets[middle] > local { high = middle } else { low = middle + 1 }
    }
    let moment = local - offsets[low]
    return Timestamp(seconds: low > 0 ? max(moment, changes[low - 1]) : moment)
  }
}

extension [Int64] {
  /// Number of elements at the front that a claim is true of, when it is of no later one.
  func countOfFirst(where isTrue: (Int64) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isTrue(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
