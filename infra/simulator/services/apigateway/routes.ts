/** One resource of an API: a path part below its parent. */
export interface RouteNode<M> {
  /** `users`, `{id}`, `{proxy+}`; empty at the root. */
  readonly part: string;
  /** The resource's whole path, such as `/users/{id}`. */
  readonly path: string;
  readonly children: RouteNode<M>[];
  /** By HTTP method; `ANY` takes what has none of its own. */
  readonly methods: Map<string, M>;
}

/** A resource that a request's path led to. */
export interface RouteMatch<M> {
  readonly node: RouteNode<M>;
  /** As the request has them: percent-encoded. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** A resource below a parent; the root without one. */
export function makeNode<M>(part = '', parent?: RouteNode<M>): RouteNode<M> {
  const path = parent === undefined ? '/' : `${parent.path === '/' ? '' : parent.path}/${part}`;
  const node: RouteNode<M> = { part, path, children: [], methods: new Map() };
  parent?.children.push(node);
  return node;
}

/** The resource for a path: a literal part goes before `{name}`, and that before `{name+}`, which takes the rest of the path. */
export function matchRoute<M>(root: RouteNode<M>, path: string): RouteMatch<M> | undefined {
  return match(
    root,
    path.split('/').filter((segment) => segment !== ''),
    0,
    {},
  );
}

function match<M>(
  node: RouteNode<M>,
  segments: readonly string[],
  index: number,
  parameters: Readonly<Record<string, string>>,
): RouteMatch<M> | undefined {
  const segment = segments[index];
  if (segment === undefined) return { node, parameters };
  const literal = node.children.find((child) => child.part === segment);
  const found = literal && match(literal, segments, index + 1, parameters);
  if (found !== undefined) return found;
  for (const child of node.children) {
    if (!child.part.startsWith('{') || child.part.endsWith('+}')) continue;
    const below = match(child, segments, index + 1, { ...parameters, [child.part.slice(1, -1)]: segment });
    if (below !== undefined) return below;
  }
  const greedy = node.children.find((child) => child.part.endsWith('+}'));
  if (greedy === undefined) return undefined;
  return { node: greedy, parameters: { ...parameters, [greedy.part.slice(1, -2)]: segments.slice(index).join('/') } };
}
