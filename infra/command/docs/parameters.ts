import { parameters } from '#infra/parameters.ts';
import { code, made, table } from './markdown.ts';

/** The page with every parameter of a deployment. */
export function parametersPage(): string {
  const rows = Object.entries(parameters).map(([name, { about, absent, allowed }]) => [code(name), about, shown(absent), allowed]);
  return `# Parameters

${made} They are given as CDK context: \`npx cdk deploy --all -c name=value\`. An unknown or wrong one refuses the synthesis, with one line for each.

${table(['parameter', 'what it is for', 'where it is not given', 'allowed'], rows)}
`;
}

/** A value as somebody would give it. */
function shown(value: string | number | boolean): string {
  if (value === '') return 'empty';
  return code(typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value));
}
