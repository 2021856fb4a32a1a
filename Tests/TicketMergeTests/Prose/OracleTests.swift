import Foundation
import TestSupport
import Testing

@testable import TicketMerge

/// One triple and what git 2.39.5 makes of it.
struct OracleTriple: Decodable {
  struct Merge: Decodable {
    let conflicts: Int
    let text: String
  }

  let id: String
  let base: String
  let ours: String
  let theirs: String
  let merge: Merge
  let diff3: String
  let zdiff3: String

  static let all: [OracleTriple] = {
    guard SharedData.isPresent,
      let bytes = try? SharedData.bytes("merge/git-merge-file-oracle.jsonl")
    else { return [] }
    return bytes.split(separator: UInt8(ascii: "\n")).compactMap {
      try? JSONDecoder().decode(OracleTriple.self, from: Data($0))
    }
  }()

  var merged: [MergedLines] {
    mergeLines(base: Array(base.utf8), ours: Array(ours.utf8), theirs: Array(theirs.utf8))
  }
}

/// P12: a merge of lines is git's.
@Suite(.enabled(if: SharedData.isPresent)) struct OracleTests {
  @Test func thereAreAllTriples() {
    #expect(OracleTriple.all.count == 321)
  }

  @Test func verdictsAndCleanBytesAreGits() {
    for triple in OracleTriple.all {
      let merged = triple.merged
      let isClean = !merged.contains { if case .conflict = $0 { true } else { false } }
      #expect(isClean == (triple.merge.conflicts == 0), "\(triple.id)")
      guard isClean, triple.merge.conflicts == 0 else { continue }
      let bytes = merged.flatMap { part -> [UInt8] in
        if case .clean(let text) = part { text } else { [] }
      }
      #expect(String(decoding: bytes, as: UTF8.self) == triple.merge.text, "\(triple.id)")
    }
  }

  @Test func conflictsAreThoseOfDiff3() {
    for triple in OracleTriple.all where triple.merge.conflicts > 0 {
      #expect(marked(triple.merged) == triple.diff3, "\(triple.id)")
    }
  }

  /// Prints a merge as `git merge-file --diff3 -L ours -L base -L theirs` does.
  private func marked(_ merged: [MergedLines]) -> String {
    func ended(_ text: [UInt8]) -> String {
      let string = String(decoding: text, as: UTF8.self)
      return string.isEmpty || string.hasSuffix("\n") ? string : string + "\n"
    }
    return merged.map { part in
      switch part {
      case .clean(let text): String(decoding: text, as: UTF8.self)
      case .conflict(let base, let ours, let theirs):
        "<<<<<<< ours\n\(ended(ours))||||||| base\n\(ended(base))=======\n\(ended(theirs))"
          + ">>>>>>> theirs\n"
      }
    }.joined()
  }
}
