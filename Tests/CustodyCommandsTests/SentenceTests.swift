import EventLog
import Ownership
import Presentation
import Testing

@testable import CustodyCommands

/// Every type that a producer may write, once with all its fields, as people read it.
@Suite struct SentenceTests {
  static let rows: [(EventKind, String, String)] = [
    (
      .policyAdopted, "ledger",
      #"{"fallback":{"renewal":["account","sales"],"legal":[]},"responsibilities":["renewal"],"limits":{"clientsPerPerson":25},"bonusBasis":"revenue"}"#
    ),
    (.personJoined, "person/ivan", #"{"name":"Иван","manager":"max","kind":"person"}"#),
    (.personMoved, "person/ivan", #"{"manager":"eva"}"#),
    (.personAway, "person/ivan", #"{"until":"2026-03-01","deputy":"petr"}"#),
    (.personReturned, "person/ivan", "{}"),
    (.personLeft, "person/ivan", #"{"reason":"laid-off"}"#),
    (.clientRegistered, "client/acme", #"{"name":"ACME"}"#),
    (.clientRenamed, "client/acme", #"{"name":"Acme AG"}"#),
    (.clientClosed, "client/acme", #"{"reason":"insolvent"}"#),
    (
      .assignmentMade, "client/acme",
      #"{"responsibility":"account","person":"ivan","reason":"won it"}"#
    ),
    (
      .assignmentEnded, "client/acme",
      #"{"responsibility":"account","person":"ivan","reason":"tired"}"#
    ),
    (
      .handoffOffered, "client/acme",
      #"{"handoff":"h1","responsibility":"account","from":"ivan","to":"olga","effective":"2026-03-01"}"#
    ),
    (.handoffAccepted, "client/acme", #"{"handoff":"h1","reason":"gladly"}"#),
    (.handoffDeclined, "client/acme", #"{"handoff":"h1"}"#),
    (.handoffWithdrawn, "client/acme", #"{"handoff":"h1"}"#),
    (.handoffAccepted, "client/beta", #"{"handoff":"h1"}"#),
    (
      .complaintFiled, "client/acme",
      #"{"complaint":"c1","responsibility":"account","arose":"2026-02","against":"ivan","summary":"late","channel":"letter"}"#
    ),
    (
      .complaintRedirected, "client/acme",
      #"{"complaint":"c1","from":"ivan","to":"responsibility:legal","reason":"not ours"}"#
    ),
    (
      .complaintAttributed, "client/acme", #"{"complaint":"c1","person":"ivan","reason":"held it"}"#
    ),
    (.complaintDisputed, "client/acme", #"{"complaint":"c1","reason":"I did not"}"#),
    (.complaintResolved, "client/acme", #"{"complaint":"c1","outcome":"paid"}"#),
    (.complaintReopened, "client/acme", #"{"complaint":"c1"}"#),
    (.complaintWithdrawn, "client/acme", #"{"complaint":"c1"}"#),
    (
      .contractSigned, "client/acme",
      #"{"contract":"k1","person":"ivan","terms":{"notice":"90 days"},"value":"1200.00","currency":"EUR","ends":"2027-01-31"}"#
    ),
    (
      .contractAmended, "client/acme",
      #"{"contract":"k1","terms":{"notice":"30 days","minimum":null}}"#
    ),
    (.contractRenewed, "client/acme", #"{"contract":"k1","ends":"2028-01-31"}"#),
    (.contractEnded, "client/acme", #"{"contract":"k1","reason":"notice"}"#),
    (.changeRequested, "client/acme", #"{"request":"r1","contract":"k1","wants":"a cap"}"#),
    (.changeDecided, "client/acme", #"{"request":"r1","decision":"granted","reason":"fair"}"#),
    (
      .authorityGranted, "person/olga",
      #"{"decision":"discount","client":"acme","limit":"500.00","currency":"EUR","until":"2026-12-31"}"#
    ),
    (.authorityRevoked, "person/olga", #"{"decision":"discount","client":"acme"}"#),
    (.revenueReceived, "client/acme", #"{"contract":"k1","amount":"100.00","currency":"EUR"}"#),
    (
      .bonusPaid, "client/acme",
      #"{"bonus":"b1","person":"ivan","contract":"k1","amount":"50.00","currency":"EUR","basis":"revenue","from":"2026-01-01","to":"2026-01-31"}"#
    ),
    (.bonusReversed, "client/acme", #"{"bonus":"b1","amount":"50.00","reason":"clawback"}"#),
    (.noteAdded, "client/acme", #"{"text":"line one\nline two \u001b[31m"}"#),
    (.entryRetracted, "client/acme", #"{"entry":"000000000011","reason":"typo"}"#),
    (.entryDisputed, "client/acme", #"{"entry":"000000000011","reason":"not so"}"#),
  ]

  @Test func `every type that a producer may write is here`() {
    let wanted = EventKind.allCases.filter { !$0.isWrittenByLedgerOnly }
    #expect(Set(Self.rows.map(\.0)) == Set(wanted))
  }

  @Test func `every line is told in plain words`() {
    let bench = Bench()
    bench.run("init", "--name", "Acme", "--zone", "UTC")
    let events = Self.rows.map { kind, subject, data in
      #"{"type":"\#(kind.type)","subject":"\#(subject)","time":"2026-02-01T08:00:00Z","data":\#(data)}"#
    }
    let unknown =
      #"{"type":"com.example.scored","subject":"client/acme","time":"2026-02-01T08:00:00Z"}"#
    bench.append((events + [unknown]).joined(separator: "\n"))
    let lines = bench.run("log", "--format", "jsonl").output.split(separator: "\n")
    let sentences = lines.map { line in
      line.replacing(/^.*"type":"([^"]*)".*"what":"(.*)","file".*$/) {
        "\($0.output.1): \($0.output.2)"
      }
    }
    Golden.expect(sentences.joined(separator: "\n") + "\n", is: "sentences.txt")
    #expect(lines.count == Self.rows.count + 2)
  }
}
