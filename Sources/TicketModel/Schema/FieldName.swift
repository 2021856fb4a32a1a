/// A front-matter key, which is also the query qualifier, JSON key and column of that name.
package struct FieldName: Hashable, Sendable, RawRepresentable, ExpressibleByStringLiteral,
  CustomStringConvertible, Comparable
{
  /// The key as written in the file.
  package let rawValue: String

  /// Names any key, known or not.
  package init(rawValue: String) { self.rawValue = rawValue }

  package init(stringLiteral value: String) { rawValue = value }

  package var description: String { rawValue }

  package static func < (left: FieldName, right: FieldName) -> Bool {
    left.rawValue < right.rawValue
  }
}
