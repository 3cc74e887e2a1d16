import type { Language } from '#domain/account/language.ts';

/** A mail, or a template for one in which `{{placeholders}}` stand for values. */
export interface Mail {
  readonly subject: string;
  /** What the list of a mail program shows behind the subject. It stands at the head of the HTML, where an open mail does not show it. */
  readonly preheader: string;
  readonly html: string;
  readonly text: string;
}

const ink = '#16232b';
const quiet = '#465761';
const water = '#0b5c6b';
const font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** Inline styles of the parts of a mail: mail clients drop style sheets. Every text that is seen has a contrast of 4.5:1 at least. */
export const style = {
  preheader: 'display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px;mso-hide:all',
  heading: `${font};margin:28px 0 8px;font-size:18px;line-height:1.35;color:${ink}`,
  paragraph: `${font};margin:0 0 14px;font-size:16px;line-height:1.55;color:${ink}`,
  item: `${font};margin:0 0 8px;font-size:16px;line-height:1.55;color:${ink}`,
  list: 'margin:0 0 14px;padding:0 0 0 24px',
  box: `${font};margin:0 0 14px;padding:12px 16px;border-left:4px solid ${water};background:#eef4f5;font-size:16px;line-height:1.5;color:${ink}`,
  code: `margin:0 0 14px;padding:16px;background:#eef4f5;text-align:center;font-family:Consolas,Menlo,monospace;font-size:30px;line-height:1.3;letter-spacing:3px;color:${ink}`,
  quiet: `${font};margin:0 0 14px;font-size:14px;line-height:1.5;color:${quiet}`,
  /** Kept on one line: clients break lines behind a hyphen. */
  reference: 'white-space:nowrap',
  link: `color:${water};font-weight:600`,
} as const;

/**
 * The whole HTML of a mail. `body` is markup, subject and preheader are plain text. No table, no picture, nothing that has to be loaded. Without the
 * preheader, inboxes would show the subject twice, as the heading is the same. No invisible signs fill the room behind it: they look like those of spam.
 */
export function frame(language: Language, { subject, preheader }: Pick<Mail, 'subject' | 'preheader'>, body: string): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${escapeHtml(subject)}</title>
</head>
<body style="margin:0;padding:0;background:#eef1f2">
<div style="${style.preheader}">${escapeHtml(preheader)}</div>
<div role="main" style="max-width:580px;margin:0 auto;padding:32px 24px;background:#ffffff">
<h1 style="${font};margin:0 0 20px;font-size:24px;line-height:1.25;color:${ink}">${escapeHtml(subject)}</h1>
${body}
</div>
</body>
</html>
`;
}

/**
 * The address of the pages as a mail names it. Behind a path, such as an API's stage, the slash at the end matters: links on the pages are
 * relative.
 */
export function pagesAddress(pagesOrigin: string): string {
  return new URL(pagesOrigin).pathname === '/' ? pagesOrigin : `${pagesOrigin}/`;
}

/** Plain text as it stands in HTML. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

/** Markup of a paragraph of plain text. */
export function paragraph(text: string, css: string = style.paragraph): string {
  return `<p style="${css}">${escapeHtml(text)}</p>`;
}

/** Plain text in lines of at most 72 characters; `indent` stands before all lines but the first. */
export function wrap(text: string, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length > 72 && line !== '') {
      lines.push(line);
      line = `${indent}${word}`;
    } else line = longer;
  }
  return [...lines, line].join('\n');
}
