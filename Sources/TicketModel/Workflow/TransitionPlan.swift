/// Why a transition cannot be made.
package enum TransitionRefused: Error, Sendable, Equatable {
  /// No workflow governs the ticket's type.
  case noWorkflow(type: String, known: [String])
  /// The workflow has no such status.
  case unknownStatus(String, workflow: String, known: [String])
  /// The workflow has no such transition.
  case unknownTransition(String, workflow: String, known: [String])
  /// No edge leads from here to there; what does lead away from here.
  case noEdge(from: String, to: String, next: [Workflow.Transition])
  /// The named transition does not leave the ticket's status.
  case notFromHere(Workflow.Transition, status: String, next: [Workflow.Transition])
  /// Several edges lead there; the person must name one.
  case severalEdges(to: String, names: [String])
  /// Something the transition or the status needs is missing.
  case missing([Workflow.Requirement], transition: Workflow.Transition)
  /// Guards stand in the way: each with why, and what to do.
  case guarded([GuardFailure], transition: Workflow.Transition)
}

/// What a person asks for: a verb, or a status to move to.
package enum TransitionRequest: Sendable, Equatable {
  case verb(String)
  case status(String)
}

extension Workflow {
  /// Finds the edge a person means, or nil when the ticket is already there.
  ///
  /// - Throws: ``TransitionRefused`` with what is possible instead.
  package func edge(
    for request: TransitionRequest, from status: String
  ) throws(TransitionRefused) -> Transition? {
    switch request {
    case .verb(let name):
      guard let transition = transition(name) else {
        throw .unknownTransition(name, workflow: self.name, known: transitions.map(\.name))
      }
      if transition.from.contains(status) { return transition }
      guard transition.to != status else { return nil }
      throw .notFromHere(transition, status: status, next: transitions(from: status))
    case .status(let target):
      guard self.status(target) != nil else {
        throw .unknownStatus(target, workflow: self.name, known: statuses.map(\.name))
      }
      guard target != status else { return nil }
      let edges = transitions(from: status).filter { $0.to == target }
      guard let edge = edges.first else {
        throw .noEdge(from: status, to: target, next: transitions(from: status))
      }
      guard edges.count == 1 else {
        throw .severalEdges(to: target, names: edges.map(\.name))
      }
      return edge
    }
  }

  /// Everything the edge and the status it leads to need.
  package func requirements(of edge: Transition) -> [Requirement] {
    let ofStatus = (edge.to.flatMap(status)?.requires ?? []).map(Requirement.field)
    return edge.requires + ofStatus.filter { !edge.requires.contains($0) }
  }

  /// Throws ``TransitionRefused/missing(_:transition:)`` unless all requirements are met.
  package func checkRequirements(
    of edge: Transition, hasComment: Bool, isSet: (FieldName) -> Bool
  ) throws(TransitionRefused) {
    let missing = requirements(of: edge).filter { requirement in
      switch requirement {
      case .comment: !hasComment
      case .field(let name): !isSet(name)
      }
    }
    guard missing.isEmpty else { throw .missing(missing, transition: edge) }
  }
}
