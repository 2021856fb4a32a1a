import TestSupport
import Testing
import TicketModel

@Suite struct ComponentsTests {
  @Test func theyAreThoseThatReachEachOther() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<300 {
      let count = Int.random(in: 1...12, using: &generator)
      let edges = (0..<count).map { _ in
        (0..<Int.random(in: 0...2, using: &generator)).map { _ in
          Int.random(in: 0..<count, using: &generator)
        }
      }
      let components = Components(edges)
      let reached = (0..<count).map { Self.reached(from: $0, edges) }
      #expect(Set(components.numbers) == Set(0..<components.count))
      for left in 0..<count {
        for right in 0..<count {
          let areMutual = reached[left].contains(right) && reached[right].contains(left)
          #expect((components.numbers[left] == components.numbers[right]) == areMutual, "\(edges)")
          guard edges[left].contains(right), !areMutual else { continue }
          #expect(components.numbers[left] > components.numbers[right], "\(edges)")
        }
      }
    }
  }

  @Test func aLongChainDoesNotOverflow() {
    let count = 100_000
    let chain = (0..<count).map { $0 + 1 < count ? [$0 + 1] : [] }
    #expect(Components(chain).count == count)
    #expect(Components(chain.dropLast() + [[0]]).count == 1)
  }

  private static func reached(from start: Int, _ edges: [[Int]]) -> Set<Int> {
    var found: Set<Int> = [start]
    var rest = [start]
    while let node = rest.popLast() {
      for target in edges[node] where found.insert(target).inserted { rest.append(target) }
    }
    return found
  }
}
