#if os(Linux)
  import Testing

  @testable import GitKit

  /// Loading libgit2 by its name.
  @Suite struct LibraryTests {
    @Test func aLibraryThatIsNotThereIsNamed() throws {
      let error = try #require(throws: GitError.self) { try Library.load(version: "0.0") }
      #expect(error.code == .library)
      #expect(error.message == "libgit2 0.0 is not installed")
    }

    @Test func afterAFailureTheRightOneStillWorks() throws {
      #expect(throws: GitError.self) { try Library.load(version: "0.0") }
      let merge = try TextMerge(base: nil, ours: [0x61], theirs: [0x61])
      #expect(merge.bytes == [0x61])
    }
  }
#endif
