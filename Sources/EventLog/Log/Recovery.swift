/// What to do about the end of a log: the one decision table for readers and writers (FORMAT section 1,
/// “Tail”).
///
/// *Good* is everything up to the last complete batch whose lines all check out; the *rest* is what
/// stands behind it. The first row that matches counts.
///
///     | witness                   | rest                  | segment  | outcome    |
///     | ------------------------- | --------------------- | -------- | ---------- |
///     | contradicts               | any                   | any      | broken     |
///     | agrees or none            | nothing               | any      | clean      |
///     | agrees or none            | unfinished batch      | spanning | set aside  |
///     | agrees or none            | any                   | inner    | damaged    |
///     | agrees or none            | another history       | any      | damaged    |
///     | agrees                    | any                   | last     | set aside  |
///     | none                      | no LF                 | last     | set aside  |
///     | none                      | contains NUL          | last     | set aside  |
///     | none                      | unfinished batch      | last     | set aside  |
///     | none                      | anything else         | last     | damaged    |
///
/// The witness is `head` and `checkpoint` together: it contradicts when one of them goes further than
/// what is good, or names another hash for a line that is good; it agrees when `head` can be read and
/// nothing contradicts.
enum Recovery {
  enum Witness: CaseIterable, Hashable {
    /// `head` is readable, and neither it nor `checkpoint` says otherwise than the lines.
    case agrees
    /// `head` or `checkpoint` goes further than the lines, or names another hash.
    case contradicts
    /// There is no readable `head`, and `checkpoint` does not contradict.
    case none
  }

  enum Rest: CaseIterable, Hashable {
    case nothing
    /// A piece of a line.
    case withoutLF
    /// Zeros, as file systems leave them after a crash.
    case withNUL
    /// Lines that check out, all with `more`, and perhaps a piece of a line.
    case unfinishedBatch
    /// At least one whole line that does not check out.
    case other
    /// Lines of another history that was joined with this one: they may have been acknowledged there.
    case anotherHistory
  }

  enum Place: CaseIterable, Hashable {
    /// The rest begins in the last segment.
    case last
    /// The rest begins in an earlier segment, and one batch larger than a segment fills all from the
    /// beginning of that segment to the end of the log.
    case spanning
    /// The rest begins in an earlier segment otherwise.
    case inner
  }

  enum Outcome: Hashable {
    /// Nothing to do.
    case clean
    /// The rest is no part of the ledger: readers stop before it, the writer sets it aside.
    case setAside
    /// Exit code 3.
    case damaged
    /// Exit code 4.
    case broken
  }

  /// The table above.
  static func outcome(_ witness: Witness, _ rest: Rest, _ place: Place) -> Outcome {
    switch (witness, rest, place) {
    case (.contradicts, _, _): .broken
    case (_, .nothing, _): .clean
    case (_, .unfinishedBatch, .spanning): .setAside
    case (_, _, .inner), (_, _, .spanning): .damaged
    case (_, .anotherHistory, .last): .damaged
    case (.agrees, _, .last): .setAside
    case (.none, .withoutLF, .last), (.none, .withNUL, .last): .setAside
    case (.none, .unfinishedBatch, .last): .setAside
    case (.none, .other, .last): .damaged
    }
  }
}
