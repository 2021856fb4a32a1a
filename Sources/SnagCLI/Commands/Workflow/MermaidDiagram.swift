import TicketModel

/// A workflow as a state diagram in a fenced block of Markdown (mermaid.js.org, "State diagrams").
struct MermaidDiagram {
  private let workflow: Workflow

  init(_ workflow: Workflow) { self.workflow = workflow }

  /// The block, with its line ends.
  var text: String {
    // Names of ours are no names of mermaid's, where `end` or a hyphen may mean something.
    let statuses = workflow.statuses.enumerated().map { index, status in
      "state \"\(Self.escaped(status.name))\" as s\(index + 1)"
    }
    let ends = workflow.statuses.indices.filter { workflow.statuses[$0].category == .done }
      .map { "s\($0 + 1) --> [*]" }
    let lines = statuses + ["[*] --> s1"] + edges + ends
    return "```mermaid\nstateDiagram-v2\n" + lines.map { "  \($0)\n" }.joined() + "```\n"
  }

  /// An edge that stays is a loop; guards stand in brackets, as in UML.
  private var edges: [String] {
    let places = Dictionary(
      workflow.statuses.enumerated().map { ($1.name, "s\($0 + 1)") },
      uniquingKeysWith: { first, _ in first })
    return workflow.transitions.flatMap { transition in
      transition.from.compactMap { from in
        guard let start = places[from], let end = places[transition.to ?? from] else { return nil }
        let guards = transition.guards.map(\.text).joined(separator: ", ")
        let label = guards.isEmpty ? transition.name : "\(transition.name) [\(guards)]"
        return "\(start) --> \(end) : \(Self.escaped(label))"
      }
    }
  }

  /// Every character that mermaid, Markdown or HTML could read as its own becomes `#number;`.
  static func escaped(_ text: String) -> String {
    safeCell(text).unicodeScalars.reduce(into: "") { result, scalar in
      let isPlain = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      if isPlain || " -_,.[]".unicodeScalars.contains(scalar) {
        result.unicodeScalars.append(scalar)
      } else {
        result += "#\(scalar.value);"
      }
    }
  }
}
