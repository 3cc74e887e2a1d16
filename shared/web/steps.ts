import { type Html, html } from './markup.ts';

/** Where somebody is on a way of several steps. `current` counts from 0; beyond the last, all are past. */
export function steps({
  label,
  names,
  current,
}: {
  readonly label: string;
  readonly names: readonly string[];
  readonly current: number;
}): Html {
  return html`<ol class="steps" aria-label="${label}">${names.map((name, index) => {
    const place = index === current ? html` aria-current="step"` : '';
    return html`<li class="${index < current ? 'past' : ''}"${place}><span>${name}</span></li>`;
  })}</ol>`;
}
