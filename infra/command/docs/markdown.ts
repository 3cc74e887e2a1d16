/** What every page that is made says of itself. */
export const made = 'Made from the code by `npm run docs`; a test compares.';

/** A table in Markdown. */
export function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heading, heading.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** Text as code. */
export function code(text: string): string {
  return `\`${text}\``;
}
