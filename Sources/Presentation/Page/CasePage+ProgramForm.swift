/// What the program on a page knows of the form of a line.
extension CasePage {
  /// What of its attributes and fields makes a line one, and what makes it count.
  static let form = #"""
    ORDER = """specversion sequence recordedtime previous subjectprevious salt salts id source type
    subject time effectivetime earliest sourcetime origin recordedby replaces""".split()
    ABSENT = """salt salts effectivetime earliest sourcetime origin replaces""".split()

    def kind(line): return line["type"][8:] if line["type"].startswith("custody.") else "?" + line["type"]
    def isdate(code):
        try: return bool(datetime.date.fromisoformat(code))
        except ValueError: return False
    CLOCK = r"([0-9]{4}-[0-9]{2}-[0-9]{2})%s((?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9])%s"
    def instant(code, fixed=False):  # as it compares; None for what the log does not spell so
        found = re.fullmatch(CLOCK % ("T", r"(\.[0-9]{6})?Z"), code)
        if not found or not isdate(found[1]) or not fixed and found[3] == ".000000" or fixed and not found[3]: return
        return found[1] + found[2] + (found[3] or ".000000")
    def respelt(code):  # a time that the log would spell otherwise
        other = CLOCK % ("[Tt]", r"(?:\.[0-9]{1,6})?(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])")
        found = re.fullmatch(other, code)
        return found and isdate(found[1]) and not instant(code)
    def identifier(code):
        def seen(c): return not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs")
        return all(c == " " or seen(c) for c in code) and 0 < len(code.encode()) <= 256 and code == code.strip(" ")
    def subject(code):
        about, slash, rest = code.partition("/")
        return code == "ledger" or about in ("client", "person") and identifier(rest)
    def depth(code):
        found, most = 0, 0
        for c in re.sub(r'"(?:[^"\\]|\\.)*"', "", code):
            found += (c in "[{") - (c in "]}")
            most = max(most, found)
        return most
    def formed(code, line):  # what every line has
        def due(truth, *words): must(truth, "no line of a log,", *words, "in", ascii(code)[:60])
        texts = [n for n in ORDER if n in line or n not in ABSENT]
        due(all(isinstance(line.get(n), str) for n in texts), "an attribute is missing, or no text")
        due(all(line[n] for n in texts if n not in ("earliest", "replaces")), "an attribute is empty")
        due(line["specversion"] == "1.0", "specversion")
        due(instant(line["recordedtime"], True), "recordedtime")
        due(all(instant(line[n]) for n in ("time", "effectivetime", "sourcetime") if n in line), "a time")
        due(line.get("origin", "imported") in ("imported", "inferred"), "origin")
        sequence(line["subjectprevious"]), data(line["previous"], 32)
        due(subject(line["subject"]), "subject")
        extras = {n: v for n, v in line.items() if n not in ORDER + ["more", "redacted", "data"]}
        due(all(re.fullmatch("[a-z0-9]+", n) for n in extras), "the name of an attribute")
        for v in extras.values():
            due(isinstance(v, (str, bool)) or isinstance(v, int) and -2**31 <= v < 2**31, "an attribute")
        due(line.get("more", True) is True and line.get("data", 0) is not None, "more, or data")
        fields = line["data"] if isinstance(line.get("data"), dict) else None
        due(len(extras) + ("data" in line if fields is None else len(fields)) <= 64, "more than 64 values")
        due(len(code.encode()) <= (65535 if "salt" in line else 73728) and depth(code) <= 129, "too long or too deep")
        order = {f.strip("?*"): f for f in FIELDS.get(kind(line), [])} if fields else {}
        ranks = [list(order).index(n) if n in order else len(order) for n in fields or [] if order]
        due(ranks == sorted(ranks), "fields out of their order")
        for name in [n for n in fields or [] if n in order]:
            due(fields[name] is not None or "?" not in order[name], "a field that is null")
            times = fields[name].split("..") if "*" in order[name] and isinstance(fields[name], str) else []
            due(not any(map(respelt, times)), "a time")
    def counts(line):  # whether its type is known for what it is
        start, end = line.get("earliest"), line.get("effectivetime", line["time"])
        number, fields = line.get("replaces", "1".zfill(12)), line.get("data", 0)
        words = [fields.get(n, "") for n in ("by", "note")] if isinstance(fields, dict) else [0]
        return all(isinstance(w, str) for w in words) and (start is None or (instant(start) or "~") <= instant(end)) and (
            re.fullmatch("[0-9]{12}", number) and number != "0" * 12)

    """#

  /// Whom a line names so that a verdict reads that person's lines: as `Fact.personsConcerned` has it.
  static let reach = #"""
    CONCERNED = {
        "assignment.made": "person", "handoff.offered": "to", "person.joined": "manager", "person.moved": "manager",
        "person.away": "deputy"}
    IDENTIFIERS = "responsibility person handoff from to manager deputy".split()
    def concerned(line, hidden, earlier):  # the person on whose lines a verdict may rest because of this one
        name, fields, named = CONCERNED.get(kind(line)), line.get("data", {}), line.get("replaces")
        about = "person/" if kind(line).startswith("person.") else "client/"
        if not name or not line["subject"].startswith(about) or not isinstance(fields, dict): return
        if "data" in line and not counts(line): return
        if named and [earlier.get(named, {}).get(n) for n in ("type", "subject")] != [line["type"], line["subject"]]: return
        for field in FIELDS[kind(line)]:
            one = field.strip("?*")
            value, isday = fields.get(one), "*" in field
            if one not in fields and "?" in field or "data." + one in hidden: continue
            if not isinstance(value, str) or one in IDENTIFIERS and not identifier(value): return
            if one == "kind" and value not in ("person", "team", "house"): return
            day = re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value) and isdate(value)
            if isday and not day and not instant(value): return
        return "person/" + fields[name] if name in fields and "data." + name not in hidden else None

    """#
}
