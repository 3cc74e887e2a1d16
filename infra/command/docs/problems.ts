import { refusalKinds } from '#functions/staff/operation.ts';
import { gatewayAnswers } from '#infra/constructs/gateway-answers.ts';
import { failed, problems } from '#shared/lambda/http-response.ts';
import { code, made, table } from './markdown.ts';

interface Said {
  readonly code: string;
  /** @default that of whatever was refused */
  readonly status?: number;
  readonly title: string;
}

/** The page with every kind of problem that the API answers with. @throws Error where a kind has two titles */
export function problemsPage(): string {
  const all: readonly Said[] = [
    ...Object.entries(problems).map(([status, problem]) => ({ ...problem, status: Number(status) })),
    ...Object.entries(refusalKinds).map(([kind, refusal]) => ({ code: kind, ...refusal })),
    { ...failed, status: 500 },
    ...Object.values(gatewayAnswers),
  ];
  const rows = [...Map.groupBy(all, (said) => said.code)].map(([kind, said]) => {
    const [title = '', ...others] = new Set(said.map((each) => each.title));
    if (others.length > 0) throw new Error(`${kind} has the titles ${[title, ...others].join(', ')}`);
    const statuses = new Set(said.map(({ status }) => (status === undefined ? 'others' : String(status))));
    return [code(kind), [...statuses].sort().join(', '), title];
  });
  return `# Kinds of problems

${made}

What a program reads in \`code\` where the [API](api.md#problems) refuses something. A kind is permanent, and has one title.

${table(['code', 'status', 'title'], rows.toSorted())}
`;
}
