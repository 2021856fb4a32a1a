import Foundation
import TestSupport
import Testing
import TicketDesk
import TicketModel

@Suite struct PriorityMatrixTests {
  struct Matrices: Decodable {
    let matrices: [Matrix]

    struct Matrix: Decodable {
      let id: String
      let cells: [Cell]
    }

    struct Cell: Decodable {
      let impact: Int
      let urgency: Int
      let priority: Int
    }
  }

  private func matrices() throws -> [String: [Matrices.Cell]] {
    let data = try Data(SharedData.bytes("sla/priority-matrix.json"))
    return Dictionary(
      uniqueKeysWithValues: try JSONDecoder().decode(Matrices.self, from: data).matrices
        .map { ($0.id, $0.cells) })
  }

  /// P0 is kept for what people decide, and P4 is the last: ServiceNow's 4 and 5 are both that.
  @Test(.enabled(if: SharedData.isPresent)) func theStandardOneIsServiceNows() throws {
    let levels = ["high", "medium", "low"]
    let cells = try #require(try matrices()["servicenow-default"])
    #expect(cells.count == 9)
    for cell in cells {
      let priority = PriorityMatrix.standard.priority(
        impact: levels[cell.impact - 1], urgency: levels[cell.urgency - 1])
      #expect(priority?.text == "P\(min(cell.priority, 4))")
    }
  }

  @Test(.enabled(if: SharedData.isPresent), arguments: ["servicenow-default", "glpi-default"])
  func everyCellIsGivenBack(id: String) throws {
    let cells = try #require(try matrices()[id])
    var table: [String: [String: Priority]] = [:]
    for cell in cells {
      table["\(cell.impact)", default: [:]]["\(cell.urgency)"] = Priority("P\(cell.priority - 1)")
    }
    let matrix = PriorityMatrix(cells: table)
    for cell in cells {
      #expect(
        matrix.priority(impact: "\(cell.impact)", urgency: "\(cell.urgency)")?.number
          == cell.priority - 1)
    }
  }

  @Test func whatIsNotInItHasNoPriority() {
    #expect(PriorityMatrix.standard.priority(impact: "", urgency: "high") == nil)
    #expect(PriorityMatrix.standard.priority(impact: "low", urgency: "huge") == nil)
  }
}
