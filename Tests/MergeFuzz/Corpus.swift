import Foundation
import TestSupport

/// Texts to damage: tickets and files full of markers.
struct Corpus {
  private(set) var texts: [[UInt8]]

  /// Reads every Markdown file of the folders; the shared data's when none is given.
  init(folders: [String]) throws {
    texts = Self.examples.map { Array($0.utf8) }
    let given = folders.isEmpty && SharedData.isPresent ? [SharedData.path("")] : folders
    for folder in given {
      for path in try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
      where path.hasSuffix(".md") {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(path)"))
        if bytes.count < 20_000 { texts.append(Array(bytes)) }
      }
    }
  }

  private static let examples = [
    """
    ---
    # top
    id: sn-k7m3qx
    title: 'Crash: "save" fails'   # why
    type: bug
    status: in-progress
    created: 2026-11-20T09:15:00Z
    assignee: ada
    reporter: bob
    priority: P2
    labels: [ui, 'auth']
    blocked_by:
    - sn-z4n8dp
    x_map:
      a: 1
    conflicts:
    - assignee = carol
    - status = done, resolution = fixed
    history:
    - 2026-11-20T09:15:00Z bob new
    - 2026-11-23T08:02:11Z ada in-progress
    ---

    Prosé 中

    ## Acceptance

    - [x] done
      - [ ] nested
    - [ ] open

    ```
    ## Comments
    ```

    <<<<<<< one
    left
    ||||||| base
    =======
    right
    >>>>>>> other

    ## Comments

    ### bob, 2026-11-23T10:00:00Z, c-7hq4

    Text.

    ### ada, 2026-11-23T10:20:00Z, c-9wd2, internal

    More.

    """,
    "\u{FEFF}---\r\nid: sn-b2c3df\r\nlabels:\r\n- y\r\n...\r\nbody\r\n=======\r\n",
    "---\nid: a\n---\n<<<<<<< HEAD\na\n||||||| 1a2b3c4\n<<<<<<<<< x\n=========\n>>>>>>>>> y\n=======\nb\n>>>>>>> main\n",
  ]
}
