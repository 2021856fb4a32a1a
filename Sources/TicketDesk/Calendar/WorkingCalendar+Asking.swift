package import TicketModel

extension WorkingCalendar {
  /// Whether work is done at a moment; when it opens it is, when it closes it is not.
  package func isOpen(at moment: Timestamp) -> Bool {
    nextOpen(atOrAfter: moment) == moment
  }

  /// Returns the open seconds from one moment to another; none when the second is the earlier one.
  package func openSeconds(from start: Timestamp, to end: Timestamp) -> Int64 {
    start < end ? openSeconds(before: end) - openSeconds(before: start) : 0
  }

  /// Returns the earliest moment by which so many seconds were open since `start`.
  ///
  /// A number that just fills a day ends when that day closes, not when the next one opens.
  ///
  /// - Parameters:
  ///   - seconds: the open seconds to pass; for none or fewer it is `start`.
  ///   - start: where to begin.
  /// - Returns: nil when it does not open for so long any more.
  package func adding(_ seconds: Int64, to start: Timestamp) -> Timestamp? {
    guard seconds > 0 else { return start }
    let (wanted, isTooLong) = openSeconds(before: start).addingReportingOverflow(seconds)
    guard !isTooLong, let last = sums.last, wanted <= last else { return nil }
    let day = sums.countOfFirst { $0 < wanted } - 1
    var passed = sums[day]
    for period in periods(ofDay: day) {
      let length = period.closes - period.opens
      if passed + length >= wanted {
        return Timestamp(seconds: period.opens + wanted - passed)
      }
      passed += length
    }
    return nil
  }

  /// Returns the latest moment from which so many seconds are open until `end`.
  ///
  /// - Parameters:
  ///   - seconds: the open seconds to go back; for none or fewer it is `end`.
  ///   - end: where to begin.
  /// - Returns: nil when it was not open for so long before.
  package func subtracting(_ seconds: Int64, from end: Timestamp) -> Timestamp? {
    guard seconds > 0 else { return end }
    let (wanted, isTooLong) = openSeconds(before: end).subtractingReportingOverflow(seconds)
    guard !isTooLong, wanted >= 0 else { return nil }
    let day = sums.countOfFirst { $0 <= wanted } - 1
    var passed = sums[day]
    for period in periods(ofDay: day) {
      let length = period.closes - period.opens
      if passed + length > wanted {
        return Timestamp(seconds: period.opens + wanted - passed)
      }
      passed += length
    }
    return nil
  }

  /// Returns the first open moment at or after one; nil when it does not open any more.
  package func nextOpen(atOrAfter moment: Timestamp) -> Timestamp? {
    guard let period = period(endingAfter: moment) else { return nil }
    return Timestamp(seconds: max(period.opens, moment.seconds))
  }

  /// Returns the last moment at or before one that is open or closes an open period.
  package func previousOpen(atOrBefore moment: Timestamp) -> Timestamp? {
    let passed = openSeconds(before: moment)
    guard passed > 0 else { return isOpen(at: moment) ? moment : nil }
    if isOpen(at: moment) { return moment }
    let day = sums.countOfFirst { $0 < passed } - 1
    return Array(periods(ofDay: day)).last { $0.opens < moment.seconds }
      .map { Timestamp(seconds: min($0.closes, moment.seconds)) }
  }

  /// Returns when the open time that is now, or comes next, ends; nil when it does not end or come.
  ///
  /// Hours that go on after midnight are one open time.
  package func nextClose(after moment: Timestamp) -> Timestamp? {
    guard var period = period(endingAfter: moment) else { return nil }
    for _ in 0..<800 {
      guard let next = self.period(endingAfter: Timestamp(seconds: period.closes)) else { break }
      if next.opens != period.closes { return Timestamp(seconds: period.closes) }
      period = next
    }
    return nil
  }

  /// Returns the first open periods that end after a moment, each within one day.
  ///
  /// - Parameters:
  ///   - moment: a period that is open then begins there.
  ///   - count: how many of them.
  /// - Returns: fewer when it does not open so often any more.
  package func periods(after moment: Timestamp, count: Int) -> [Range<Timestamp>] {
    var found: [Range<Timestamp>] = []
    var start = moment
    while found.count < count, let period = period(endingAfter: start) {
      let end = Timestamp(seconds: period.closes)
      found.append(Timestamp(seconds: max(period.opens, start.seconds))..<end)
      start = end
    }
    return found
  }

  /// Returns the first day of the earliest closed time of that many days on end; nil without one.
  package func firstClosure(ofDays count: Int) -> CalendarDay? {
    var length = 0
    for day in kinds.indices {
      length = sums[day] == sums[day + 1] ? length + 1 : 0
      if length == count {
        return CalendarDay(daysSinceEpoch: Int64(day - count + 1) + Self.firstDay)
      }
    }
    return nil
  }
}

extension WorkingCalendar {
  /// Open seconds from the first day of all to a moment.
  private func openSeconds(before moment: Timestamp) -> Int64 {
    guard let day = day(of: moment) else {
      return moment.seconds < 0 ? 0 : sums.last ?? 0
    }
    var sum = sums[day]
    for period in periods(ofDay: day) where period.opens < moment.seconds {
      sum += min(period.closes, moment.seconds) - period.opens
    }
    return sum
  }

  /// The period that is open at a moment, or else the next one.
  private func period(endingAfter moment: Timestamp) -> OpenPeriod? {
    let passed = openSeconds(before: moment)
    guard let last = sums.last, passed < last else { return nil }
    let day = sums.countOfFirst { $0 <= passed } - 1
    return periods(ofDay: day).first { $0.closes > moment.seconds }
  }

  /// The day that a moment is in: the last one that has begun.
  ///
  /// Where clocks go back over midnight the new day goes on, so that each moment has one day.
  private func day(of moment: Timestamp) -> Int? {
    let local = moment.seconds + zone.offset(at: moment)
    var day = Int(local.floorDividing(by: 86_400))
    if changeDays.contains(day) {
      while zone.moment(ofLocal: Int64(day + 1) * 86_400) <= moment { day += 1 }
      while zone.moment(ofLocal: Int64(day) * 86_400) > moment { day -= 1 }
    }
    return kinds.indices.contains(day) ? day : nil
  }

  private func periods(ofDay day: Int) -> some Sequence<OpenPeriod> {
    let hours = patterns[Int(kinds[day])]
    let isPlain = !changeDays.contains(day)
    let midnight = isPlain ? zone.moment(ofLocal: Int64(day) * 86_400).seconds : 0
    return hours.lazy.map { stretch in
      guard isPlain else { return zone.period(stretch, ofDay: day) }
      return OpenPeriod(
        opens: midnight + Int64(stretch.opens) * 60, closes: midnight + Int64(stretch.closes) * 60)
    }.filter { $0.opens < $0.closes }
  }
}

extension Int64 {
  fileprivate func floorDividing(by divisor: Int64) -> Int64 {
    self >= 0 ? self / divisor : -((divisor - 1 - self) / divisor)
  }
}
