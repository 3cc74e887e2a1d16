import { createHash } from 'node:crypto';
import { palette } from './style-palette.ts';
import { parts } from './style-parts.ts';

/** A file that every page refers to; its path holds the hash of its content. */
export interface StaticFile {
  readonly path: `/assets/${string}`;
  readonly contentType: string;
  readonly body: string;
}

function staticFile(extension: string, contentType: string, body: string): StaticFile {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 16);
  return { path: `/assets/${hash}.${extension}`, contentType, body };
}

/** The one style sheet. */
export const stylesheet: StaticFile = staticFile('css', 'text/css; charset=utf-8', `${palette}\n${parts}`);

/** The mark of Sluis: two gates that close against the water, seen from above. */
export const icon: StaticFile = staticFile(
  'svg',
  'image/svg+xml',
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#073b43"/><path d="M4 6h24M4 26h24" stroke="#9fd6d2" stroke-width="3"/><path d="M21 7 11 16l10 9" fill="none" stroke="#f2c14e" stroke-width="3.5" stroke-linejoin="round"/></svg>',
);

/** Files that every entry with pages serves. */
export const staticFiles: readonly StaticFile[] = [stylesheet, icon];
