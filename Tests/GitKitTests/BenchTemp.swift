import GitKit
import TestSupport
import Testing

struct BenchTemp {
  @Test func hundredThousand() throws {
    let clock = ContinuousClock()
    for shape in ["flat", "sharded"] {
      let repository = try TestRepository()
      let opened = try repository.open()
      func time<V>(_ name: String, _ body: () throws -> V) rethrows -> V {
        var v: V?
        let d = try clock.measure { v = try body() }
        print("BENCH \(shape) \(name) \(d)")
        return v!
      }
      let blob = try opened.makeBlob(Array("x".utf8))
      func path(_ n: Int) -> String {
        let h = String(n &* 2654435761 % 1_048_576, radix: 16)
        return shape == "flat" ? "t/\(n).md" : "t/\(h.prefix(2))/\(n).md"
      }
      let tree = try time("initial tree") { try opened.updatedTree(from: nil, changes: (0..<100_000).map { .upsert(path: path($0), blob: blob) }) }
      try repository.git("read-tree", tree.hex)
      let b2 = try opened.makeBlob(Array("y".utf8))
      _ = try time("tree one") { try opened.updatedTree(from: tree, changes: [.upsert(path: path(777), blob: b2)]) }
      let lock = try time("lock+read index") { try IndexLock.acquire(in: opened, sleep: noSleep) }
      try lock.stage([.upsert(path: path(777), blob: b2, statOf: nil)])
      try time("install") { try lock.install() }
      _ = try time("entries recursive") { try opened.entries(under: "t", in: tree, recursive: true).count }
      let r = try time("open") { try repository.open() }
      _ = try time("head") { try r.head() }
    }
  }
}
