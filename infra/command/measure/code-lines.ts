/**
 * Lines of code in a source file, without imports, lines that are a comment and nothing else, blank lines and lines of brackets alone. It goes by how
 * lines begin and end, as the formatter leaves them.
 */
export function codeLines(text: string): number {
  let within: 'code' | 'comment' | 'import' = 'code';
  let lines = 0;
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (within === 'code' && line.startsWith('/*')) within = 'comment';
    if (within === 'code' && /^import\b(?!\()/.test(line)) within = 'import';
    if (within === 'code' && /\w/.test(line) && !line.startsWith('//')) lines += 1;
    if (within === 'comment' && line.endsWith('*/')) within = 'code';
    if (within === 'import' && line.endsWith(';')) within = 'code';
  }
  return lines;
}
