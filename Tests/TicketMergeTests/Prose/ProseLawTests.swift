import TestSupport
import Testing

@testable import TicketMerge

/// P1 to P5 for prose.
@Suite struct ProseLawTests {
  private func m(_ base: [UInt8], _ ours: [UInt8], _ theirs: [UInt8]) -> [UInt8] {
    mergeProse(base: base, ours: ours, theirs: theirs, markerSize: 7).bytes
  }

  /// Seeds that once failed.
  static let kept: [UInt64] = []
  static let seeds = kept + Array(1...300)

  @Test(arguments: ProseGenerator.Style.allCases, [3, 6, 40, nil])
  func lawsOfTwo(style: ProseGenerator.Style, alphabet: Int?) {
    var failures = 0
    for seed in Self.seeds {
      var generator = ProseGenerator(seed: seed, style: style, alphabet: alphabet)
      let lines = generator.body(upTo: 14)
      let base = generator.bytes(lines)
      let a = generator.bytes(generator.edited(lines, upTo: 3))
      let b = generator.bytes(generator.edited(lines, upTo: 3))
      let merged = m(base, a, b)
      guard merged == m(base, b, a), m(base, a, a) == a, m(base, base, a) == a,
        m(base, a, base) == a
      else {
        Issue.record("P1-P3 \(style) \(alphabet ?? 0) seed \(seed)")
        continue
      }
      if m(base, merged, a) != merged || m(base, b, merged) != merged {
        failures += 1
        if failures < 4 {
          Issue.record(
            """
            P5 \(style) \(alphabet ?? 0) seed \(seed)
            o \(base.shown) a \(a.shown) b \(b.shown)
            m \(merged.shown)
            a \(m(base, merged, a).shown)
            b \(m(base, merged, b).shown)
            """)
        }
      }
    }
    if failures > 0 { Issue.record("P5 \(style) \(alphabet ?? 0): \(failures)") }
  }

  @Test(arguments: ProseGenerator.Style.allCases, [3, 6, 40, nil])
  func lawsOfThree(style: ProseGenerator.Style, alphabet: Int?) {
    var cleanFailures = 0
    var failures = 0
    var clean = 0
    for seed in Self.seeds {
      var generator = ProseGenerator(seed: seed, style: style, alphabet: alphabet)
      let lines = generator.body(upTo: 20)
      let base = generator.bytes(lines)
      let sides = (0..<3).map { _ in generator.bytes(generator.edited(lines, upTo: 2)) }
      let isClean = [(0, 1), (1, 2), (0, 2)].allSatisfy {
        mergeProse(base: base, ours: sides[$0.0], theirs: sides[$0.1], markerSize: 7)
          .newConflicts == 0
      }
      if isClean { clean += 1 }
      let left = m(base, m(base, sides[0], sides[1]), sides[2])
      let right = m(base, sides[0], m(base, sides[1], sides[2]))
      if left == right { continue }
      if isClean { cleanFailures += 1 } else { failures += 1 }
      if (isClean ? cleanFailures : failures) < 3 {
        print(
          """
          P4 \(isClean ? "clean" : "conflicts") \(style) \(alphabet ?? 0) seed \(seed)
          o \(base.shown)
          a \(sides[0].shown)
          b \(sides[1].shown)
          c \(sides[2].shown)
          (ab)c \(left.shown)
          a(bc) \(right.shown)
          """)
      }
    }
    print(
      "P4 \(style) \(alphabet ?? 0): clean \(clean) of \(Self.seeds.count), failed \(cleanFailures), with conflicts failed \(failures)"
    )
  }
}
