/// Returns a line of comma-separated values (RFC 4180).
///
/// A cell that begins like a formula gets a `'` before it: a title such as `=HYPERLINK(…)`, which
/// anybody can give a ticket, would be run by the spreadsheet of whoever opens the file (OWASP, "CSV
/// Injection"). Numbers are left as they are.
func csvLine(_ cells: [String]) -> String {
  cells.map { quotedCell(inert(safeCell($0))) }.joined(separator: ",") + "\r\n"
}

private func inert(_ cell: String) -> String {
  guard let first = cell.drop(while: { $0 == " " }).first, "=+-@＝＋－＠".contains(first),
    Double(cell) == nil
  else { return cell }
  return "'\(cell)"
}

private func quotedCell(_ cell: String) -> String {
  let needsQuotes =
    cell.contains { ",\"\r\n".contains($0) || $0 == "\r\n" }
    || cell.first == " " || cell.last == " "
  return needsQuotes ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
}
