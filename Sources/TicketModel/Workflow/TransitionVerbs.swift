/// What stands behind `snag` to take a transition: its name, unless a verb of the program has that.
package struct TransitionVerbs: Sendable {
  private let taken: Set<String>

  /// Knows the verbs of the program, by default none.
  package init(taken: Set<String> = []) { self.taken = taken }

  /// Returns the words for a transition of a name.
  package func words(for transition: String) -> String {
    taken.contains(transition) ? "transition \(transition)" : transition
  }
}
