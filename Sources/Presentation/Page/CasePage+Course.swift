import Ownership

/// What else the lines say of the complaint and of those who are named: redirects, the ruling, its dispute;
/// and who stands behind the pseudonyms.
extension CasePage {
  /// The lines that tell of the complaint, in the order in which they were recorded, with those that correct
  /// or dispute them.
  var coursePart: HTMLText {
    var items = HTMLText()
    for line in verdict.course(in: lines.map(\.event)) { items += HTMLText("li", [], cite(line)) }
    return section("course", "The complaint itself", HTMLText("ul class=\"lines\"", [], items))
  }

  /// The names that lines give to pseudonyms; nothing where they give none.
  var namesPart: HTMLText {
    var list = HTMLText()
    for line in lines {
      let event = line.event
      let stated: String? =
        switch event.fact {
        case .person(.joined(let name, _, _)): name
        case .client(.registered(let name)), .client(.renamed(let name)): name
        case .person, .client, .ledger, .assignment, .handoff, .complaint, .contract, .change,
          .authority, .money, .entry, .unknown:
          nil
        }
      guard let stated else { continue }
      let id: String
      switch event.subject {
      case .client(let client): id = client.text
      case .person(let person): id = person.text
      case .ledger: continue
      }
      list += HTMLText(
        "div", [],
        HTMLText("dt", [], name(id))
          + HTMLText(
            "dd", [],
            name(stated) + HTMLText(", as line ") + link(event.sequence)
              + HTMLText(" says")))
    }
    if list == HTMLText() { return list }
    return section("names", "Names", HTMLText("dl class=\"facts\"", [], list))
  }
}
