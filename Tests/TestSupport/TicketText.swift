/// Returns the file of a bug that bob has just reported as `sn-k7m3qx`.
///
/// - Parameters:
///   - title: its title.
///   - labels: its labels.
///   - keys: more lines of the front matter, before the history, each with its end.
///   - body: what follows the front matter.
/// - Returns: the text.
package func newBug(
  title: String, labels: [String] = [], keys: String = "", body: String = ""
) -> String {
  newBugKeys(title: title, labels: labels) + keys + newBugHistory + "---\n" + body
}

/// The history of ``newBug(title:labels:keys:body:)``, with its key.
package let newBugHistory = "history:\n- 2026-11-20T09:15:00Z bob new\n"

/// The beginning of ``newBug(title:labels:keys:body:)``, up to its blockers.
package func newBugKeys(title: String, labels: [String] = []) -> String {
  """
  ---
  id: sn-k7m3qx
  title: \(title)
  type: bug
  status: new
  created: 2026-11-20T09:15:00Z
  assignee:
  reporter: bob
  priority: P2
  labels:
  \(labels.map { "- \($0)\n" }.joined())blocked_by:

  """
}
