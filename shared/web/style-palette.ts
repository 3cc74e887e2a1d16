/**
 * Colours, type and the bare elements. Deep blue-green water, ochre gates, brick for alarm; all pairs of text and ground reach 4.5:1,
 * borders of fields and focus marks 3:1, in the light and in the dark.
 */
export const palette = `
:root {
  color-scheme: light dark;
  --mist: #eef3f1; --deck: #fbfdfc; --foam: #dfebe8; --ink: #0f2a2c; --soft: #45605f; --rule: #c3d2ce; --edge: #6c8583;
  --water: #0b5560; --on-water: #ffffff; --tide: #2a8a8c; --deep: #073b43; --on-deep: #f2f8f7; --shoal: #9fd6d2;
  --gate: #7d5200; --gate-fill: #f2c14e; --alarm: #9c2617; --on-alarm: #ffffff; --alarm-fill: #fbe9e5; --focus: #b25b00;
  --serif: Charter, 'Bitstream Charter', 'Sitka Text', Cambria, 'Noto Serif', serif;
  --sans: Seravek, 'Gill Sans Nova', Ubuntu, Calibri, 'Noto Sans', 'DejaVu Sans', sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --mist: #07181b; --deck: #0d2327; --foam: #14343a; --ink: #e4f0ee; --soft: #a3bdba; --rule: #24444a; --edge: #6f9090;
    --water: #7ccfd0; --on-water: #05262b; --tide: #4fb3b4; --deep: #04262c; --on-deep: #e9f4f3; --shoal: #7ccfd0;
    --gate: #f2c14e; --gate-fill: #f2c14e; --alarm: #ff9c8a; --on-alarm: #3a0a03; --alarm-fill: #3a1712; --focus: #ffcf66;
  }
}
* { box-sizing: border-box; }
html { font: 400 1.0625rem/1.6 var(--sans); background: var(--mist); color: var(--ink); -webkit-text-size-adjust: 100%; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; overflow-wrap: break-word; }
h1, h2, h3 { font-family: var(--serif); font-weight: 600; line-height: 1.15; text-wrap: balance; margin: 0; }
h1 { font-size: clamp(2rem, 1.5rem + 2.2vw, 3rem); letter-spacing: -0.015em; }
h2 { font-size: 1.5rem; letter-spacing: -0.01em; }
h3 { font-size: 1.15rem; }
p, ul, ol, dl, table, form, figure, details { margin: 0; }
p { max-width: 65ch; text-wrap: pretty; }
a { color: var(--water); text-decoration-thickness: 1px; text-underline-offset: 0.2em; }
a:hover { text-decoration-thickness: 3px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 3px; border-radius: 2px; }
main:focus { outline: none; }
code, kbd { font-family: ui-monospace, 'Cascadia Code', Menlo, 'DejaVu Sans Mono', monospace; font-size: 0.9em; overflow-wrap: anywhere; }
@media (prefers-reduced-motion: no-preference) { .button, input, textarea, select { transition: background-color 120ms, border-color 120ms; } }
@media print { .quay nav, .waterline, .button, .skip { display: none; } }
`;
