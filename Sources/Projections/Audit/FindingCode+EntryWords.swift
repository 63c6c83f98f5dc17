/// What findings about lines as such mean.
extension FindingCode {
  var entryWords: Words {
    switch self {
    case .malformed:
      (
        "malformed",
        "A line of a known type lacks a field or holds a wrong one; it counts as unknown.",
        "record it anew as it should be"
      )
    case .misdirected:
      (
        "misdirected",
        "A correction, dispute or redaction names a line that it cannot name; it counts as unknown.",
        "record it anew with the right entry"
      )
    case .acceptedLoss:
      (
        "accepted loss",
        "Acknowledged lines of the log were lost, or could not be read, and somebody went on without them; "
          + "this is told for ever.",
        "look for a copy that holds them, and record anew what they said; answers about that time may "
          + "lack it"
      )
    case .unfinishedRedaction:
      (
        "unfinished redaction",
        "A line tells that content of another was destroyed, and it still stands there: the writer was "
          + "interrupted, or an old copy of the line was brought back. It counts as destroyed.",
        "record anything, or open the ledger for writing with custody redact: the next writer destroys it; "
          + "then ask where the old copy came from"
      )
    case .repeatedID:
      (
        "repeated id",
        "Several lines have one id and one source, by which each event is known: append takes none a second time, "
          + "so another program wrote them, or two logs were put together. Every one of them counts.",
        "find out which is the event; retract the others"
      )
    case .recordedAheadOfClock:
      (
        "recorded ahead of the clock",
        "Lines have recorded times that the clock has not reached: a machine stood wrong when one was written, "
          + "and since recorded times never go back, every line until then gets that same time. How late "
          + "lines are, and what was known at a day, cannot be told from them.",
        "set the clock that is wrong; if that of the line was, nothing mends it: copies, checkpoints and heads "
          + "that others hold show when the lines were there"
      )
    case .disputedEntry:
      (
        "disputed entry", "Somebody disputes a line; every answer that rests on it says so.",
        "settle it: retract the entry, or retract the dispute"
      )
    case .disputeSilenced:
      (
        "dispute taken back by another",
        "A dispute of a line or of a ruling was retracted or replaced by somebody other than who raised "
          + "it; by whom is what by says, else the login that recorded the line.",
        "ask who raised it; retract the retraction, or let that person take it back"
      )
    default:
      (
        "unknown type", "Lines of types that this version does not know; they change no answer.",
        "nothing, if another program reads them; else correct the type"
      )
    }
  }
}
