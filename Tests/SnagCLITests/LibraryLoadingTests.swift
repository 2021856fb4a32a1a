#if os(Linux)
  import Foundation
  import TestSupport
  import Testing

  /// The built program with a libgit2 that cannot be used: only what needs it fails.
  @Suite struct LibraryLoadingTests {
    private let world: CommandLineWorld
    private let id: String
    private var environment: [String: String]

    /// A file of the library's name, whatever its version, that the dynamic linker finds first.
    private init(library: Data) throws {
      world = try CommandLineWorld()
      id = world.ok("new", "Login crashes", "-t", "bug")
      environment = world.variables
      let folder = world.scratch.path("lib")
      environment["LD_LIBRARY_PATH"] = folder
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: false)
      for minor in 0...30 {
        try library.write(to: URL(fileURLWithPath: "\(folder)/libgit2.so.1.\(minor)"))
      }
    }

    init() throws { try self.init(library: Data("no library".utf8)) }

    private func snag(_ arguments: String...) throws -> ProgramResult {
      try run(
        ["\(BuiltProgram.folder)/snag"] + arguments, in: world.directory,
        environment: environment)
    }

    @Test func whatNeedsNoGitWorks() throws {
      #expect(try snag("--version").status == 0)
      let shown = try snag("show", id)
      #expect(shown.status == 0, "\(shown.errors)")
      #expect(shown.output.contains("Login crashes"))
      #expect(try snag("list").output.contains(id))
    }

    @Test func theMergeDriverWorks() throws {
      let path = world.path(of: id)
      let text = try #require(world.read(path))
      try world.write(text, to: "base")
      try world.write(text.replacing("assignee:\n", with: "assignee: bob\n"), to: "ours")
      try world.write(text.replacing("labels:\n", with: "labels:\n- ui\n"), to: "theirs")
      let merged = try snag("merge-driver", "--for-git", "base", "ours", "theirs", "7", path)
      #expect(merged.status == 40, "\(merged.errors)")
      #expect(world.read("ours")?.contains("assignee: bob\n") == true)
      #expect(world.read("ours")?.contains("- ui\n") == true)
    }

    @Test func aCommitIsRefusedInWords() throws {
      let before = try world.git("rev-parse", "HEAD")
      let refused = try snag("edit", id, "priority=P1")
      #expect(refused.status == 1)
      let lines = refused.errors.split(separator: "\n")
      #expect(lines.count == 2, "\(refused.errors)")
      #expect(lines.first?.hasPrefix("error: libgit2 1.") == true, "\(refused.errors)")
      #expect(lines.first?.contains(" cannot be loaded: ") == true)
      #expect(lines.last?.hasPrefix("hint: apt install libgit2-1.") == true)
      #expect(try world.git("rev-parse", "HEAD") == before)
      #expect(try world.git("status", "--porcelain").isEmpty)
    }

    @Test func aLibraryWithoutAFunctionIsNotUsed() throws {
      let listed = try run(["ldd", "\(BuiltProgram.folder)/snag"], in: world.directory).output
      // libgcc_s.so.1 => /lib/x86_64-linux-gnu/libgcc_s.so.1 (0x00007f7b75c12000)
      let line = try #require(listed.split(separator: "\n").first { $0.contains("libgcc_s.so") })
      let path = try #require(line.split(separator: " ").first { $0.hasPrefix("/") })
      let other = try LibraryLoadingTests(
        library: Data(contentsOf: URL(fileURLWithPath: String(path))))
      let refused = try other.snag("edit", other.id, "priority=P1")
      #expect(refused.status == 1)
      #expect(refused.errors.contains(" cannot be loaded: "), "\(refused.errors)")
      #expect(refused.errors.contains("undefined symbol: git_"), "\(refused.errors)")
    }
  }
#endif
