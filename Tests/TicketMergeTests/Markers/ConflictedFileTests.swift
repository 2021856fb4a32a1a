import TestSupport
import Testing

@testable import TicketMerge

/// Rebuilding whole texts from files of other programs.
@Suite struct ConflictedFileTests {
  private func read(_ text: String) throws -> (sides: [String], base: String?)? {
    try ConflictedFile.read(Array(text.utf8)).map { file in
      (
        file.alternatives.map { String(decoding: $0, as: UTF8.self) },
        file.base.map { String(decoding: $0, as: UTF8.self) }
      )
    }
  }

  private func problem(_ text: String) -> MarkerProblem? {
    do {
      _ = try ConflictedFile.read(Array(text.utf8))
      return nil
    } catch {
      return error
    }
  }

  @Test func aFileWithoutMarkersIsNone() throws {
    #expect(try ConflictedFile.read(Array("a\n=======\nb\n<<<<<< six\n".utf8)) == nil)
    #expect(try ConflictedFile.read([]) == nil)
    #expect(try ConflictedFile.read(Array("<<<<<<<word\n".utf8)) == nil)
  }

  @Test func gitStyles() throws {
    let merge = try #require(try read("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> topic\nd\n"))
    #expect(merge.sides == ["a\nb\nd\n", "a\nc\nd\n"])
    #expect(merge.base == nil)
    let diff3 = try #require(
      try read("<<<<<<< HEAD\r\nb\r\n||||||| 1234\r\n=======\r\nc\r\n>>>>>>> topic\r\n"))
    #expect(diff3.sides == ["b\r\n", "c\r\n"])
    #expect(diff3.base == "")
  }

  @Test func aConflictBetweenBasesStaysInTheBase() throws {
    let file = try #require(
      try read(
        """
        <<<<<<< HEAD
        ours
        ||||||| merged common ancestors
        <<<<<<<<< Temporary merge branch 1
        one
        =========
        other
        >>>>>>>>> Temporary merge branch 2
        =======
        theirs
        >>>>>>> topic

        """))
    #expect(file.sides == ["ours\n", "theirs\n"])
    #expect(
      file.base
        == "<<<<<<<<< Temporary merge branch 1\none\n=========\nother\n"
        + ">>>>>>>>> Temporary merge branch 2\n")
  }

  @Test func longRunsAndLinesThatLookLikeShortOnes() throws {
    let file = try #require(
      try read("<<<<<<<<<<< x\nHead\n=======\n===========\nHead\n====\n>>>>>>>>>>> y\n"))
    #expect(file.sides == ["Head\n=======\n", "Head\n====\n"])
  }

  @Test func ourBlocksWithSeveralAlternatives() throws {
    let file = try #require(
      try read(
        "a\n<<<<<<< one\nb\n||||||| base\no\n=======\nc\n=======\nd\n>>>>>>> other\n"
          + "<<<<<<< one\nb\n||||||| base\np\n=======\nc\n>>>>>>> other"))
    #expect(file.sides == ["a\nb\nb", "a\nc\nc", "a\nd\nc"])
    #expect(file.base == "a\no\np")
  }

  @Test func jujutsuStyles() throws {
    let diff = """
      <<<<<<< conflict 1 of 1
      %%%%%%% diff from: vpxusssl 38d49363 "merge base"
      \\\\\\\\\\\\\\        to: rtsqusxu 2768b0b9 "commit A"
       apple
      -grape
      +grapefruit
       orange
      +++++++ ysrnknol 7a20f389 "commit B"
      APPLE
      GRAPE
      =======
      >>>>>>> conflict 1 of 1 ends

      """
    let file = try #require(try read(diff))
    #expect(file.sides == ["apple\ngrapefruit\norange\n", "APPLE\nGRAPE\n=======\n"])
    #expect(file.base == "apple\ngrape\norange\n")
    let snapshot = try #require(
      try read(
        "<<<<<<< conflict 1 of 1\n+++++++ a\nx\n------- b\ny\n+++++++ c\nz\n>>>>>>> conflict\n"))
    #expect(snapshot.sides == ["x\n", "z\n"])
    #expect(snapshot.base == "y\n")
  }

  @Test func jujutsuWithoutLastLineEnd() throws {
    let text =
      "<<<<<<< conflict 1 of 1\n+++++++ a (no terminating newline)\ngrapefruit\n"
      + "%%%%%%% diff from: b\n\\\\\\\\\\\\\\        to: c\n grape\n+\n>>>>>>> conflict 1 of 1 ends"
    let file = try #require(try read(text))
    #expect(file.sides == ["grapefruit", "grape\n"])
    #expect(file.base == "grape")
  }

  @Test(arguments: [
    ("a\n<<<<<<< x\nb\n", 2, "begins a conflict that does not end"),
    ("a\nb\n>>>>>>> x\n", 3, "ends a conflict that does not begin"),
    ("<<<<<<< x\na\n>>>>>>> y\n", 1, "begins a conflict with only one side"),
    ("<<<<<<< x\na\n<<<<<<< x\n", 3, "begins a conflict inside the one of line 1"),
    ("<<<<<<< x\n=======\na\n=======\n>>>>>>> y\n", 4, "separates the conflict of line 1"),
    ("<<<<<<< x\n=======\n||||||| b\n>>>>>>> y\n", 3, "stands in the wrong place"),
    ("<<<<<<< x\n+++++++ a\nb\n>>>>>>> y\n", 1, "begins a conflict of 1 sides and 0 bases"),
    ("<<<<<<< x\n%%%%%%% a\nb\n+++++++ c\n>>>>>>> y\n", 3, "is neither kept"),
  ])
  func problems(text: String, line: Int, start: String) {
    let problem = problem(text)
    #expect(problem?.line == line)
    #expect(problem?.description.hasPrefix(start) == true)
  }
}

