import TestSupport
import Testing

/// The Debian package that `.ci/package` makes.
@Suite struct PackageTests {
  private static func isInstalled(_ command: String) -> Bool {
    (try? run(["sh", "-c", "command -v \(command)"], in: "/").status) == 0
  }

  private static let script = #"""
    exec 2>errors.txt
    "$1" "$2" . >made.txt || { cat made.txt; exit 1; }
    mkdir -p root/var/lib/dpkg/updates root/var/lib/dpkg/info
    touch root/var/lib/dpkg/status root/var/lib/dpkg/available
    dpkg="dpkg --root=$PWD/root --force-depends --force-not-root --log=/dev/null"
    $dpkg --install snag_*.deb >installed.txt || { cat installed.txt; exit 1; }
    PATH="$PWD/root/usr/bin:$PATH" git snag --version
    MANPATH=root/usr/share/man man -w snag git-snag snag-list | sed 's/.*man1/man1/'
    ls root/usr/share/*/completions root/usr/share/zsh/site-functions
    $dpkg --remove snag >removed.txt || { cat removed.txt; exit 1; }
    find root -path '*/usr/*' ! -type d
    """#

  @Test(.enabled(if: isInstalled("dpkg-deb") && isInstalled("man"), "no dpkg-deb or man here"))
  func installsAndLeavesNothingBehind() throws {
    let folder = try ScratchDirectory()
    let program = "\(BuiltProgram.folder)/snag"
    let version = try run([program, "--version"], in: folder.path).output
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let result = try run(
      ["bash", "-euc", Self.script, "bash", "/\(root)/.ci/package", program], in: folder.path)
    #expect(
      result.output == """
        \(version)man1/snag.1.gz
        man1/snag.1.gz
        man1/snag-list.1.gz
        root/usr/share/bash-completion/completions:
        git-snag
        snag

        root/usr/share/zsh/site-functions:
        _snag

        """, "\(result)")
  }
}
