/// What `.tickets/config.yml` says.
package struct Configuration: Sendable, Equatable {
  /// Letters before the hyphen of new ids.
  package var prefix: IDPrefix
  /// Type of a new ticket when none is given; nil for the first type of the first workflow.
  package var defaultType: String?
  /// How new tickets are laid out.
  package var layout: Layout
  /// Unknown keys that `edit` may set on any ticket.
  package var fields: [String]
  /// The labels that tickets may have; nil for any.
  package var labels: [String]?
  /// Handles of the people that tickets may name; nil for any.
  package var people: [String]?
  /// Name of the file that lists the people.
  package var peopleFile = "config.yml"
  /// Saved queries by name.
  package var views: [String: String]
  /// Where the saved queries stand in the file.
  package private(set) var viewPlaces: [String: TextPlace] = [:]
  /// How the branches that `start` makes are named.
  package var branch = BranchTemplate.standard

  /// Where new tickets go below `.tickets`.
  package enum Layout: String, Sendable, CaseIterable {
    /// Flat until there are ``Layout/flatLimit`` tickets, then sharded.
    case auto
    /// All in `.tickets` itself.
    case flat
    /// In two levels of directories named after the first two symbols: `k/7/`.
    case sharded

    /// From this many tickets on, `auto` puts new ones into shards.
    package static let flatLimit = 2_000
  }

  /// The configuration of a repository without a file.
  package init(prefix: IDPrefix) {
    self.prefix = prefix
    layout = .auto
    fields = []
    views = [:]
  }

  /// Reads the file.
  ///
  /// - Throws: ``ConfigurationError`` with the position for unknown keys and bad values.
  package init(parsing text: String, path: String, fallbackPrefix: IDPrefix)
    throws(ConfigurationError)
  {
    self.init(prefix: fallbackPrefix)
    let root = try YAMLNode(parsing: text, path: path)
    let known = try root.fields([
      "version", "prefix", "default_type", "layout", "fields", "labels", "people", "views",
      "branch",
    ])
    if let node = known["version"], try node.text() != "1" {
      throw node.error(
        "this repository's format is version \(try node.text()); this program reads version 1",
        fix: "use a newer snag")
    }
    if let node = known["prefix"] {
      guard let prefix = IDPrefix(try node.text()) else {
        throw node.error("a prefix is 2 to 5 letters", fix: "for example sn")
      }
      self.prefix = prefix
    }
    defaultType = try known["default_type"]?.text()
    fields = try known["fields"]?.texts() ?? []
    labels = try known["labels"]?.texts()
    people = try known["people"]?.items().map(Self.handle)
    if let node = known["layout"] {
      guard let layout = Layout(rawValue: try node.text()) else {
        throw node.error("unknown layout", fix: "one of auto, flat, sharded")
      }
      self.layout = layout
    }
    if let node = known["branch"] { branch = try Self.branchTemplate(node) }
    for (key, value) in try known["views"]?.pairs() ?? [] {
      views[try key.text()] = try value.text()
      viewPlaces[try key.text()] = value.place
    }
  }

  private static func branchTemplate(_ node: YAMLNode) throws(ConfigurationError) -> BranchTemplate
  {
    let text = try node.text()
    do {
      return try BranchTemplate(parsing: text)
    } catch {
      let example = "for example \"\(BranchTemplate.standard.text)\""
      switch error {
      case .unknownPlaceholder(let word):
        let known = BranchTemplate.Placeholder.allCases.map { "{\($0.rawValue)}" }
        throw node.error(
          "unknown placeholder {\(word)}", fix: "one of \(known.joined(separator: ", "))")
      case .noID:
        throw node.error("a branch's name must hold {id} as a word of its own", fix: example)
      case .noBranchName(let name):
        throw node.error("git takes no branch named \(name)", fix: example)
      }
    }
  }

  private static func handle(_ node: YAMLNode) throws(ConfigurationError) -> String {
    let name = try node.text()
    guard Handle(name) != nil else {
      throw node.error("a person's handle is one word without blanks", fix: "for example ada")
    }
    return name
  }
}
