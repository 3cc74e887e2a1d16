/** Names of the `{parameters}` of a path. */
export type ParameterNames<P extends string> = P extends `${string}{${infer Name}}${infer Rest}` ? Name | ParameterNames<Rest> : never;

/** Values for the parameters of a path; none where it has none. */
export type Parameters<P extends string> = { readonly [Name in ParameterNames<P>]: string };

/** Puts values into a path: `fillPath('/campaigns/{id}', { id: 'a b' })` is `/campaigns/a%20b`. */
export function fillPath<P extends string>(path: P, parameters: Parameters<P>): string {
  const values: Readonly<Record<string, string>> = parameters;
  return path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
}

/**
 * A link from the page at `from` to the page at `to`, relative, as only the browser knows what stands before these paths: nothing, the
 * stage of an API, the prefix of an emulator.
 */
export function relativeLink(from: string, to: string): string {
  const up = from.split('/').length - 2;
  return `${up > 0 ? '../'.repeat(up) : './'}${to.slice(1)}`;
}

/** A link to a path with parameters, from the page at `from`. */
export function linkTo<P extends string>(from: string, path: P, parameters: Parameters<P>): string {
  return relativeLink(from, fillPath(path, parameters));
}
