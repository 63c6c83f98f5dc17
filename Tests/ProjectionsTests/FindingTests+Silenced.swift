import Projections

/// Disputes that somebody else takes back.
extension Pair {
  private static let ivan =
    "2026-01-01 client/acme assignment.made responsibility=account person=ivan"
  private static let dispute =
    "2026-03-01 client/acme entry.disputed entry=2 reason=never by=olga login=desk"
  private static let complaint = """
    \(ivan)
    2026-03-10 client/acme complaint.filed complaint=c1
    2026-03-20 client/acme complaint.attributed complaint=c1 person=ivan reason=because
    2026-03-21 client/acme complaint.disputed complaint=c1 reason=no by=ivan
    """

  static let silenced = [
    Pair(
      .disputeSilenced, [[3, 4]],
      """
      \(ivan)
      \(dispute)
      2026-03-02 client/acme entry.retracted entry=3 reason=settled by=ivan login=desk
      """,
      beside: """
        \(ivan)
        \(dispute)
        2026-03-02 client/acme entry.retracted entry=3 reason=settled by=olga login=ivan
        """),
    // Where nobody is named, the login that recorded it says it.
    Pair(
      .disputeSilenced, [[3, 4]],
      """
      \(ivan)
      2026-03-01 client/acme entry.disputed entry=2 reason=never login=olga
      2026-03-02 client/acme entry.retracted entry=3 reason=settled login=dirk
      """,
      beside: """
        \(ivan)
        2026-03-01 client/acme entry.disputed entry=2 reason=never login=olga
        2026-03-02 client/acme entry.retracted entry=3 reason=settled login=olga
        """),
    Pair(
      .disputeSilenced, [[3, 4]],
      """
      \(ivan)
      \(dispute)
      2026-03-02 client/acme entry.disputed entry=2 reason=perhaps replaces=3 by=ivan
      """,
      beside: """
        \(ivan)
        \(dispute)
        2026-03-02 client/acme entry.disputed entry=2 reason=certainly replaces=3 by=olga
        """),
    // Nobody can say that it was another where the name of who raised it was destroyed.
    Pair(
      .disputeSilenced, [[3, 4]],
      """
      \(ivan)
      \(dispute)
      2026-03-02 client/acme entry.retracted entry=3 reason=settled by=desk
      2026-03-03 client/acme entry.redacted entry=3 fields=data.reason reason=erasure
      """,
      beside: """
        \(ivan)
        \(dispute)
        2026-03-02 client/acme entry.retracted entry=3 reason=settled by=dirk
        2026-03-03 client/acme entry.redacted entry=3 fields=data.by reason=erasure
        """),
    Pair(
      .disputeSilenced, [[5, 6]],
      """
      \(complaint)
      2026-03-22 client/acme entry.retracted entry=5 reason=settled by=dirk
      """,
      beside: """
        \(complaint)
        2026-03-22 client/acme entry.retracted entry=4 reason=settled by=dirk
        """),
  ]
}