/// Rebuilding what git made of known texts.
@Suite(.enabled(if: SharedData.isPresent)) struct RebuiltOracleTests {
  /// The texts that git's markers stand for: where only one side changed something, both have it.
  private func expected(_ triple: OracleTriple) -> (base: String, ours: String, theirs: String) {
    var texts = (base: "", ours: "", theirs: "")
    for part in triple.merged {
      switch part {
      case .clean(let text):
        let text = String(decoding: text, as: UTF8.self)
        texts = (texts.base + text, texts.ours + text, texts.theirs + text)
      case .conflict(let base, let ours, let theirs):
        texts.base += ended(base)
        texts.ours += ended(ours)
        texts.theirs += ended(theirs)
      }
    }
    return texts
  }

  /// Git ends each line between markers, also one that had no end.
  private func ended(_ text: [UInt8]) -> String {
    let text = String(decoding: text, as: UTF8.self)
    return text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
  }

  /// The other styles leave out a last line that both sides share, together with its missing end.
  private func withoutLastEnd(_ text: [UInt8]) -> [UInt8] {
    text.last == 0x0A ? text.dropLast() : text
  }

  @Test func everyStyle() throws {
    for triple in OracleTriple.all where triple.merge.conflicts > 0 {
      let expected = expected(triple)
      let sides = [expected.ours, expected.theirs].map { Array($0.utf8) }
      for (style, text) in [
        ("merge", triple.merge.text), ("diff3", triple.diff3), ("zdiff3", triple.zdiff3),
      ] {
        let file = try #require(try ConflictedFile.read(Array(text.utf8)), "\(triple.id)")
        let isSame =
          style == "diff3"
          ? file.alternatives == sides
          : file.alternatives.map(withoutLastEnd) == sides.map(withoutLastEnd)
        #expect(isSame, "\(triple.id) \(style)")
        #expect((file.base == nil) == (style == "merge"), "\(triple.id)")
        guard style == "diff3" else { continue }
        #expect(file.base == Array(expected.base.utf8), "\(triple.id)")
      }
    }
  }

  /// Where git merged nothing else, the texts are the inputs.
  @Test func textsWithOneConflictAndNothingElseAreTheInputs() throws {
    var count = 0
    for triple in OracleTriple.all where triple.merge.conflicts > 0 {
      let unchanged = triple.merged.allSatisfy { part in
        guard case .clean(let text) = part else { return true }
        return triple.base.contains(String(decoding: text, as: UTF8.self))
          && triple.ours.contains(String(decoding: text, as: UTF8.self))
          && triple.theirs.contains(String(decoding: text, as: UTF8.self))
      }
      let inputs = [triple.ours, triple.theirs, triple.base]
      guard unchanged, inputs.allSatisfy({ $0.isEmpty || $0.hasSuffix("\n") }) else { continue }
      let file = try #require(try ConflictedFile.read(Array(triple.diff3.utf8)))
      guard file.base == Array(triple.base.utf8) else { continue }
      count += 1
      #expect(file.alternatives == [Array(triple.ours.utf8), Array(triple.theirs.utf8)])
    }
    #expect(count > 50)
  }

  /// Merging the texts behind git's diff3 markers is merging the originals.
  @Test func mergedAgain() throws {
    var different: [String] = []
    for triple in OracleTriple.all where triple.merge.conflicts > 0 {
      let file = try #require(try ConflictedFile.read(Array(triple.diff3.utf8)))
      let base = try #require(file.base)
      let inputs = [triple.base, triple.ours, triple.theirs]
      // Git's markers do not tell that a last line had no end.
      guard inputs.allSatisfy({ $0.isEmpty || $0.hasSuffix("\n") }) else { continue }
      let again = mergeProse(
        base: base, ours: file.alternatives[0], theirs: file.alternatives[1], markerSize: 7)
      let first = mergeProse(
        base: Array(triple.base.utf8), ours: Array(triple.ours.utf8),
        theirs: Array(triple.theirs.utf8), markerSize: 7)
      if again != first { different.append(triple.id) }
    }
    // There the one side holds all that the other changed, once both have the further changes that
    // git made: a line is gone, and the line after it stands there twice.
    #expect(different == ["rnd-401"])
  }
}
