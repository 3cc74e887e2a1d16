import { type Role, roles, type Staff } from '#domain/staff/staff.ts';
import type { Route } from '#shared/lambda/http.ts';
import type { HttpRequest } from '#shared/lambda/http-request.ts';
import { HttpError, type HttpResponse, redirect } from '#shared/lambda/http-response.ts';
import { relativeLink } from '#shared/web/links.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Sessions } from '../log-in/session.ts';
import { type AnyAct, type Context, forbidden, type Target } from '../operation.ts';
import type { Message, Visit } from './frame.ts';
import { paths } from './paths.ts';
import { valueOrProblem } from './perform.ts';

/** A page of the console that is written by hand. */
export interface Page<T> {
  readonly path: `/${string}`;
  /** POST where what is asked for must not stand in an address. @default GET */
  readonly method?: 'POST';
  readonly on: Target<T>;
  /** @default every role */
  readonly by?: readonly Role[];
  /** What somebody does there, for a refusal: `See all that a campaign names`. */
  readonly summary: string;
  show(context: Context<T>, visit: Visit, request: HttpRequest): HttpResponse | Promise<HttpResponse>;
}

/** A page of any kind. */
export type AnyPage = Page<unknown>;

/** Declares a page. */
export function page<T>(declaration: Page<T>): AnyPage {
  return declaration as Page<T>;
}

/** Lets only who is logged in and has a role through; anybody else is led to the log-in. */
export type Inside = (
  handle: (request: HttpRequest, visit: Visit) => HttpResponse | Promise<HttpResponse>,
) => (request: HttpRequest) => Promise<HttpResponse>;

/** @param acts those whose messages a page may be asked to show */
export function makeInside(sessions: Sessions, acts: readonly AnyAct[]): Inside {
  return (handle) => async (request) => {
    const session = await sessions.read(request);
    if (session === undefined) {
      const campaign = request.params.id === undefined ? '' : `?campaign=${encodeURIComponent(request.params.id)}`;
      return redirect(`${relativeLink(request.path, paths.logIn)}${campaign}`);
    }
    const { staff } = session;
    if (!hasRole(staff)) throw new HttpError(403, `${staff.username} has no role; an operator can give one`);
    const { done, ...query } = request.query;
    const response = await handle({ ...request, query }, { path: request.path, staff, done: messageOf(acts, done) });
    return { ...response, cookies: [...(response.cookies ?? []), ...session.cookies] };
  };
}

/** The routes of pages. */
export function pageRoutes(pages: readonly AnyPage[], inside: Inside, dependencies: Dependencies): readonly Route[] {
  return pages.map((each) => ({
    method: each.method ?? 'GET',
    path: each.path,
    handle: inside(async (request, visit) => {
      const { staff } = visit;
      if (!(each.by ?? roles).some((role) => staff.roles.includes(role)))
        return valueOrProblem({ ok: false, error: forbidden(each, staff) });
      const target = await each.on.find(dependencies, request.params);
      if (target === undefined) throw new HttpError(404, each.on.missing(request.params));
      return each.show({ dependencies, staff, target }, visit, request);
    }),
  }));
}

/** Where a page says what an act did: only the name of the act stands in the address, so nobody can make it say anything else. */
export function withMessage(href: string, { name, doneBut }: AnyAct, answer: unknown): string {
  const but = doneBut?.when(answer) ? '.but' : '';
  return `${href}${href.includes('?') ? '&' : '?'}done=${name}${but}`;
}

function messageOf(acts: readonly AnyAct[], done: string | undefined): Message | undefined {
  const [name, but] = done?.split('.') ?? [];
  const found = acts.find((each) => each.name === name);
  if (found === undefined) return undefined;
  return but === 'but' && found.doneBut ? { text: found.doneBut.text, look: 'warning' } : { text: found.done, look: 'done' };
}

function hasRole(staff: Staff): boolean {
  return roles.some((role) => staff.roles.includes(role));
}
