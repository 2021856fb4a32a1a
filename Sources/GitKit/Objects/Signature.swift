import CLibgit2

/// Who made a commit, and when.
package struct Signature: Hashable, Sendable {
  /// The person's name.
  package var name: String
  /// The person's email address, without angle brackets.
  package var email: String
  /// Seconds since the epoch.
  package var seconds: Int64
  /// Minutes the person's clock is ahead of UTC; negative to the west.
  package var offsetMinutes: Int

  /// Makes a signature.
  package init(name: String, email: String, seconds: Int64, offsetMinutes: Int) {
    self.name = name
    self.email = email
    self.seconds = seconds
    self.offsetMinutes = offsetMinutes
  }

  /// Copies libgit2's signature; text that is not UTF-8 is decoded lossily.
  init(_ signature: git_signature) {
    name = signature.name.map { String(cString: $0) } ?? ""
    email = signature.email.map { String(cString: $0) } ?? ""
    seconds = signature.when.time
    offsetMinutes = Int(signature.when.offset)
  }

  /// The form of commit objects and reflogs: `Ada <ada@example.org> 1795166100 +0000`.
  ///
  /// Characters git does not allow are dropped as git does, see `withoutCrud`.
  package var line: String {
    let minutes = abs(offsetMinutes)
    let sign = offsetMinutes < 0 ? "-" : "+"
    let zone = "\(sign)\(twoDigits(minutes / 60))\(twoDigits(minutes % 60))"
    return "\(Self.withoutCrud(name)) <\(Self.withoutCrud(email))> \(seconds) \(zone)"
  }

  /// Drops `<`, `>`, NUL and line ends anywhere, and punctuation and spaces at both ends.
  ///
  /// Source: `strbuf_addstr_without_crud` and `crud` in git's ident.c.
  static func withoutCrud(_ text: String) -> String {
    let crud = Set(".,:;<>\"\\'".utf8)
    func isCrud(_ byte: UInt8) -> Bool { byte <= 32 || crud.contains(byte) }
    let inner = text.utf8.drop(while: isCrud).reversed().drop(while: isCrud).reversed()
    let banned = Set("<>\n\0".utf8)
    return String(decoding: inner.filter { !banned.contains($0) }, as: UTF8.self)
  }

  private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// Makes libgit2's signature for the time of `body`.
  func withHandle<Value>(
    _ body: (UnsafePointer<git_signature>) throws(GitError) -> Value
  ) throws(GitError) -> Value {
    try Library.start()
    var made: UnsafeMutablePointer<git_signature>?
    try check(
      git_signature_new(
        &made, Self.withoutCrud(name), Self.withoutCrud(email), seconds, Int32(offsetMinutes)),
      "git_signature_new")
    defer { git_signature_free(made) }
    return try body(try require(UnsafePointer(made), "git_signature_new"))
  }
}
