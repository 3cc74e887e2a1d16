/** Whether anything was typed. */
export function filled(value: string): boolean {
  return value.trim() !== '';
}

/** The lines of a field, without empty ones. */
export function lines(value: string): string[] {
  return value.split(/\r?\n/).filter(filled);
}

/** What was typed where it is no number, so that a refusal shows it. */
export function wholeNumber(value: string): number | string {
  return Number.isNaN(Number(value)) ? value : Number(value);
}

/** What texts may cost, in US dollars; undefined where neither was typed. */
export function textBudget(ceiling: string, price: string): object | undefined {
  const amount = (value: string) => (filled(value) ? wholeNumber(value) : value);
  return filled(ceiling) || filled(price) ? { ceilingUsd: amount(ceiling), usdPerPart: amount(price) } : undefined;
}

/** The number of the line that was read as entry `index`: empty lines are none. */
export function lineNumber(value: string, index: number): number {
  const numbers = value.split(/\r?\n/).flatMap((line, at) => (filled(line) ? [at + 1] : []));
  return numbers[index] ?? 1;
}

/** `call, Helpdesk, 24`: the channel, who sees to it, and optionally after how many hours. */
export function channelPlan(line: string): object {
  const parts = line.split(',').map((part) => part.trim());
  const [channel, ...owner] = parts.length > 2 ? parts.slice(0, -1) : parts;
  return { channel, owner: owner.join(', '), ...(parts.length > 2 && { afterHours: wholeNumber(parts.at(-1) ?? '') }) };
}

/** `org-korenmaat, office@example.org, nl`: the organisation, the address of its contact, and optionally a language. */
export function contact(line: string): object {
  const parts = line.split(',').map((part) => part.trim());
  const at = parts.findLastIndex((part) => part.includes('@'));
  if (at < 0) return { organisation: parts[0], address: parts.slice(1).join(', ') };
  const language = parts[at + 1];
  return { organisation: parts.slice(0, at).join(','), address: parts[at], ...(language && { language }) };
}
