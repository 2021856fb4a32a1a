import TicketDocument
import TicketMerge

/// A version of a ticket that cannot be read, and so not be merged with another one.
package struct UnreadableVersion: Sendable, Equatable {
  /// Repository-relative path.
  package let path: String
  /// Counted from 1.
  package let line: Int
  /// What is wrong there.
  package let reason: String
  /// Which side has it.
  package let side: MergeSide
}

extension MergedTicket {
  /// The sides' versions that kept it from being merged by meaning.
  var unreadableVersions: [UnreadableVersion] {
    guard conflicts.contains(where: \.isUnreadable) else { return [] }
    return [MergeSide.ours, .theirs].compactMap { side in
      guard let version = version(side) else { return nil }
      do throws(DocumentError) {
        _ = try TicketDocument(parsing: version.bytes)
        return nil
      } catch {
        return UnreadableVersion(
          path: version.path, line: error.position.line, reason: error.summary, side: side)
      }
    }
  }
}

extension MergeConflict {
  fileprivate var isUnreadable: Bool {
    if case .unreadable = self { true } else { false }
  }
}
