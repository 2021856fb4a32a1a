import Testing
import TicketDocument

@Suite struct MarkedBlockTests {
  private static let head = "---\nid: sn-k7m3qx\n---\n"

  private static func blocks(_ body: String) throws -> [[String]] {
    let document = try document(head + body)
    return document.markedBlocks.map { block in
      (block.texts + [block.base].compactMap { $0 }).map {
        String(decoding: document.bytes[$0], as: UTF8.self)
      }
    }
  }

  @Test func sevenOfAMarkersCharactersAreFoundWhereverTheyStand() {
    for length in 0..<30 {
      for start in 0...length {
        for run in 0...(length - start) {
          for character in "<|>=" {
            let text =
              String(repeating: "x", count: start) + String(repeating: character, count: run)
              + String(repeating: "<x", count: length - start - run)
            let isMarker = run + (character == "<" && length > start + run ? 1 : 0) >= 7
            #expect(
              Array(text.utf8).holdsMarker == (isMarker && character != "="), "\(text)")
          }
        }
      }
    }
  }

  /// A body and its blocks: each one's texts, then its base.
  @Test(
    arguments: [
      ("", []),
      ("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> side\nd\n", [["b\n", "c\n"]]),
      ("<<<<<<< HEAD\nb\n||||||| 1a2b3c4\nz\n=======\n>>>>>>> side", [["b\n", "", "z\n"]]),
      ("<<<<<<<<<\nb\n=========\nc\n>>>>>>>>>\n", [["b\n", "c\n"]]),
      // More than two texts in ours, in git's a heading with an underline.
      (
        "<<<<<<< one\nb\n||||||| base\nz\n=======\nc\n=======\nd\n>>>>>>> other\n",
        [["b\n", "c\n", "d\n", "z\n"]]
      ),
      ("<<<<<<< HEAD\nb\n=======\nc\n=======\nd\n>>>>>>> side\n", [["b\n", "c\n=======\nd\n"]]),
      // Runs of another length are text.
      (
        "<<<<<<<< one\nb\n=======\nb\n||||||||\nz\n========\nc\n>>>>>>>> other\n",
        [["b\n=======\nb\n", "c\n", "z\n"]]
      ),
      ("<<<<<<< HEAD\nb\n=======\nc\n>>>>>>>\r\nd\n", [["b\n", "c\n"]]),
      (
        "<<<<<<< a\n=======\n>>>>>>> b\nx\n<<<<<<< a\n1\n=======\n>>>>>>> b\n",
        [["", ""], ["1\n", ""]]
      ),
      // No blocks: a heading, halves, markers that are none.
      ("Title\n=======\ntext\n", []),
      ("<<<<<<< HEAD\nb\n=======\nc\n", []),
      ("<<<<<<< HEAD\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> side\n", [["b\n", "c\n"]]),
      ("<<<<<<\nb\n======\nc\n>>>>>>\n", []),
      ("<<<<<<<x\nb\n=======\nc\n>>>>>>>x\n", []),
      ("    <<<<<<< HEAD\n    b\n    =======\n    c\n    >>>>>>> side\n", []),
    ] as [(String, [[String]])])
  func blocksAreFound(body: String, expected: [[String]]) throws {
    #expect(try Self.blocks(body) == expected)
  }

  /// A body and the lines in it, from 1, that are markers without a block.
  @Test(
    arguments: [
      ("", []), ("Title\n=======\ntext\n", []), ("a\n>>>>>>> other\nb\n", [2]),
      ("<<<<<<< one\na\n", [1]), ("a\n||||||| base\n", [2]), ("<<<<<<< HEAD\r\na\r\n", [1]),
      ("a\n>>>>>>>> 1a2b3c4 (words of it)", [2]), ("||||||| 1a2b3c4\n", []),
      ("<<<<<<< one\na\n=======\nb\n>>>>>>> other\n>>>>>>> other\n", [6]),
      ("<<<<<<<\n>>>>>>>\n>>>>>> other\n>>>>>>>other\n >>>>>>> other\n", []),
      // Code may quote git's; what bears our labels is ours everywhere.
      ("```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> side\n```\n", []),
      ("```\n>>>>>>> side\n```\n>>>>>>> side\n", [4]), ("```\n>>>>>>> other\n```\n", [2]),
    ] as [(String, [Int])])
  func strayMarkersAreFound(body: String, expected: [Int]) throws {
    let document = try document(Self.head + body)
    #expect(document.bodyMarkers.stray.map { document.position(of: $0).line - 3 } == expected)
  }

  @Test func codeMayQuoteABlock() throws {
    let quote = "```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> side\n```\n"
    let block = "<<<<<<< one\na\n=======\nb\n>>>>>>> other\n"
    #expect(try Self.blocks(quote) == [])
    #expect(try Self.blocks("```\n" + block + "```\n" + quote) == [["a\n", "b\n"]])
    // The texts disagree about how the code begins.
    let fences = "<<<<<<< one\n```sh\n=======\n```\n>>>>>>> other\nx\n```\n"
    #expect(try Self.blocks(fences + quote + block) == [["```sh\n", "```\n"], ["a\n", "b\n"]])
  }

  @Test func blocksGiveWayToLines() throws {
    let block = "<<<<<<< a\nb\n=======\nc\n>>>>>>> d\n"
    var document = try document(Self.head + "1\n" + block + "2\n" + block + "3\n")
    document.replaceBlocks([(Array("no such".utf8), []), (Array(block.utf8), Array("x\n".utf8))])
    #expect(document.body == "1\nx\n2\nx\n3\n")
  }
}
