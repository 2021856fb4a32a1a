/// How a board's page looks.
///
/// Colours are chosen so that text has a contrast of 4.5 to 1 or more (WCAG 2.2, AA) on what is behind
/// it, light and dark; a test reckons it up.
enum BoardStyle {
  /// A colour by its role.
  struct Color {
    let role: String
    let light: String
    let dark: String
  }

  static let colors = [
    Color(role: "page", light: "#f5f6f8", dark: "#111418"),
    Color(role: "column", light: "#eaedf1", dark: "#191d23"),
    Color(role: "card", light: "#ffffff", dark: "#232931"),
    Color(role: "line", light: "#d5dae1", dark: "#38404b"),
    Color(role: "text", light: "#1a1f26", dark: "#e7eaee"),
    Color(role: "quiet", light: "#545d69", dark: "#a9b2bd"),
    Color(role: "link", light: "#0b57b0", dark: "#8fbcff"),
    Color(role: "chip", light: "#eef0f3", dark: "#323a45"),
    Color(role: "alarm", light: "#96180f", dark: "#ffb3a8"),
    Color(role: "alarm-back", light: "#fde4e0", dark: "#4a1d18"),
    Color(role: "strong", light: "#ffffff", dark: "#2a0d09"),
    Color(role: "strong-back", light: "#b3261a", dark: "#ff9385"),
    Color(role: "warm", light: "#6a4a00", dark: "#f0d08a"),
    Color(role: "warm-back", light: "#fbefcf", dark: "#40331a"),
    Color(role: "new", light: "#7a8694", dark: "#7d8896"),
    Color(role: "active", light: "#1f6fd0", dark: "#5b9df0"),
    Color(role: "waiting", light: "#b27a00", dark: "#d5a13a"),
    Color(role: "done", light: "#2c8a4b", dark: "#52b274"),
  ]

  static var css: String {
    func variables(_ value: (Color) -> String) -> String {
      colors.map { "--\($0.role): \(value($0));" }.joined(separator: " ")
    }
    return """
      :root { \(variables(\.light)) }
      @media (prefers-color-scheme: dark) { :root { \(variables(\.dark)) } }
      \(rules)
      """
  }

  private static let rules = """
    * { box-sizing: border-box; margin: 0; }
    html { color-scheme: light dark; scroll-padding: 1rem; }
    body { min-height: 100vh; display: flex; flex-direction: column; background: var(--page);
      color: var(--text); font: 0.9375rem/1.45 system-ui, -apple-system, "Segoe UI", Roboto,
      "Helvetica Neue", "Noto Sans", "DejaVu Sans", sans-serif; }
    header { padding: 1.5rem 1.5rem 0; }
    h1 { font-size: 1.375rem; font-weight: 650; letter-spacing: -0.01em; }
    header p { color: var(--quiet); margin-top: 0.125rem; }
    code { font: 0.875em ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
    a { color: var(--link); text-decoration: none; }
    a:hover { text-decoration: underline; }
    :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 4px; }
    nav { display: none; }
    ul { list-style: none; padding: 0; }
    .board { flex: 1; display: grid; grid-auto-flow: column; align-items: start;
      grid-auto-columns: minmax(12.5rem, 24rem); gap: 1rem; padding: 1.25rem 1.5rem 1.5rem;
      overflow-x: auto; }
    .board:focus-visible { outline-offset: -4px; }
    .column { background: var(--column); border-radius: 8px; padding: 0.75rem;
      border-top: 3px solid var(--new); }
    .column.active { border-top-color: var(--active); }
    .column.waiting { border-top-color: var(--waiting); }
    .column.done { border-top-color: var(--done); }
    h2 { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline;
      gap: 0.25rem 0.5rem; font-size: 0.9375rem; font-weight: 650; padding: 0 0.25rem;
      overflow-wrap: anywhere; }
    .measure { color: var(--quiet); font-size: 0.8125rem; font-weight: 500;
      font-variant-numeric: tabular-nums; white-space: nowrap; }
    .measure.over { color: var(--alarm); background: var(--alarm-back); font-weight: 650;
      padding: 0 0.5rem; border-radius: 1rem; }
    .column ul { display: grid; gap: 0.5rem; margin-top: 0.625rem; }
    .card { background: var(--card); border: 1px solid var(--line); border-radius: 6px;
      padding: 0.625rem 0.75rem; overflow-wrap: anywhere; }
    .card:target { border-color: var(--link); box-shadow: 0 0 0 1px var(--link); }
    .top { display: flex; justify-content: space-between; align-items: center; gap: 0.5rem;
      font-size: 0.8125rem; }
    .top a { color: var(--quiet); font-variant-numeric: tabular-nums; }
    h3 { font-size: 0.9375rem; font-weight: 500; line-height: 1.35; margin: 0.1875rem 0 0.375rem;
      unicode-bidi: plaintext; }
    .facts { display: flex; flex-wrap: wrap; gap: 0.25rem 0.5rem; align-items: baseline;
      font-size: 0.8125rem; color: var(--quiet); }
    .who { color: var(--text); font-weight: 600; }
    .label { background: var(--chip); padding: 0 0.4375rem; border-radius: 1rem; }
    .priority { font-weight: 650; padding: 0 0.4375rem; border-radius: 4px; color: var(--quiet);
      background: var(--chip); }
    .priority.p0 { color: var(--strong); background: var(--strong-back); }
    .priority.p1 { color: var(--alarm); background: var(--alarm-back); }
    .priority.p2 { color: var(--warm); background: var(--warm-back); }
    .obstacle { font-size: 0.8125rem; color: var(--alarm); margin-top: 0.25rem; }
    .none, .more { color: var(--quiet); font-size: 0.8125rem; padding: 0.5rem 0.25rem 0; }
    @media (max-width: 44rem) {
      header { padding: 1rem 1rem 0; }
      nav { display: block; margin-top: 0.75rem; font-size: 0.875rem; }
      nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; }
      nav a { display: inline-block; padding: 0.125rem 0; }
      .measure { white-space: normal; }
      .board { display: block; padding: 0.5rem 1rem 1rem; overflow: visible; }
      .column { margin-top: 0.75rem; }
    }
    @media print {
      :root { \(colors.map { "--\($0.role): \($0.light);" }.joined(separator: " ")) }
      body, .column { background: none; }
      header { padding: 0 0 0.5rem; }
      .board { display: block; columns: 3; padding: 0; overflow: visible; }
      .column { padding: 0.25rem 0 1rem; }
      .card, h2 { break-inside: avoid; }
      h2 { break-after: avoid; }
    }
    """
}
