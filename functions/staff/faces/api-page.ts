import type { createDocument } from 'zod-openapi';
import { relativeLink } from '#shared/web/links.ts';
import { type Html, html, nothing } from '#shared/web/markup.ts';
import { frame } from './frame.ts';
import { paths } from './paths.ts';

type Description = ReturnType<typeof createDocument>;
/** The part of JSON Schema that the description uses. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

/** The page that describes the API, made from its OpenAPI document. */
export function apiDescriptionPage(path: string, description: Description): string {
  const operations = Object.entries(description.paths ?? {}).flatMap(([address, methods]) =>
    Object.entries(methods).map(([method, operation]) => operationPart(address, method, operation as Operation)),
  );
  const schemas = Object.entries(description.components?.schemas ?? {}) as [string, Schema][];
  const body = html`<div class="stack"><h1>The API</h1>
      <p class="lead">${description.info.description}</p>
      <p>Send the ID token of a member of the staff as <code>Authorization: Bearer …</code>, and bodies as <code>application/json</code>. For programs: <a href="${relativeLink(path, paths.openApi)}">the OpenAPI document</a>.</p></div>
    <section class="stack"><h2>Operations</h2>${operations}</section>
    <section class="stack"><h2>Objects</h2>${schemas.map(
      ([name, schema]) => html`<section class="panel" id="${name}"><h3>${name}</h3>${fields(schema)}</section>`,
    )}</section>`;
  return frame({ path, title: 'The API', body });
}

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
}

function operationPart(address: string, method: string, operation: Operation): Html {
  const { operationId, summary, description, parameters = [], requestBody, responses } = operation;
  const query = parameters.filter((parameter) => parameter.in === 'query').map(({ name, schema }) => [name, schema] as const);
  const body = requestBody?.content['application/json']?.schema;
  const answer = responses['200']?.content?.['application/json']?.schema ?? {};
  const refusals = Object.entries(responses).filter(([status]) => status !== '200');
  return html`<article class="panel" id="${operationId}">
    <h3>${summary}</h3>
    <p class="address"><code><b>${method.toUpperCase()}</b> ${address}</code></p>
    <p>${description}</p>
    <dl class="facts">
      ${query.length > 0 ? html`<dt>Query</dt><dd>${fields({ properties: Object.fromEntries(query) })}</dd>` : nothing}
      ${body ? html`<dt>Body</dt><dd>${fields(body)}</dd>` : nothing}
      <dt>Answer</dt><dd>${fields(answer)}</dd>
      <dt>Refusals</dt><dd>${refusals.map(([status, { description: text }]) => `${status} ${text}`).join(', ')}</dd>
    </dl>
  </article>`;
}

function fields(schema: Schema): Html {
  const entries = Object.entries(schema.properties ?? {});
  if (entries.length === 0) return html`${typeOf(schema)}`;
  return html`<ul class="fields">${entries.map(([name, field]) => {
    const optional = schema.required && !schema.required.includes(name) ? ', optional' : '';
    return html`<li><code>${name}</code>: ${typeOf(field)}${optional}${field.description ? html`; ${field.description}` : nothing}${inner(field)}</li>`;
  })}</ul>`;
}

/** The fields of an object, of the entries of a list, or of each choice, one level further in. */
function inner({ properties, items, oneOf }: Schema): Html {
  if (oneOf) return html`<ul class="fields">${oneOf.map((option) => html`<li>either${fields(option)}</li>`)}</ul>`;
  if (properties) return fields({ properties });
  return items?.properties ? fields(items) : nothing;
}

function typeOf(schema: Schema): Html {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return html`<a href="#${name}">${name}</a>`;
  }
  if (schema.const !== undefined) return html`<code>${JSON.stringify(schema.const)}</code>`;
  if (schema.enum) return html`${schema.enum.join(', ')}`;
  if (schema.anyOf) return html`${schema.anyOf.map((each, at) => html`${at === 0 ? '' : ' or '}${typeOf(each)}`)}`;
  if (schema.items) {
    const { description } = schema.items;
    return html`list of ${typeOf(schema.items)}${description === undefined ? nothing : html` (${description})`}`;
  }
  return html`${schema.type ?? 'object'}${schema.properties && Object.keys(schema.properties).length === 0 ? ' without fields' : ''}`;
}
