#if canImport(Darwin)
  import Foundation
#else
  // On Linux the library itself is all there is besides Foundation, which a start would have to load.
  @_spi(_Unicode) import Swift
#endif

extension String {
  /// The text with each letter and its accents as one character where Unicode has one (NFC).
  ///
  /// `é` may be written as one character or as two, and some systems write names the second way.
  package var canonicallyComposed: String {
    // Nothing below U+0300 is ever joined with another character; its UTF-8 begins with 0xCC.
    guard utf8.contains(where: { $0 >= 0xCC }) else { return self }
    #if canImport(Darwin)
      return precomposedStringWithCanonicalMapping
    #else
      var scalars = UnicodeScalarView()
      scalars.append(contentsOf: _nfc)
      return String(scalars)
    #endif
  }
}
