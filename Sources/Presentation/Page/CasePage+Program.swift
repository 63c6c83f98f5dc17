import Ownership

/// The program on a page with which anybody checks it who has Python 3 and not this program.
///
/// It looks at the form of everything before it reckons with it, and stops at whatever is not as the format
/// has it. What it knows of the format's types comes from the code that the ledger itself uses.
extension CasePage {
  /// Lists of the format: which values are sealed in a line's hash, and which nobody may withhold.
  private static var lists: String {
    let types = EventKind.allCases.map(\.type) + Sealing.coming
    let kept = types.map { type in entry(type, Withholding.needed(type)) }
    let only = types.compactMap { type -> String? in
      switch Sealing(type: type) {
      case .only(let fields): entry(type, fields)
      case .nothing: entry(type, [])
      case .namedType, .unnamedType: nil
      }
    }
    return """
      FIELDS = lists(\"""\(wrapped(EventKind.allCases.map(fields)))\""")
      KEPT = lists(\"""\(wrapped(kept))\""")
      ONLY = lists(\"""\(wrapped(only))\""")
      LASTING = \"""\(wrapped(Sealing.lasting))\""".split()
      LASTING_EXTRAS = \"""\(wrapped(Sealing.lastingExtras))\""".split()
      """
  }

  /// The fields of a type in their order, an optional one with a question mark, one that holds a time with a star.
  private static func fields(_ kind: EventKind) -> String {
    entry(
      kind.type,
      kind.allFields.map { field in
        let isTime = field.kind == .day || field.kind == .moment
        return field.name + (field.isRequired ? "" : "?") + (isTime ? "*" : "")
      })
  }

  private static func entry(_ type: String, _ fields: [String]) -> String {
    let name = type.unicodeScalars.dropFirst(EventKind.prefix.unicodeScalars.count)
    return "\(String(name))=\(fields.joined(separator: ","))"
  }

  /// Words in lines, none of which is cut.
  private static func wrapped(_ words: [String]) -> String {
    var lines: [String] = []
    for word in words {
      if let last = lines.last, last.utf8.count + word.utf8.count < 80 {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(word)
      }
    }
    return lines.joined(separator: "\n")
  }

  /// A program that checks the lines of a case file, in a page or by itself.
  static let program = reading + "\n" + lists + "\n" + form + reach + sealing + checking

  /// How bytes, numbers and objects are read: in one spelling only.
  private static let reading = #"""
    import base64, datetime, hashlib, json, re, sys, unicodedata

    def sha(*data): return hashlib.sha256(b"".join(data)).digest()
    def text(data): return base64.b64encode(data).decode()
    def lists(words): return {w.split("=")[0]: w.split("=")[1].split(",") for w in words.split()}
    def must(truth, *words):
        if not truth: sys.exit(" ".join(map(str, words)))
    def data(code, count):  # base64 of so many bytes
        must(re.fullmatch("[A-Za-z0-9+/]+={0,2}", code) and len(code) % 4 == 0, "no base64:", ascii(code)[:60])
        found = base64.b64decode(code)
        must(text(found) == code and len(found) == count, "not", count, "bytes:", ascii(code)[:60])
        return found
    def whole(code): return int(code) if len(code) < 20 else float(code)  # Python refuses long ones
    def read(code):  # JSON without a name that stands twice
        def once(pairs):
            must(len(dict(pairs)) == len(pairs), "a name twice:", ascii([n for n, _ in pairs])[:60])
            return dict(pairs)
        def no(word): must(False, "no number:", word)
        return json.loads(code, object_pairs_hook=once, parse_constant=no, parse_int=whole)
    def number(code):
        must(re.fullmatch("0|[1-9][0-9]{0,11}", code), "no number:", ascii(code)[:60])
        return int(code)
    def sequence(code):
        must(re.fullmatch("[0-9]{12}", code), "no number of a line:", ascii(code)[:60])
        return int(code)
    def spelt(code):  # strings escape what they have to and nothing else, and nothing stands between
        rest = re.sub(r'"(?:[^"\\\x00-\x1f]|\\["\\]|\\u00[01][0-9a-f])*"', "", code)
        must(not re.search(r'["\\\s]', rest), "not in the spelling of the format:", ascii(code)[:60])
    def joined(members): return "{" + ",".join(n + ":" + v for n, v in members.items()) + "}"
    def parts(code):  # an object: by each name, as it stands, the value as it stands
        found, place, after = {}, 1, json.JSONDecoder(parse_int=whole).raw_decode
        while code[place:] != "}":
            colon = after(code, place)[1]
            name, end = code[place:colon], after(code, colon + 1)[1]
            must(name not in found, "a name twice:", ascii(name)[:60])
            found[name] = code[colon + 1:end]
            place = end if code[end:] == "}" else end + 1
        must(joined(found) == code, "not in the spelling of the format:", ascii(code)[:60])
        return found

