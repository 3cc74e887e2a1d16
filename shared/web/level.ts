import { type Html, html } from './markup.ts';

/** A share as the water in a lock, beside a staff gauge; the text says the same. */
export function waterLevel({
  share,
  figure,
  text,
}: {
  /** 0 to 1. */
  readonly share: number;
  /** The share in words of the language: `23 %`. */
  readonly figure: string;
  /** What it is the share of. */
  readonly text: string;
}): Html {
  const height = Math.round(160 * Math.min(1, Math.max(0, share)));
  const ticks = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((tick) => `M8 ${10 + tick * 16}h${tick % 5 === 0 ? 16 : 9}`).join('');
  return html`<div class="level">
    <svg viewBox="0 0 120 180" aria-hidden="true">
      <rect class="air" x="32" y="10" width="80" height="160" />
      <rect class="water" x="32" y="${170 - height}" width="80" height="${height}" />
      <path class="wall" d="M32 4V170H112V4" />
      <path class="tick" d="${ticks}" />
    </svg>
    <p><strong>${figure}</strong> ${text}</p>
  </div>`;
}
