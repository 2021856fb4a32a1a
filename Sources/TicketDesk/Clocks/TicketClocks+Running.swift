package import TicketModel

extension TicketClocks {
  /// Works out how the clocks of a ticket stand.
  ///
  /// It depends on nothing else: what the priority or policy was before does not count.
  ///
  /// - Parameters:
  ///   - events: what happened to the ticket; what comes after now is left out.
  ///   - policy: the ticket's policy.
  ///   - priority: the ticket's priority.
  ///   - now: the present time.
  package init(
    _ events: TicketEvents, under policy: ServicePolicy, priority: String, now: Timestamp
  ) {
    let targets = policy.targets(forPriority: priority)
    guard !targets.isEmpty, events.created <= now else {
      all = []
      return
    }
    let course = TicketCourse(events, until: now)
    var clocks: [TicketClock] = []
    var shared: RunningSpans?
    for kind in ClockKind.allCases {
      guard let target = targets[kind] else { continue }
      let spans: RunningSpans
      if policy.pauses == .waiting {
        spans = shared ?? RunningSpans(course, kind, policy.pauses)
        shared = spans
      } else {
        spans = RunningSpans(course, kind, policy.pauses)
      }
      let counter = ClockCounter(course: course, spans: spans, policy: policy, target: target)
      for (index, cycle) in course.cycles(of: kind).enumerated() {
        clocks.append(counter.clock(kind, cycle, number: index + 1))
      }
    }
    all = clocks
  }
}

/// When a clock was started, and what ended it.
struct ClockCycle: Equatable {
  let start: Timestamp
  /// nil while nothing has.
  let end: Timestamp?
}

/// The events of a ticket up to a time.
struct TicketCourse {
  let created: Timestamp
  let isOpenedByRequester: Bool
  let steps: ArraySlice<TicketEvents.Step>
  let replies: ArraySlice<TicketEvents.Reply>
  let now: Timestamp
  /// Since when the ticket is done without a break; nil when it is not.
  let doneSince: Timestamp?

  init(_ events: TicketEvents, until now: Timestamp) {
    created = events.created
    isOpenedByRequester = events.isOpenedByRequester
    steps = events.steps.prefix { $0.time <= now }
    replies = events.replies.prefix { $0.time <= now }
    self.now = now
    let lastOpen = steps.lastIndex { $0.category != .done } ?? steps.startIndex - 1
    doneSince = lastOpen + 1 < steps.endIndex ? steps[lastOpen + 1].time : nil
  }

  func cycles(of kind: ClockKind) -> [ClockCycle] {
    switch kind {
    case .resolution: return [ClockCycle(start: created, end: nil)]
    case .firstResponse:
      guard isOpenedByRequester else { return [] }
      return [ClockCycle(start: created, end: replies.first { !$0.isFromRequester }?.time)]
    case .nextResponse: return responses
    case .update:
      let updates = replies.filter { !$0.isFromRequester }.map(\.time)
      return updates.indices.map { index in
        ClockCycle(
          start: updates[index], end: index + 1 < updates.count ? updates[index + 1] : nil)
      }
    }
  }

  /// From what the requester said to the answer; what they add meanwhile starts nothing.
  private var responses: [ClockCycle] {
    var cycles: [ClockCycle] = []
    var asked: Timestamp? = isOpenedByRequester ? created : nil
    for reply in replies {
      if reply.isFromRequester {
        asked = asked ?? reply.time
      } else if let start = asked {
        cycles.append(ClockCycle(start: start, end: reply.time))
        asked = nil
      }
    }
    return cycles + (asked.map { [ClockCycle(start: $0, end: nil)] } ?? [])
  }
}

/// When the clocks of a kind run, from the ticket's creation to now.
struct RunningSpans {
  /// In order and apart from each other.
  private(set) var spans: [Range<Timestamp>] = []
  /// Whether they run now.
  let isRunning: Bool

  init(_ course: TicketCourse, _ kind: ClockKind, _ pauses: ServicePolicy.Pauses) {
    var start: Timestamp? = course.created
    for step in course.steps {
      if !pauses.pauses(kind, in: step.status, step.category) {
        start = start ?? step.time
      } else if let from = start {
        if from < step.time { spans.append(from..<step.time) }
        start = nil
      }
    }
    isRunning = start != nil
    if let start, start < course.now { spans.append(start..<course.now) }
  }
}

/// Counts the working time of clocks with one target.
private struct ClockCounter {
  let course: TicketCourse
  let spans: RunningSpans
  let policy: ServicePolicy
  let target: WorkingDuration

  func clock(_ kind: ClockKind, _ cycle: ClockCycle, number: Int) -> TicketClock {
    // What is done needs no answer any more; what is asked afterwards waits for a reopening.
    let stopped = cycle.end ?? course.doneSince.flatMap { $0 >= cycle.start ? $0 : nil }
    var elapsed: Int64 = 0
    var due: Timestamp?
    var ranUntil = cycle.start
    for span in spans.spans {
      let start = max(span.lowerBound, cycle.start)
      let end = min(span.upperBound, stopped ?? course.now)
      guard start < end else { continue }
      let open = policy.calendar.openSeconds(from: start, to: end)
      if due == nil, elapsed + open >= target.seconds {
        due = policy.calendar.adding(target.seconds - elapsed, to: start)
      }
      elapsed += open
      ranUntil = end
    }
    let isOver = due.map { ranUntil > $0 } ?? false
    if stopped == nil, spans.isRunning, due == nil {
      due = policy.calendar.adding(target.seconds - elapsed, to: max(course.now, cycle.start))
    }
    let standing = standing(isOver: isOver, isEnded: stopped != nil, elapsed: elapsed)
    return TicketClock(
      kind: kind, policy: policy.name, standing: standing, target: target, elapsed: elapsed,
      due: standing == .paused || standing == .met ? nil : due, started: cycle.start,
      stopped: stopped, cycle: number)
  }

  private func standing(isOver: Bool, isEnded: Bool, elapsed: Int64) -> ClockStanding {
    if isEnded { return isOver ? .missed : .met }
    if isOver { return .breached }
    if !spans.isRunning { return .paused }
    return elapsed * 100 >= target.seconds * Int64(policy.warn) ? .atRisk : .ok
  }
}
