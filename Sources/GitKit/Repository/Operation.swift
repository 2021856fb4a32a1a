/// Something git is in the middle of.
package enum Operation: String, Sendable, CaseIterable {
  /// `git merge` stopped at conflicts or before its commit.
  case merge
  /// `git revert` stopped.
  case revert
  /// `git cherry-pick` stopped.
  case cherryPick
  /// `git bisect` is looking; a commit is possible but rarely wanted.
  case bisect
  /// `git rebase` stopped.
  case rebase
  /// `git am` stopped.
  case applyMailbox

  /// What people call it.
  package var name: String {
    switch self {
    case .merge, .revert, .bisect, .rebase: rawValue
    case .cherryPick: "cherry-pick"
    case .applyMailbox: "git am"
    }
  }
}

extension GitRepository {
  /// Returns what the work tree is in the middle of, nil for nothing.
  ///
  /// A stop between two picks of a sequence counts as that sequence. `bisect` is reported only
  /// when nothing else is; it alone need not keep anybody from committing. Source: `wt_status_get_state`
  /// in git's wt-status.c.
  package func operationInProgress() -> Operation? {
    func has(_ name: String) -> Bool { FileSystem.exists("\(gitDirectory)/\(name)") }
    if has("rebase-apply/applying") { return .applyMailbox }
    if has("rebase-merge") || has("rebase-apply") { return .rebase }
    if has("MERGE_HEAD") { return .merge }
    if has("CHERRY_PICK_HEAD") { return .cherryPick }
    if has("REVERT_HEAD") { return .revert }
    if let operation = sequencerOperation() { return operation }
    return has("BISECT_LOG") ? .bisect : nil
  }

  /// The sequence of picks or reverts still to do, by the first word of its list.
  private func sequencerOperation() -> Operation? {
    let list = "\(gitDirectory)/sequencer/todo"
    // An unreadable list is no reason to fail here; the commit itself does not depend on it.
    guard let bytes = try? FileSystem.read(list) else { return nil }
    let word = bytes.prefix { $0 != UInt8(ascii: " ") }
    switch String(decoding: word, as: UTF8.self) {
    case "pick", "p": return .cherryPick
    case "revert": return .revert
    default: return nil
    }
  }
}
