import { describe, expect, it } from 'vitest';
import { linkTo, relativeLink } from './links.ts';

const pages = ['/', '/console', '/console/campaigns', '/console/campaigns/1', '/console/campaigns/1/start', '/console/campaigns/1/'];

describe('relative links', () => {
  it.each(['', '/prod', '/restapis/abc/prod/_user_request_'])('lead from every page to every page below the prefix %j', (prefix) => {
    for (const from of pages) {
      for (const to of pages) {
        const reached = new URL(relativeLink(from, to), `https://sluis.example${prefix}${from}`);
        expect(reached.href).toBe(`https://sluis.example${prefix}${to}`);
      }
    }
  });

  it('cannot be led elsewhere by a parameter', () => {
    const link = linkTo('/console', '/console/campaigns/{id}', { id: '../..//evil.example/?x#y' });
    const reached = new URL(link, 'https://sluis.example/prod/console');
    expect(reached.href).toBe('https://sluis.example/prod/console/campaigns/..%2F..%2F%2Fevil.example%2F%3Fx%23y');
  });
});
