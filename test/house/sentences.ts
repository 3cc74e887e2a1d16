/** Most words that a sentence of the docs may have. */
export const mostWords = 25;

/** The sentences of a page in Markdown that have too many words; each item of a list and each cell of a table is by itself. Code blocks and titles of tests are left out. */
export function longSentences(page: string): readonly string[] {
  return blocksOf(page)
    .filter((block) => !/\]\(\S+\.ts\): "/.test(block))
    .flatMap((block) => block.replaceAll(/\]\([^)]*\)/g, ']').split(/(?<=[.!?][)"”*]{0,2})\s+(?=\S)/))
    .filter((sentence) => wordsIn(sentence) > mostWords);
}

function wordsIn(sentence: string): number {
  return sentence.split(/\s+/).filter((part) => /[\p{L}\p{N}]/u.test(part)).length;
}

/** Paragraphs, items of lists, and cells of tables. */
function blocksOf(page: string): readonly string[] {
  const blocks: string[] = [];
  let open = false;
  for (const line of page.replaceAll(/^\s*```[\s\S]*?^\s*```/gm, '').split('\n')) {
    const item = /^\s*(?:[-*>]|\d+\.|#+) (.*)$/.exec(line)?.[1];
    if (/^\s*\|/.test(line)) blocks.push(...line.split('|'));
    else if (open && item === undefined && line.trim() !== '') blocks.push(`${blocks.pop()} ${line.trim()}`);
    else blocks.push(item ?? line.trim());
    open = line.trim() !== '' && !/^\s*(\||#)/.test(line);
  }
  return blocks;
}
