/** The parts that pages are made of; classes are named after what a part is. */
export const parts = `
.skip { position: absolute; left: 1rem; top: -4rem; background: var(--gate-fill); color: #10282a; padding: 0.6rem 1rem; z-index: 1; }
.skip:focus { top: 0.5rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.quay { background: var(--deep); color: var(--on-deep); }
.quay-inside { max-width: 72rem; margin: 0 auto; padding: 1rem 1.25rem 0.5rem; display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; align-items: center; }
.quay a, .quay button { color: inherit; }
.quay :focus-visible { outline-color: var(--gate-fill); }
.mark { display: inline-flex; gap: 0.65rem; align-items: center; font: 600 1.45rem/1 var(--serif); text-decoration: none; min-height: 2.75rem; }
.mark svg { width: 2rem; height: 2rem; }
.mark small { font: 400 0.95rem/1 var(--sans); opacity: 0.85; }
.quay nav { flex: 1; }
.quay nav ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0 1.5rem; }
.quay nav a { display: inline-block; padding: 0.55rem 0; text-decoration: none; border-bottom: 3px solid transparent; }
.quay nav a:hover, .quay nav a[aria-current] { border-bottom-color: var(--gate-fill); }
.who { margin-left: auto; display: flex; gap: 1rem; align-items: center; font-size: 0.95rem; }
.who button { font: inherit; background: none; border: 1px solid currentColor; border-radius: 3px; padding: 0.45rem 0.8rem; min-height: 2.75rem; cursor: pointer; }
.who button:hover { background: var(--on-deep); color: var(--deep); }
@media (max-width: 44rem) {
  .quay nav { order: 1; flex-basis: 100%; }
  .who span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
}
.waterline { display: block; width: 100%; height: 26px; }
.waterline .upper { fill: var(--deep); } .waterline .post { fill: var(--gate-fill); } .waterline .lower { fill: var(--tide); }

main { flex: 1; width: 100%; max-width: 72rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; display: grid; gap: 2rem; align-content: start; grid-template-columns: minmax(0, 1fr); }
.narrow main, .narrow .quay-inside, .narrow .bank-inside { max-width: 42rem; }
h1 + .lead { margin-top: -1rem; } .stack > h1 + .lead { margin-top: 0; }
.lead { font-size: 1.2rem; line-height: 1.5; color: var(--soft); }
.soft { color: var(--soft); }
.reading { max-width: 42rem; }
.stack { display: grid; gap: 1rem; align-content: start; grid-template-columns: minmax(0, 1fr); }
.beside { display: grid; gap: 2rem; align-items: start; grid-template-columns: minmax(0, 1fr); }
@media (min-width: 52rem) { .beside { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); } }
.panel { background: var(--deck); border: 1px solid var(--rule); border-radius: 4px; padding: 1.5rem; display: grid; gap: 1.25rem; align-content: start; grid-template-columns: minmax(0, 1fr); }
.row { display: flex; flex-wrap: wrap; gap: 0.75rem 1.25rem; align-items: center; }
.note { border-left: 5px solid var(--tide); background: var(--foam); padding: 0.9rem 1.1rem; display: grid; gap: 0.4rem; grid-template-columns: minmax(0, 1fr); overflow-wrap: anywhere; }
.note.warning { border-color: var(--gate-fill); } .note.alarm { border-color: var(--alarm); background: var(--alarm-fill); }
.bank { border-top: 1px solid var(--rule); font-size: 0.95rem; color: var(--soft); }
.bank-inside { max-width: 72rem; margin: 0 auto; padding: 1.25rem; display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; justify-content: space-between; }
.bank ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0 1.25rem; }
.bank li a { display: inline-block; padding: 0.4rem 0; } .bank a { color: inherit; }
.bank [aria-current] { font-weight: 700; text-decoration: none; }

.field { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.35rem; max-width: 40rem; border: 0; padding: 0; margin: 0; min-width: 0; }
.field > label, .field > legend { font-weight: 700; padding: 0; }
.hint { color: var(--soft); font-size: 0.97rem; }
.fault { color: var(--alarm); font-weight: 700; }
input, textarea, select { font: inherit; color: inherit; background: var(--deck); border: 2px solid var(--edge); border-radius: 3px; padding: 0.6rem 0.75rem; width: 100%; min-height: 3rem; }
input:hover, textarea:hover { border-color: var(--water); }
input[readonly] { background: var(--foam); border-color: var(--rule); text-overflow: ellipsis; }
.faulty input:not([type=radio]), .faulty textarea { border-color: var(--alarm); }
.code input { font: 600 1.6rem/1.2 ui-monospace, Menlo, 'DejaVu Sans Mono', monospace; letter-spacing: 0.25em; max-width: 14em; }
textarea { min-height: 9rem; resize: vertical; }
.choice { display: grid; grid-template-columns: 1.6rem minmax(0, 1fr); gap: 0 0.75rem; padding: 0.6rem 0; align-items: start; }
.choice input { width: 1.6rem; height: 1.6rem; min-height: 0; margin: 0; accent-color: var(--water); }
.choice .hint { grid-column: 2; }
.button { display: inline-flex; align-items: center; justify-content: center; font: 700 1.0625rem/1.2 var(--sans); min-height: 3rem; padding: 0.7rem 1.4rem; border: 2px solid var(--water); border-radius: 3px; background: var(--water); color: var(--on-water); cursor: pointer; text-decoration: none; }
.button:hover { background: var(--deck); color: var(--water); }
.button.quiet { background: transparent; color: var(--water); } .button.quiet:hover { background: var(--foam); }
.button.danger { background: var(--alarm); border-color: var(--alarm); color: var(--on-alarm); }
.button.danger:hover { background: var(--deck); color: var(--alarm); }

.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: 700; padding-bottom: 0.5rem; }
th, td { text-align: left; padding: 0.55rem 1rem 0.55rem 0; border-bottom: 1px solid var(--rule); vertical-align: top; }
thead th { color: var(--soft); font-size: 0.95rem; border-bottom: 2px solid var(--edge); white-space: nowrap; }
tbody th { font-weight: 400; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums lining-nums; white-space: nowrap; padding: 0.55rem 2rem 0.55rem 0; }
td:last-child, th:last-child, td.number:last-child, th.number:last-child { padding-right: 0; }
.things td, .things th { overflow-wrap: anywhere; } .things tbody th { min-width: 9rem; } .things thead th { overflow-wrap: normal; }
@media (min-width: 60rem) { .things td:not(.number) { min-width: 7.5rem; } }
@media (max-width: 44rem) {
  .things, .things tbody, .things tbody tr, .things tbody th, .things td { display: block; }
  .things thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .things tbody tr { border-bottom: 1px solid var(--rule); padding: 0.8rem 0; } .things tbody tr:last-child { border-bottom: 0; }
  .things tbody th, .things td, .things td.number { border: 0; padding: 0.1rem 0; text-align: left; }
  .things tbody th { font-weight: 700; } .things td::before { content: attr(data-label) ': '; color: var(--soft); }
}
ul.fields { padding-left: 1.1rem; display: grid; gap: 0.15rem; list-style: '– '; } dd > ul.fields { padding-left: 0.9rem; }
.address { font-size: 1.05rem; overflow-wrap: anywhere; } .address b { color: var(--gate); }
tr.sum th, tr.sum td { font-weight: 700; border-bottom: 0; }
tr.part th { padding-left: 1.25rem; }
.facts { display: grid; grid-template-columns: fit-content(45%) minmax(0, 1fr); gap: 0.4rem 1.5rem; }
.facts dt { color: var(--soft); } .facts dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 36rem) { .facts { grid-template-columns: minmax(0, 1fr); gap: 0; } .facts dd { padding-bottom: 0.6rem; } }
.choices { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0 1.5rem; } .choices a { display: inline-block; padding: 0.55rem 0; }
.choices a[aria-current] { color: inherit; font-weight: 700; text-decoration: none; box-shadow: inset 0 -3px var(--gate-fill); }
.prose { white-space: pre-wrap; overflow-wrap: anywhere; }
pre.letter { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 0.97rem; } iframe.letter { width: 100%; height: 62rem; border: 1px solid var(--rule); background: #fff; }
.state { display: inline-flex; gap: 0.5rem; align-items: center; font-weight: 700; white-space: nowrap; }
.state::before { content: ''; width: 0.7rem; height: 0.7rem; border-radius: 50%; border: 2px solid var(--edge); }
.state.live::before { background: var(--gate-fill); border-color: var(--gate); } .state.approved::before { background: var(--tide); border-color: var(--tide); }

.steps { list-style: none; padding: 0; display: flex; gap: 0.35rem; }
.steps li { flex: 1; border-top: 6px solid var(--rule); padding-top: 0.5rem; font-size: 0.95rem; color: var(--soft); }
.steps li.past { border-color: var(--tide); } .steps li[aria-current] { border-color: var(--gate-fill); color: var(--ink); font-weight: 700; }
@media (max-width: 36rem) { .steps li:not([aria-current]) span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); } }

.level { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); gap: 1.25rem; align-items: center; }
.level svg { width: 100%; height: auto; }
.level .wall { fill: none; stroke: var(--ink); stroke-width: 4; } .level .tick { stroke: var(--ink); stroke-width: 2; } .level .water { fill: var(--tide); } .level .air { fill: var(--foam); }
.level strong { display: block; font: 600 clamp(2.2rem, 1.6rem + 2vw, 3rem)/1.1 var(--serif); }

.chart { display: grid; gap: 0.75rem; grid-template-columns: minmax(0, 1fr); }
.plot { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0 0.6rem; }
.plot .scale { display: flex; flex-direction: column; justify-content: space-between; text-align: right; font-size: 0.9rem; color: var(--soft); margin: -0.72rem 0; font-variant-numeric: tabular-nums; }
.plot svg { width: 100%; height: 15rem; display: block; overflow: visible; }
.plot .times { grid-column: 2; display: flex; justify-content: space-between; font-size: 0.9rem; color: var(--soft); padding-top: 0.4rem; }
.chart .grid { stroke: var(--rule); stroke-width: 1; vector-effect: non-scaling-stroke; }
.chart .line { fill: none; stroke-width: 3; vector-effect: non-scaling-stroke; stroke-linejoin: round; }
.chart .area { opacity: 0.18; stroke: none; }
.chart .first { stroke: var(--water); } .chart .second { stroke: var(--gate); stroke-dasharray: 7 4; } .chart .third { stroke: var(--soft); stroke-dasharray: 2 4; }
.chart .area.first { fill: var(--tide); } .chart .area.second, .chart .area.third { fill: none; }
.legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; font-size: 0.97rem; }
.legend svg { width: 2.2rem; height: 0.8rem; margin-right: 0.5rem; vertical-align: middle; }
summary { cursor: pointer; padding: 0.5rem 0; color: var(--water); }
form > details { border-top: 1px solid var(--rule); } form > details > summary { font-weight: 700; } form > details > div { padding: 0.5rem 0 1rem; }
.two { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); max-width: 40rem; }
@supports selector(:has(a)) {
  form:not(:has([value=list]:checked)) .only-list, form:not(:has([value=environment]:checked)) .only-environment,
  form:not(:has([value=organisation]:checked)) .only-organisation, form:not(:has([value=client]:checked)) .only-client,
  form:not(:has([value=attributes]:checked)) .only-attributes, form:not(:has([value=cohorts]:checked)) .only-cohorts,
  form:not(:has([value=active]:checked, [value=all]:checked)) .only-one-primitive { display: none; }
}
`;
