import CLibgit2

extension GitRepository {
  /// Returns what HEAD says.
  package func head() throws(GitError) -> Head {
    switch try follow(RefName("HEAD")) {
    case .direct(let ref, let id):
      return ref.name == "HEAD" ? .detached(id) : .branch(ref, id)
    case .missing(let ref):
      guard ref.name != "HEAD" else {
        throw GitError(code: .notFound, function: "head", message: "the repository has no HEAD")
      }
      return .unborn(ref)
    }
  }

  /// Returns the object a ref names, through symbolic refs; nil when there is no such ref.
  package func tip(of ref: RefName) throws(GitError) -> ObjectID? {
    switch try follow(ref) {
    case .direct(_, let id): id
    case .missing: nil
    }
  }

  /// Returns the ref at which a chain of symbolic refs ends, with what it names.
  ///
  /// `refs/remotes/origin/HEAD` gives `refs/remotes/origin/main`. Nil when there is no such ref, or
  /// it leads to none.
  package func end(of ref: RefName) throws(GitError) -> RefTip? {
    switch try follow(ref) {
    case .direct(let ref, let id): RefTip(ref: ref, id: id)
    case .missing: nil
    }
  }

  /// Returns the refs whose full names fit any of the patterns, sorted by name.
  ///
  /// Symbolic refs, such as `refs/remotes/origin/HEAD`, are skipped.
  ///
  /// - Parameter globs: patterns of full names in which `*` also fits slashes: `refs/heads/*`.
  /// - Returns: each ref once.
  /// - Throws: an error of libgit2 when a ref cannot be read.
  package func refs(matching globs: [String]) throws(GitError) -> [RefTip] {
    var tips: [String: ObjectID] = [:]
    for glob in globs {
      let iterator = try own(
        "git_reference_iterator_glob_new", free: git_reference_iterator_free
      ) { git_reference_iterator_glob_new(&$0, pointer, glob) }
      while let reference = try next(iterator) {
        // git2/refs.h: git_reference_target is "NULL if the reference is symbolic"
        guard let target = git_reference_target(reference.pointer) else { continue }
        tips[name(of: reference)] = ObjectID(target.pointee)
      }
    }
    return tips.sorted { $0.key < $1.key }.map { RefTip(ref: RefName($0.key), id: $0.value) }
  }

  private func next(_ iterator: borrowing Handle) throws(GitError) -> Handle? {
    var reference: OpaquePointer?
    let status = git_reference_next(&reference, iterator.pointer)
    if status == GIT_ITEROVER.rawValue { return nil }
    try check(status, "git_reference_next")
    return Handle(
      try require(reference, "git_reference_next"), of: self, free: git_reference_free)
  }

  /// Where a chain of symbolic refs ends.
  enum RefEnd {
    case direct(RefName, ObjectID)
    case missing(RefName)
  }

  /// Follows symbolic refs to the ref that holds, or would hold, an object.
  func follow(_ start: RefName) throws(GitError) -> RefEnd {
    var ref = start
    // git gives up after five as well (SYMREF_MAXDEPTH in refs.h).
    for _ in 0...5 {
      guard
        let reference = try ownIfFound(
          "git_reference_lookup", free: git_reference_free,
          { git_reference_lookup(&$0, pointer, ref.name) })
      else { return .missing(ref) }
      if let target = git_reference_target(reference.pointer) {
        return .direct(ref, ObjectID(target.pointee))
      }
      let next = try require(
        git_reference_symbolic_target(reference.pointer), "git_reference_symbolic_target")
      ref = RefName(String(cString: next))
    }
    throw GitError(
      code: .invalidName, function: "follow", message: "\(start) is a loop of symbolic refs")
  }

  func name(of reference: borrowing Handle) -> String {
    git_reference_name(reference.pointer).map { String(cString: $0) } ?? ""
  }
}
