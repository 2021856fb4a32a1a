import Dispatch
import Synchronization

extension Array where Element: Sendable {
  /// Works out what a function makes of each element, on several threads.
  ///
  /// - Parameter transform: called once for each element, on any thread.
  /// - Returns: the results in the elements' order.
  func concurrentMap<Value: Sendable>(_ transform: @Sendable (Element) -> Value) -> [Value] {
    let values = Mutex([Value?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let value = transform(self[index])
      values.withLock { $0[index] = value }
    }
    return values.withLock { $0.compactMap { $0 } }
  }
}
