/// The reports there are; what each one says is defined here and nowhere else.
package enum ReportKind: String, Sendable, CaseIterable {
  case times, backlog, flow, burndown, reopen, fcr, csat, workload, sla

  /// One line for people, without a period.
  package var summary: String {
    switch self {
    case .times: "how long first responses and resolutions took"
    case .backlog: "how many tickets are open, and how old they are"
    case .flow: "how many tickets were new, active, waiting and done over time"
    case .burndown: "how much is left of a milestone or sprint over time"
    case .reopen: "how many resolved tickets were reopened"
    case .fcr: "how many tickets the first reply resolved"
    case .csat: "how requesters rated what was resolved"
    case .workload: "how much each person has open"
    case .sla: "how many service-level targets were met"
    }
  }

  /// What is counted and how, in sentences.
  package var definition: [String] {
    switch self {
    case .times:
      [
        "first_response: from creation to the first public comment by somebody else than the "
          + "requester (the reporter, where none is named), for responses in the period. Tickets "
          + "that the requester did not open owe none, nor do those that requesters work on themselves.",
        "first_resolution: from creation to the first time that the ticket became done, for "
          + "tickets to which that happened in the period.",
        "full_resolution: from creation to the last time that the ticket became done, for tickets "
          + "that are done still and became so in the period. All time in between counts, waiting too.",
        "With --calendar only that calendar's working time counts.", Self.percentiles,
      ]
    case .backlog:
      [
        "open: tickets that are neither done nor cancelled at the moment that is looked at.",
        "A ticket's age is the time since its creation; a band holds the ages from its first "
          + "number on and below its second.",
        "median_age and oldest are of the open tickets.", Self.percentiles,
      ]
    case .flow:
      [
        "new, active, waiting, done: tickets in a status of that category at the end of each part "
          + "of the period, those from before the period too. Cancelled tickets are among done.",
        "created: tickets created in that part. resolved: tickets that became done in it, each "
          + "once; cancelled ones are no throughput.",
      ]
    case .burndown:
      [
        "scope: tickets that were created by the end of each part of the period. History does not "
          + "say when a ticket came into a milestone or sprint, so it counts from its creation.",
        "added: tickets created in that part. done: tickets that are done or cancelled at its end; "
          + "progress counts both. remaining: scope less done.",
        "estimate_remaining: the numbers in `estimate` of what remains; what has no number, or "
          + "another unit than the first ticket with one, is not in it.",
      ]
    case .reopen:
      [
        "resolved: tickets that became done in the period, each once.",
        "reopened: those of them that came back from done afterwards. reopens: how often.",
        "rate: reopened / resolved.",
      ]
    case .fcr:
      [
        "resolved: tickets that became done in the period, each once.",
        "first_contact: those of them with exactly one public comment by somebody else than the "
          + "requester (the reporter, where none is named), and never reopened.",
        "rate: first_contact / resolved.",
      ]
    case .csat:
      [
        "resolved: tickets that are done still and became so in the period.",
        "rated: those of them with a rating from 1 to 5. response_rate: rated / resolved.",
        "average: of the ratings. satisfied: ratings of 4 and 5 / rated.",
        "A rating has no date of its own: it counts where its ticket's resolution does.",
      ]
    case .workload:
      [
        "open, active, waiting: tickets at the moment that is looked at, by assignee.",
        "estimate: sum of the numbers in `estimate`; unestimated: open tickets without a number, or "
          + "with another unit than the first ticket with one.",
        "The assignee is the one of now: history does not say earlier ones.",
      ]
    case .sla:
      [
        "Clocks that ended in the period or were breached in it; one that was breached in an "
          + "earlier period and ended in this one counts in both.",
        "met: ended in time. missed: ended too late. breached: open and overdue.",
        "compliance: met / (met + missed + breached).",
        "Policies, priorities and calendars are those of now.",
      ]
    }
  }

  /// What holds for every report.
  package static let conventions = [
    "A ticket is done when its status is of category done. One whose last status or whose "
      + "resolution is called \(StatusKind.namesWithoutWork.sorted().joined(separator: ", ")) is "
      + "cancelled: it is not open, and it was not resolved.",
    "A period holds its first moment and not its last; a day given as its end is in it. Days are "
      + "UTC's, weeks begin on Monday.",
    "As of an earlier date, what history says came later is left out; fields other than the status "
      + "are those of now.",
  ]

  private static let percentiles =
    "The median and the 90th percentile are nearest-rank: the least value that half, or nine in "
    + "ten, do not exceed."
}
