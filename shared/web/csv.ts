/**
 * Characters that spreadsheets take for the beginning of a formula (OWASP, "CSV Injection"), with their full-width and small forms, which some convert,
 * at the start of a cell or where a spreadsheet that splits at `;` or `,` inside quotes would start one; blanks and quotes before them may be dropped.
 */
const formula = /(^|[;,])(?=[\s"]*[=+\-@＝＋－＠﹦﹢﹣﹫−])/gu;

/**
 * Rows as a CSV file that no spreadsheet executes: RFC 4180 with every cell quoted, lines ended by CRLF, UTF-8 with its mark in front, as Excel needs it.
 * An apostrophe stands before what would begin a formula. Telephone numbers get it too, as `'+31612345678`: without it spreadsheets would show
 * `3.16E+10`. Whoever reads the file by machine takes one apostrophe off. Line breaks and other control characters become blanks, characters that
 * cannot be seen go.
 */
export function csv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('')}`;
}

function quoted(cell: string): string {
  const plain = cell.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').replaceAll(/\p{Cf}/gu, '');
  return `"${plain.replaceAll(formula, "$1'").replaceAll('"', '""')}"`;
}
