/// How charts look, light and dark.
///
/// Areas differ in lightness from each to the next (the order of viridis), so that they are told
/// apart without colour; lines also in their dashes. Each is named beside it.
enum ChartStyle {
  /// A colour by its role.
  struct Color {
    let role: String
    let light: String
    let dark: String
  }

  static let colors = [
    Color(role: "page", light: "#ffffff", dark: "#111418"),
    Color(role: "text", light: "#1a1f26", dark: "#e7eaee"),
    Color(role: "quiet", light: "#545d69", dark: "#a9b2bd"),
    Color(role: "rule", light: "#d5dae1", dark: "#38404b"),
    Color(role: "bar", light: "#1f6fd0", dark: "#5b9df0"),
    Color(role: "line1", light: "#0b5ca8", dark: "#6fb4ff"),
    Color(role: "line2", light: "#b34700", dark: "#ff9d5c"),
    Color(role: "line3", light: "#00695c", dark: "#3fd0b0"),
    Color(role: "line4", light: "#8a3577", dark: "#e59ad2"),
    Color(role: "line5", light: "#6b5900", dark: "#e3c84a"),
    Color(role: "line6", light: "#3d4550", dark: "#c3cad3"),
    Color(role: "area1", light: "#414487", dark: "#5a5fb8"),
    Color(role: "area2", light: "#2a788e", dark: "#3b93ad"),
    Color(role: "area3", light: "#5ec0a0", dark: "#6fd0ad"),
    Color(role: "area4", light: "#f1dc5a", dark: "#f4e27a"),
  ]

  static let dashes = ["none", "9 4", "2 4", "12 4 2 4", "5 3", "1 3 6 3"]

  static var css: String {
    func variables(_ value: (Color) -> String) -> String {
      colors.map { "--\($0.role): \(value($0));" }.joined(separator: " ")
    }
    let lines = dashes.enumerated().map { index, dash in
      ".line\(index + 1) { stroke: var(--line\(index + 1)); stroke-dasharray: \(dash); } "
        + ".dot\(index + 1) { fill: var(--line\(index + 1)); }"
    }
    let areas = (1...4).map { ".area\($0) { fill: var(--area\($0)); }" }
    return
      ([
        "svg { \(variables(\.light)) }",
        "@media (prefers-color-scheme: dark) { svg { \(variables(\.dark)) } }",
      ] + rules + lines + areas).joined(separator: "\n")
  }

  private static let rules = [
    "text { font: 13px system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', "
      + "sans-serif; fill: var(--text); }",
    ".page { fill: var(--page); }",
    ".title { font-size: 18px; font-weight: 600; }",
    ".quiet { fill: var(--quiet); }",
    ".none { font-size: 15px; fill: var(--quiet); }",
    ".rule { stroke: var(--rule); stroke-width: 1; }",
    ".line { fill: none; stroke-width: 2.25; stroke-linejoin: round; stroke-linecap: butt; }",
    ".area { stroke: var(--page); stroke-width: 1.5; stroke-linejoin: round; }",
    ".lead { stroke: var(--quiet); stroke-width: 1; fill: none; }",
    ".bar { fill: var(--bar); }",
  ]
}
