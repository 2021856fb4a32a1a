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

  @Test func blocksGiveWayToLines() throws {
    let block = "<<<<<<< a\nb\n=======\nc\n>>>>>>> d\n"
    var document = try document(Self.head + "1\n" + block + "2\n" + block + "3\n")
    document.replaceBlocks([(Array("no such".utf8), []), (Array(block.utf8), Array("x\n".utf8))])
    #expect(document.body == "1\nx\n2\nx\n3\n")
  }
}
