import Foundation
import TestSupport
import Testing
import TicketModel

/// `templates/SET/README.md` says what the workflow files of the set say.
@Suite struct WorkflowSetReadmeTests {
  @Test(arguments: WorkflowSets.names)
  func theReadmeIsGeneratedFromTheFiles(set: String) throws {
    let path = "\(WorkflowSets.root)/\(set)/README.md"
    if let difference = try Snapshot.difference(try readme(of: set), fromFile: path) {
      Issue.record("\(difference)")
    }
  }

  private func readme(of set: String) throws -> String {
    let world = try CommandLineWorld(isSetUp: false)
    world.ok("init", "--for", set)
    var text = """
      # \(set)

      What `snag init --for \(set)` writes into `.tickets`, to be changed there as your team needs it. This
      page is generated from the files beside it.

      """
    for file in WorkflowSets.workflows where file.set == set {
      let workflow = try Workflow(parsing: file.text, path: file.path)
      text += "\n## \(workflow.name)\n\n"
      if workflow.types != [workflow.name] { text += "Types: \(list(workflow.types)).\n\n" }
      text += prose(file.text) + "\n" + statuses(workflow) + "\n" + verbs(workflow)
      text += "\n" + world.ok("workflow", "--mermaid", workflow.name) + "\n"
    }
    text += "\n## Templates\n\n"
    for file in WorkflowSets.templates where file.set == set {
      text += "- [\(file.name)](\(file.path))\(sections(file.text))\n"
    }
    return text
  }

  /// The comment at the head of a workflow file; what is indented in it is a command.
  private func prose(_ text: String) -> String {
    let comment = text.split(separator: "\n").prefix { $0.hasPrefix("#") }.map { $0.dropFirst(2) }
    var isCode = false
    var result = ""
    for line in comment {
      if line.hasPrefix("  ") != isCode {
        result += isCode ? "```\n\n" : "\n```sh\n"
        isCode.toggle()
      }
      result += (isCode ? line.dropFirst(2) : line) + "\n"
    }
    return result + (isCode ? "```\n" : "")
  }

  private func statuses(_ workflow: Workflow) -> String {
    let hasLimits = workflow.statuses.contains { $0.wip != nil }
    return table(
      ["status", "category", "requires"] + (hasLimits ? ["wip"] : []),
      workflow.statuses.map { status in
        [status.name, status.category.rawValue, list(status.requires.map(\.rawValue))]
          + (hasLimits ? [status.wip.map(String.init) ?? ""] : [])
      })
  }

  private func verbs(_ workflow: Workflow) -> String {
    table(
      ["verb", "from", "to", "requires", "guards", "effects"],
      workflow.transitions.map { edge in
        [
          "`\(edge.name)`", list(edge.from), edge.to ?? "(stays)",
          list(workflow.requirements(of: edge).map(\.text)), list(edge.guards.map(\.text)),
          list(edge.effects.map(\.name)),
        ]
      })
  }

  private func sections(_ template: String) -> String {
    let names = template.split(separator: "\n").filter { $0.hasPrefix("## ") }.map {
      $0.dropFirst(3)
    }
    return names.isEmpty ? "" : ": \(names.joined(separator: " · "))"
  }

  private func list(_ words: [String]) -> String { words.joined(separator: ", ") }

  private func table(_ head: [String], _ rows: [[String]]) -> String {
    func line(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |\n" }
    return line(head) + line(head.map { _ in "---" }) + rows.map(line).joined()
  }
}
