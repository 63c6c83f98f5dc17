import Projections
import Testing

/// What a finding says is true of the log, as the other side's lawyer would read it.
struct FindingSentenceTests {
  private static let ivan =
    "2026-01-01 client/acme assignment.made responsibility=account person=ivan"

  private func sentences(
    _ code: FindingCode, at: String = "2026-06-01", _ log: String
  ) throws -> [String] {
    try SmallLog(log).findings(at: at).filter { $0.code == code }.map(\.sentence)
  }

  @Test(
    "given an offer of what another holds by now, then nobody is said to stay accountable by it")
  func staleOffer() throws {
    let offer = """
      \(Self.ivan)
      2026-02-01 client/acme handoff.offered handoff=h1 responsibility=account from=ivan to=olga
      """
    #expect(
      try sentences(.handoffPending, at: "2026-03-03", offer) == [
        "handoff h1: account of acme has been offered to olga for 30 days; until it is accepted ivan is "
          + "accountable"
      ])
    let taken =
      "\(offer)\n2026-02-02 client/acme assignment.made responsibility=account person=petr"
    #expect(
      try sentences(.handoffPending, at: "2026-03-03", taken) == [
        "handoff h1: account of acme has been offered to olga for 30 days; petr holds it by now, so an "
          + "acceptance would come to nothing"
      ])
  }

  @Test(
    "given a line of an import that turns a verdict, then the source is named that claims its time")
  func importedTurn() throws {
    let log = """
      \(Self.ivan) rec=2026-05-02 origin=imported src=2026-01-01 source=altcrm
      2026-03-10 client/acme complaint.filed complaint=c1 arose=2026-03-02T00:00:00Z origin=imported src=2026-03-10 source=altcrm rec=2026-05-02
      2026-03-01 client/acme assignment.made responsibility=account person=olga origin=imported src=2026-03-12 source=altcrm rec=2026-05-02
      """
    let words = "written down 11 days late as altcrm says and imported by clerk on 2026-05-02"
    #expect(
      try sentences(.backdatedPastComplaint, log) == [
        "line 4, \(words), changes who was accountable for complaint c1 of acme: ivan (assigned) became "
          + "olga (assigned)"
      ])
    #expect(
      try sentences(.backdated, log) == [
        "line 4, \(words), changes an answer of the time before: account of acme on 2026-03-01 was ivan "
          + "(assigned) and became olga (assigned)"
      ])
  }

  @Test("given a retraction, then its own age is not told for that of what it strikes")
  func retraction() throws {
    let log = """
      \(Self.ivan)
      2026-03-10 client/acme complaint.filed complaint=c1
      2026-03-20 client/acme entry.retracted entry=2 reason=never rec=2026-03-25
      """
    #expect(
      try sentences(.backdatedPastComplaint, log) == [
        "line 4, recorded by clerk, changes who was accountable for complaint c1 of acme: ivan (assigned) "
          + "became nobody (unknown)"
      ])
    #expect(
      try sentences(.backdated, log).first?.hasPrefix(
        "line 4, recorded by clerk 83 days after what it corrects took effect, changes") == true)
  }

  @Test("given a payout, then who was paid and reversed is not said to be never paid")
  func paidAndReversed() throws {
    let log = """
      \(Self.ivan)
      2026-02-01 client/acme bonus.paid bonus=b1 person=ivan amount=9 currency=EUR basis=signing
      2026-02-02 client/acme bonus.reversed bonus=b1 reason=back
      2026-02-03 client/acme revenue.received amount=5 currency=EUR
      2026-02-04 client/acme bonus.paid bonus=b2 person=olga amount=9 currency=EUR basis=signing
      """
    #expect(
      try sentences(.responsibleNeverPaid, log) == [
        "ivan answered for sales and account of acme in the time for which bonus b2 was paid to others and "
          + "when revenue came in, and was paid and reversed: bonus b1"
      ])
    #expect(
      try sentences(.paidToUnaccountable, log) == [
        "bonus b2 for acme was paid to olga, who did not answer for sales or account in its period, "
          + "2026-02-04; ivan did"
      ])
    let support =
      "\(log)\n2026-02-01 client/acme assignment.made responsibility=support person=olga"
    #expect(
      try sentences(.paidToUnaccountable, support)[0].hasSuffix("; olga answered for support"))
  }

  @Test("given a contract that ended, then it is said which end it had")
  func endedContract() throws {
    func log(_ ends: String) -> String {
      """
      \(Self.ivan)
      2026-01-02 client/acme contract.signed contract=k1\(ends)
      2026-02-01 client/acme bonus.paid bonus=b1 person=ivan contract=k1 amount=2 currency=EUR basis=signing
      2026-02-02 client/acme bonus.reversed bonus=b1 amount=1 reason=half
      2026-03-01 client/acme contract.ended contract=k1
      """
    }
    let words =
      "contract k1 of acme ended on 2026-03-01 and bonus b1 stands in part, which was paid for a "
    #expect(
      try sentences(.notReversed, log(" ends=2026-12-31")) == [
        words + "contract that was to run until 2026-12-31"
      ])
    #expect(
      try sentences(.notReversed, log("")) == [words + "contract without a stated end"])
  }

  @Test(
    "given a change of hands during a complaint, then it is told of what the complaint is about")
  func changeOfHands() throws {
    let log = """
      2026-01-01 client/acme assignment.made responsibility=sales person=ivan
      2026-03-10 client/acme complaint.filed complaint=c1
      2026-03-12 client/acme assignment.made responsibility=sales person=olga
      2026-03-12 client/acme assignment.made responsibility=legal person=petr
      """
    #expect(
      try sentences(.handoffDuringComplaint, log) == [
        "account of acme went from ivan to olga on 2026-03-12 (by a new holder of sales) while complaint c1 "
          + "was open"
      ])
  }

  @Test("given claims at one instant, then the last of them is named, and an ending too")
  func tiedClaims() throws {
    let claims = """
      2026-03-10 client/acme assignment.made responsibility=account person=olga
      2026-03-10 client/acme assignment.made responsibility=account person=ivan
      """
    #expect(try sentences(.contradictingClaims, claims)[0].hasSuffix("decided for ivan"))
    let ended = "\(claims)\n2026-03-10 client/acme assignment.ended responsibility=account"
    #expect(try sentences(.contradictingClaims, ended)[0].hasSuffix("in the end nobody held it"))
    // What came after it at the same instant is no reason for an ending that ended nothing.
    let idle = """
      2026-03-10 client/acme assignment.ended responsibility=account person=olga
      2026-03-10 client/acme assignment.made responsibility=account person=ivan
      """
    #expect(
      try sentences(.idleClaim, idle) == [
        "line 2 ends olga's account of acme, which nobody held then"
      ])
  }

  @Test("given an answer to an offer that is over, then the line that ended it is named")
  func outOfTurn() throws {
    let log = """
      \(Self.ivan)
      2026-01-30 client/acme handoff.accepted handoff=h1
      2026-02-01 client/acme handoff.offered handoff=h1 responsibility=account from=ivan to=olga
      2026-02-02 client/acme handoff.declined handoff=h1
      2026-02-03 client/acme handoff.accepted handoff=h1
      """
    #expect(
      try sentences(.handoffOutOfTurn, log) == [
        "line 3 accepts handoff h1 of acme, which had not been offered",
        "line 6 accepts handoff h1 of acme, which was over (#5)",
      ])
    #expect(try SmallLog(log).findings().lines(.handoffOutOfTurn) == [[3], [4, 5, 6]])
  }

  @Test("given an offer of what nobody holds by who answers for it, then nothing contradicts")
  func offerByDrift() throws {
    let log = """
      2026-01-01 client/acme assignment.made responsibility=sales person=ivan
      2026-02-01 client/acme handoff.offered handoff=h1 responsibility=account from=ivan to=olga
      """
    #expect(try sentences(.idleClaim, log).isEmpty)
  }

  @Test("given drift by two different holdings of one person, then each is told with its own")
  func driftByTwoHoldings() throws {
    let log = """
      2026-01-01 ledger policy.adopted fallback.support=sales fallback.legal=account fallback.contract= fallback.billing=
      2026-01-01 client/acme assignment.made responsibility=account person=ivan
      2026-01-01 client/acme assignment.made responsibility=sales person=ivan
      """
    let found = try sentences(.drift, log)
    #expect(found.count == 2)
    #expect(
      found.contains { $0.hasPrefix("ivan has answered for support of acme by holding sales") })
    #expect(
      found.contains { $0.hasPrefix("ivan has answered for legal of acme by holding account") })
  }
}
