/// Returns the part of a file name that tells people what a ticket is about.
///
/// ASCII letters and digits of the title in lower case, words joined by hyphens, at most 40
/// characters cut at a word. Empty when the title has none; the file is then named by its id alone.
package func slug(of title: String) -> String {
  let words = title.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
  var slug = ""
  for word in words {
    let longer = slug.isEmpty ? String(word.prefix(40)) : "\(slug)-\(word)"
    guard longer.count <= 40 else { break }
    slug = longer
  }
  return slug
}
