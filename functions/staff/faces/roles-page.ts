import { type Role, roles } from '#domain/staff/staff.ts';
import { html } from '#shared/lambda/http-response.ts';
import { type Html, html as markup } from '#shared/web/markup.ts';
import { thingsTable } from '#shared/web/table.ts';
import type { Operation } from '../operation.ts';
import type { Subject } from '../operations.ts';
import { overall } from '../parts/targets.ts';
import { frame, type Visit } from './frame.ts';
import { paths } from './paths.ts';
import { type AnyPage, page } from './visits.ts';

/** The page that says who may do what, made from the declarations. */
export const rolesPage = (subjects: Readonly<Record<string, Subject>>): AnyPage =>
  page({ path: paths.roles, on: overall, summary: 'See who may do what', show: (_, visit) => html(rolesMarkup(visit, subjects)) });

function rolesMarkup(visit: Visit, subjects: Readonly<Record<string, Subject>>): string {
  const body = markup`<div class="stack reading"><h1>Who may do what</h1>
      <p class="lead">What is not in these tables changes nothing and is open to every role.</p></div>
    ${Object.entries(subjects).map(([name, subject]) => subjectPart(name, subject))}`;
  return frame({ ...visit, title: 'Who may do what', body });
}

function subjectPart(name: string, { description, operations }: Subject): Html {
  const limited = operations.filter(({ by = roles }) => by.length < roles.length);
  if (limited.length === 0) return markup``;
  const columns = [{ title: 'What' }, ...roles.map((role) => ({ title: role })), { title: 'Second person' }, { title: 'Audit log' }];
  const rows = limited.map((operation: Operation) => {
    const { summary, by = roles } = operation;
    const isAct = operation.kind === 'act';
    return [
      summary,
      ...roles.map((role) => cell(by, role)),
      isAct && operation.notBy !== undefined ? 'somebody else' : '–',
      isAct ? operation.audit : '–',
    ];
  });
  return markup`<section class="stack"><h2>${name}</h2><p>${description}</p><div class="panel">${thingsTable({ label: `Who may do what: ${name}`, columns, rows })}</div></section>`;
}

function cell(by: readonly Role[], role: Role): string {
  return by.includes(role) ? 'yes' : '–';
}
