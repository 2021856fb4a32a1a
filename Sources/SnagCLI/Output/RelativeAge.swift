import TicketModel

/// Returns how long ago a moment was, in the largest unit that says something: `5m`, `3h`, `12d`.
func relativeAge(of moment: Timestamp, now: Timestamp) -> String {
  relativeAge(seconds: now.seconds - moment.seconds)
}

/// Returns a length of time in the largest unit that says something.
func relativeAge(seconds: Int64) -> String {
  let seconds = max(0, seconds)
  switch seconds {
  case ..<60: return "\(seconds)s"
  case ..<3_600: return "\(seconds / 60)m"
  case ..<86_400: return "\(seconds / 3_600)h"
  case ..<(86_400 * 100): return "\(seconds / 86_400)d"
  case ..<(86_400 * 730): return "\(seconds / (86_400 * 7))w"
  default: return "\(seconds / (86_400 * 365))y"
  }
}
