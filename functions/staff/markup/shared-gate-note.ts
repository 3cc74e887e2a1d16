import { type Html, html, nothing } from '#shared/web/markup.ts';

/** Says, where it is so, that no concurrency is kept for the gate. */
export function sharedGateNote(gateConcurrency: number): Html {
  if (gateConcurrency > 0) return nothing;
  return html`<section class="note warning" aria-labelledby="shared"><h2 id="shared">The gate can be starved</h2><p>No concurrent executions are kept for it, so a flood of the pages can keep everybody from signing in. Have AWS raise Lambda’s concurrency (quota L-B99A9384) to 1,000, then deploy with lambdaConcurrency=1000.</p></section>`;
}
