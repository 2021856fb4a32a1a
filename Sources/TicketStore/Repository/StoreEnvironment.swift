package import TicketModel

/// Everything the store needs from the world outside the repository.
package struct StoreEnvironment {
  /// Environment variables; the process's own are never read.
  package var variables: [String: String]
  /// The current time.
  package var now: () -> Timestamp
  /// Minutes that the person's clock is ahead of UTC; only commits' signatures show it.
  package var offsetMinutes: Int
  /// Source of ids and of the jitter between retries.
  package var random: any RandomNumberGenerator
  /// Waits so many milliseconds.
  package var sleep: (Int) -> Void
  /// Called at each point of the commit protocol; tests kill the process here.
  package var onStep: (CommitStep) -> Void
  /// How transitions are called in what a person is told to run.
  package var verbs = TransitionVerbs()

  /// Makes an environment; without `onStep`, nothing happens between steps.
  package init(
    variables: [String: String], now: @escaping () -> Timestamp, offsetMinutes: Int = 0,
    random: any RandomNumberGenerator, sleep: @escaping (Int) -> Void,
    onStep: @escaping (CommitStep) -> Void = { _ in }
  ) {
    self.variables = variables
    self.now = now
    self.offsetMinutes = offsetMinutes
    self.random = random
    self.sleep = sleep
    self.onStep = onStep
  }
}