    """#

  /// The hash that stands for a line: of its sealed form.
  private static let sealing = #"""
    def quoted(names): return ['"%s"' % n for n in names]
    def sealable(line, kind):  # the fields of data, and what is sealed: where it stands, and its name
        inside = parts(line['"data"']) if line.get('"data"', "").startswith("{") else {}
        head, tail = quoted(ORDER), quoted(["more", "redacted", "data"])
        extras = [n for n in line if n not in head + tail]
        due = [n for n in head if n in line] + extras + [n for n in tail if n in line]
        must(list(line) == due, "attributes out of their order:", *map(ascii, line))
        found = []
        if kind not in ONLY:
            found += [(line, n, json.loads(n)) for n in extras if n not in quoted(LASTING_EXTRAS)]
            if line.get('"data"', "{")[0] != "{": found.append((line, '"data"', "data"))
        for n in inside:
            lasts = n not in quoted(ONLY[kind]) if kind in ONLY else kind in KEPT and n in quoted(LASTING)
            if not lasts: found.append((inside, n, "data." + json.loads(n)))
        return inside, found
    def leaf(code):  # the hash; the names of the values that are hidden, and of those that are shown
        spelt(code)
        line = parts(code)
        formed(code, read(code))
        inside, found = sealable(line, kind(read(code)))
        salt, salts, places = [line.pop(n, None) for n in quoted(["salt", "salts", "redacted"])]
        must((salt is None) != (salts is None) and (salts is None) == (places is None), "salt, or salts")
        hidden = []
        if salt:
            salt = data(json.loads(salt), 16)
            keys = b"".join(sha(salt, bytes([n])) for n in range(len(found) // 2 + 1))
            keys = [keys[16 * n:16 * n + 16] for n in range(len(found) + 1)]
        else:
            keys = [data(k, 16) for k in json.loads(salts).split(" ")]
            hidden = [number(n) - 1 for n in json.loads(places).split(" ")]
            must(hidden == sorted(set(hidden)) and hidden[0] >= 0 and hidden[-1] < len(found), "places")
            must(len(keys) == 1 + len(found) - len(hidden), "not a key for each value that is shown")
        own, names = keys.pop(0), [set(), set()]
        for place, (members, name, called) in enumerate(found):
            names[place not in hidden].add(called)
            if place in hidden: data(json.loads(members[name]), 32)
            else: members[name] = '"%s"' % text(sha(keys.pop(0), members[name].encode()))
        if inside: line['"data"'] = joined(inside)
        whole = list(line.items())
        whole.insert(5, ('"salts"', '"%s"' % text(own)))
        return sha(b"\0", joined(dict(whole)).encode()), names[0], names[1]

    """#

  /// The tree, the chains, and what a seal may stand for.
  private static let checking = #"""
    file = open(sys.argv[1], encoding="utf-8", newline="").read()
    pages = re.findall(r'id="custody-case-file">\n(.*?)</script>', file, re.S)
    must(len(pages) < 2, "several case files")
    case = read(pages[0] if pages else file)
    origin, size, root, end = (case["checkpoint"].split("\n") + [""] * 4)[:4]
    must(not end and case["checkpoint"].count("\n") > 2, "a checkpoint has three lines")
    last, subjects, hidden, shown, destroyed, reads, before = {}, {}, {}, {}, {}, {}, None
    for entry in case["lines"]:
        line = read(entry["line"])
        node, hidden[line["sequence"]], shown[line["sequence"]] = leaf(entry["line"])
        if before is None:
            must(
                sequence(line["sequence"]) == 1 and line["previous"] == text(bytes(32)) and
                kind(line) == "ledger.opened" and counts(line), "line 1, which opens the ledger, is missing")
            told = line["data"]
            must(
                line["subject"] == "ledger" and isinstance(told.get("name"), str) and
                told.get("zone") == case["zone"]["name"] and type(told.get("format")) is int and
                told["format"] == 1 and "replaces" not in line, "line 1 does not open a ledger of format 1 and of the zone of the file")
            must(origin == "custody/" + node.hex()[:16], "the checkpoint is of another log:", ascii(origin))
        else:
            must(before[0] < line["sequence"], "line", line["sequence"], "is out of its order")
            must(before[1] <= line["recordedtime"], "line", line["sequence"], "was recorded too early")
            must(
                sequence(before[0]) + 1 < sequence(line["sequence"]) or line["previous"] == text(before[2]), "line",
                line["sequence"], "does not name the one before it")
        before = line["sequence"], line["recordedtime"], node
        place, end = sequence(line["sequence"]) - 1, number(size) - 1
        must(0 <= place <= end, "line", line["sequence"], "is not in a log of", size)
        for other in [data(other, 32) for other in entry["proof"]]:
            must(end > 0, "line", line["sequence"], "has too many hashes")
            if place % 2 or place == end:
                node = sha(b"\1", other, node)
                while place > 0 and place % 2 == 0: place, end = place // 2, end // 2
            else:
                node = sha(b"\1", node, other)
            place, end = place // 2, end // 2
        must(end == 0 and text(node) == root, "line", line["sequence"], "is not in the log")
        must(
            line["subjectprevious"] == last.get(line["subject"], "0" * 12), "a line about",
            ascii(line["subject"]), "before", line["sequence"], "is missing")
        last[line["subject"]] = line["sequence"]
        told = line.get("data") if kind(line) == "entry.redacted" and counts(line) else None
        if isinstance(told, dict) and isinstance(told.get("fields"), list):
            words = [told.get("entry"), told.get("reason")]
            is_sound = all(isinstance(word, str) for word in words + told["fields"])
            if is_sound and subjects.get(words[0], {}).get("subject") == line["subject"]:
                destroyed.setdefault(words[0], set()).update(told["fields"])
        reads.setdefault(line["subject"], []).append(concerned(line, hidden[line["sequence"]], subjects))
        subjects[line["sequence"]] = line
    must(
        line["sequence"] == "%012d" % number(size) and kind(line) == "evidence.issued" and "more" not in line and
        counts(line) and line["subject"] == "ledger" and isinstance(line["data"].get("heads"), dict),
        "the line that issued the evidence is missing")
    must(not hidden[line["sequence"]], "the line that issued the evidence hides something")
    must(line["data"].get("complaint") == case["complaint"], "another complaint:", case["complaint"])
    must(identifier(case["complaint"]) and all(map(subject, line["data"]["heads"])), "heads of no subjects")
    must("client/" + case["client"] in line["data"]["heads"], "another client:", ascii(case["client"]))
    waiting, met = ["client/" + case["client"]], {None}
    while waiting:
        about = waiting.pop()
        if about in met: continue
        must(about in line["data"]["heads"], "the lines about", ascii(about), "are read, and heads does not name it")
        met.add(about)
        waiting += reads.get(about, [])
    last["ledger"] = line["subjectprevious"]
    must(
        last == {s: n for s, n in line["data"]["heads"].items() if n != "0" * 12},
        "the last lines are not those that line", line["sequence"], "names")
    for at, names in hidden.items():
        gone = destroyed.get(at, set())
        must(not gone & shown[at], "line", at, "shows what was destroyed:", ascii(gone & shown[at]))
        kept = names - gone
        needed = {"data." + n for n in KEPT.get(kind(subjects[at]), ["by"])}
        must(not kept & needed, "line", at, "withholds what counts:", ascii(kept & needed))
        if names & gone: print("destroyed of line", at + ":", *sorted(map(ascii, names & gone)))
        if kept: print("withheld of line", at + ":", *sorted(map(ascii, kept)))
    print(len(case["lines"]), "lines are in the log", origin, "of", size, "lines with the root", root)

    """#
}
