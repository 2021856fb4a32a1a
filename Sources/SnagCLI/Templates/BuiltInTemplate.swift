/// A file of the project's `templates` folder, shipped inside the program.
struct BuiltInTemplate {
  /// Which kind of team it is for, as in ``Team``.
  let set: String
  /// Path below `.tickets`, such as `workflows/bug.yml`.
  let path: String
  let text: String
}
