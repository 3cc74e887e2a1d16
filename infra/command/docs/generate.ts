import { catalogue } from './catalogue.ts';
import { glossary } from './glossary.ts';
import { parametersPage } from './parameters.ts';
import { problemsPage } from './problems.ts';
import { queues, tablesPage } from './resources.ts';
import { runbook } from './runbook.ts';
import { states } from './states.ts';

/** The pages of `docs/` that are made from the code, by file name. */
export function generateDocs(): Readonly<Record<string, string>> {
  return {
    'states.md': states(),
    'catalogue.md': catalogue(),
    'runbook.md': runbook(),
    'queues.md': queues(),
    'tables.md': tablesPage(),
    'parameters.md': parametersPage(),
    'glossary.md': glossary(),
    'problems.md': problemsPage(),
  };
}
