/// A file of the project's `templates` folder, shipped inside the program.
struct BuiltInTemplate {
  /// Which kind of team it is for: `dev`.
  let set: String
  /// Path below `.tickets`, such as `workflows/bug.yml`.
  let path: String
  let text: String

  /// The names of the sets, each once.
  static var sets: [String] {
    var seen: Set<String> = []
    return builtInTemplates.map(\.set).filter { seen.insert($0).inserted }
  }
}
