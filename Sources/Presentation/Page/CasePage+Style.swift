/// How a page looks: on a screen light or dark, on a telephone, on paper.
extension CasePage {
  static let style: StaticString = """
    <style>
    :root { color-scheme: light dark; --ink: #1b1b1f; --paper: #fff; --soft: #55565e; --rule: #d5d6dc;
      --tint: #f3f4f7; --mark: #9a3412; --link: #1d4ed8 }
    @media (prefers-color-scheme: dark) { :root { --ink: #e8e8ea; --paper: #17181c; --soft: #a5a7b0;
      --rule: #3a3c44; --tint: #212329; --mark: #fb923c; --link: #93b4ff } }
    * { box-sizing: border-box }
    html { -webkit-text-size-adjust: 100% }
    body { margin: 0; color: var(--ink); background: var(--paper);
      font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif }
    main, footer { max-width: 50rem; margin: 0 auto; padding: 1.5rem 1.25rem }
    footer { border-top: 1px solid var(--rule); overflow-wrap: anywhere }
    a { color: var(--link) }
    .kind { margin: 0; color: var(--soft); letter-spacing: .08em; text-transform: uppercase; font-size: .8rem }
    h1 { margin: 0 0 1rem; font-size: 1.8rem; line-height: 1.2; overflow-wrap: anywhere }
    h2 { margin: 2.5rem 0 .75rem; padding-top: .75rem; border-top: 1px solid var(--rule); font-size: 1.3rem;
      line-height: 1.3 }
    h3 { margin: 1.25rem 0 .4rem; font-size: 1rem; overflow-wrap: anywhere }
    p { margin: .4rem 0; overflow-wrap: anywhere }
    .verdict h2 { margin-top: 0 }
    .lead { font-size: 1.2rem; font-weight: 600; line-height: 1.35 }
    .small, figcaption { color: var(--soft); font-size: .875rem }
    .warning { color: var(--mark); font-weight: 600 }
    .ends { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: 1rem;
      margin: 1.25rem 0 }
    .end { padding: .25rem 1rem .75rem; border: 1px solid var(--rule); border-radius: .5rem;
      background: var(--tint) }
    .end h3 { margin: .5rem 0 0; color: var(--soft); font-size: .875rem; font-weight: 600 }
    .who { font-size: 1.6rem; font-weight: 700; line-height: 1.2 }
    .stretch { margin-top: .75rem; font-size: .875rem }
    .facts { margin: 1rem 0 }
    .facts div { display: grid; grid-template-columns: 11rem 1fr; gap: 0 1rem; padding: .3rem 0;
      border-bottom: 1px solid var(--rule) }
    dt { color: var(--soft) }
    dd { margin: 0; overflow-wrap: anywhere }
    figure { margin: 1rem 0 }
    svg { display: block; width: 100%; height: auto; font-size: 12px; fill: currentColor }
    svg line { stroke: currentColor; stroke-width: 1.5 }
    svg .axis { stroke: var(--soft) }
    svg line.arose { stroke-dasharray: 4 3; stroke: var(--soft) }
    svg rect.arose { fill: var(--soft); opacity: .2 }
    svg .turning { color: var(--mark) }
    svg .turning line { stroke-width: 2.5 }
    ol, ul { padding-left: 1.4rem }
    li { margin: .4rem 0; overflow-wrap: anywhere }
    .lines { list-style: none; padding: 0 }
    .lines .small { display: block }
    .timeline { list-style: none; margin: 1rem 0; padding: 0 }
    .timeline li { margin: 0; padding: .5rem 0 .75rem 1rem; border-left: 3px solid var(--rule) }
    .timeline .turning { border-color: var(--mark) }
    .clocks { display: grid; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); gap: 0 1rem }
    .clock .small { display: block }
    .before, .after { display: inline-block; margin: .2rem .3rem .2rem 0; padding: .1rem .6rem;
      border: 1px solid var(--rule); border-radius: 1rem; background: var(--tint) }
    .after { border-color: var(--mark); font-weight: 600 }
    article { margin: 1rem 0; padding: .1rem 0 0; border-top: 1px dotted var(--rule) }
    article:target { outline: 2px solid var(--mark); outline-offset: .4rem }
    pre { margin: .5rem 0; padding: .6rem .75rem; border-radius: .4rem; background: var(--tint); direction: ltr;
      font: .8rem/1.45 ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace;
      white-space: pre-wrap; overflow-wrap: anywhere }
    .program { white-space: pre; overflow-x: auto }
    summary { color: var(--soft); font-size: .875rem; cursor: pointer }
    .hash { font: .75rem/1.45 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace }
    @media (max-width: 34rem) {
      main, footer { padding: 1rem }
      h1 { font-size: 1.5rem }
      .facts div { grid-template-columns: 1fr }
    }
    @media print {
      :root { color-scheme: light; --ink: #000; --paper: #fff; --soft: #333; --rule: #999; --tint: #fff;
        --mark: #000; --link: #000 }
      @page { margin: 18mm 16mm }
      :root { font-size: 10pt }
      main, footer { max-width: none; padding: 0 }
      a { text-decoration: none }
      h2, h3 { break-after: avoid }
      .end, .timeline li, figure, .lines li, article, pre { break-inside: avoid }
      pre, .end { border: 1px solid var(--rule) }
      pre, .program { white-space: pre-wrap; font-size: 7.5pt }
      details { display: none }
    }
    </style>

    """
}
