/// How long a ticket was in a status, all times together.
package struct TimeInStatus: Sendable, Equatable {
  package let status: String
  package let seconds: Int64
}

extension Ticket {
  /// How long the ticket was in each status, by its history, in the order in which it first came there.
  ///
  /// The present status counts until now, but not when it is done: the clock of a ticket that is done
  /// has stopped. A line that is older than the one before it (clocks differ) adds nothing.
  ///
  /// - Parameters:
  ///   - now: the present time.
  ///   - isDone: whether its status is done.
  /// - Returns: one for each status, those in which it was for no time too.
  package func timesInStatus(now: Timestamp, isDone: Bool) -> [TimeInStatus] {
    let lines = historyLines
    var order: [String] = []
    var seconds: [String: Int64] = [:]
    for (place, line) in lines.enumerated() {
      let isLast = place == lines.count - 1
      if isLast && isDone { break }
      let end = isLast ? now : lines[place + 1].time
      if seconds[line.status] == nil { order.append(line.status) }
      seconds[line.status, default: 0] += max(0, end.seconds - line.time.seconds)
    }
    return order.map { TimeInStatus(status: $0, seconds: seconds[$0] ?? 0) }
  }
}
