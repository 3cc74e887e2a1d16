import { expect, it } from 'vitest';
import { makeNode, matchRoute, type RouteNode } from './routes.ts';

function tree(...paths: readonly string[]): RouteNode<string> {
  const root = makeNode<string>();
  for (const path of paths) {
    let node = root;
    for (const part of path.split('/').slice(1)) node = node.children.find((child) => child.part === part) ?? makeNode(part, node);
  }
  return root;
}

const root = tree('/users/{id}/notes', '/users/me', '/files/{path+}', '/{any+}');

it.each([
  ['/', '/', {}],
  ['/users/me', '/users/me', {}],
  ['/users/7', '/users/{id}', { id: '7' }],
  ['/users/me/notes', '/users/{id}/notes', { id: 'me' }],
  ['/files/a/b%2Fc', '/files/{path+}', { path: 'a/b%2Fc' }],
  ['/users/7/other', '/{any+}', { any: 'users/7/other' }],
  ['/users', '/users', {}],
])('%s leads to %s', (path, resource, parameters) => {
  const match = matchRoute(root, path);
  expect([match?.node.path, match?.parameters]).toStrictEqual([resource, parameters]);
});

it('leads nowhere where no resource takes the whole path', () => {
  expect(matchRoute(tree('/users/{id}'), '/users/7/more')).toBeUndefined();
  expect(matchRoute(tree('/files/{path+}'), '/other')).toBeUndefined();
});
