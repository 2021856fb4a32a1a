import ArgumentParser
import TicketModel
import TicketStore

/// Prints this repository's workflows: statuses, verbs, and what they need.
struct WorkflowCommand: CommonVerb {
  static let configuration = CommandConfiguration(
    commandName: "workflow",
    abstract: "Show this repository's statuses and verbs.",
    discussion: """
      Without a name, every workflow and what guards and effects mean; `snag help workflow` prints \
      the same. --mermaid draws state diagrams in Markdown, which GitHub and GitLab render.

      EXAMPLES
        snag workflow
        snag workflow bug
        snag workflow --mermaid >> README.md
        snag workflow --json=name,types
      """)

  @Argument(help: "Only the workflow of this name, or of this type of ticket.")
  var name: String?

  @Flag(help: "Print diagrams in Markdown.")
  var mermaid = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if common.isJSON, mermaid { throw ValidationError("--json and --mermaid exclude each other") }
  }

  func run(in session: Session) throws {
    try common.checkFields(among: Workflow.memberNames)
    let workflows = try chosen(among: try session.readableSettings().workflows, session)
    if common.isJSON {
      return session.print(
        .object([
          ("schema", .number(1)), ("kind", .string("workflow")),
          ("workflows", .array(workflows.map { .object(common.picked($0.members)) })),
        ]))
    }
    if mermaid {
      return session.write(
        workflows.map { workflow in
          let diagram = MermaidDiagram(workflow).text
          return workflows.count == 1
            ? diagram : "### \(markdownText(workflow.name))\n\n\(diagram)"
        }.joined(separator: "\n"))
    }
    let text = WorkflowText(style: session.style)
    var parts = workflows.map(text.lines)
    if name == nil { parts.append(text.legend) }
    session.write(parts.map { $0.map { "\($0)\n" }.joined() }.joined(separator: "\n"))
  }

  private func chosen(among set: WorkflowSet, _ session: Session) throws -> [Workflow] {
    guard !set.workflows.isEmpty else {
      throw CommandError(
        "there are no workflows here", code: "no-workflow",
        hint: "`snag init` writes some into .tickets/workflows")
    }
    guard let name else { return set.workflows }
    if let workflow = set.workflows.first(where: { $0.name == name }) ?? set.workflow(forType: name)
    {
      return [workflow]
    }
    let names = set.workflows.map(\.name)
    throw CommandError(
      "no workflow \(name)", code: "unknown-workflow",
      hint: "there are \(names.joined(separator: ", "))",
      candidates: nearestNames(to: name, among: names), status: .usage)
  }
}

extension Workflow {
  /// Names of the members in JSON.
  static let memberNames = ["name", "path", "types", "statuses", "transitions"]

  /// Members in JSON, with the names of the file.
  fileprivate var members: [(String, JSON)] {
    [
      ("name", .string(name)), ("path", .string(path)),
      ("types", .array(types.map(JSON.string))),
      ("statuses", .array(statuses.map(\.json))),
      ("transitions", .array(transitions.map(\.json))),
    ]
  }
}

extension Workflow.Status {
  fileprivate var json: JSON {
    .object([
      ("name", .string(name)), ("category", .string(category.rawValue)),
      ("wip", wip.map(JSON.number) ?? .null),
      ("requires", .array(requires.map { .string($0.rawValue) })),
    ])
  }
}

extension Workflow.Transition {
  fileprivate var json: JSON {
    .object([
      ("name", .string(name)), ("from", .array(from.map(JSON.string))),
      ("to", to.map(JSON.string) ?? .null),
      ("requires", .array(requires.map { .string($0.text) })),
      (
        "guards",
        .array(
          guards.map {
            .object([("name", .string($0.name)), ("number", $0.number.map(JSON.number) ?? .null)])
          })
      ),
      ("effects", .array(effects.map { .string($0.name) })),
    ])
  }
}
