import { beforeAll, describe, expect, it } from 'vitest';
import { type SignInStage, setSignInStage, tokensIn } from '../kits/sign-in.ts';

const shut = /moet u uw wachtwoord wijzigen|U moet uw wachtwoord wijzigen/;

describe('every way into an account (attack 35)', () => {
  let stage: SignInStage;
  let old: { readonly refresh: string; readonly rotated: string; readonly cookie: string };
  let ways: Readonly<Record<string, () => Promise<unknown>>>;

  beforeAll(async () => {
    stage = await setSignInStage();
    const { product, web, shop, rotating } = stage.clients;
    await stage.federated('Corporate_9');
    const { cookie } = await stage.visit(web, 'sanne');
    old = {
      refresh: tokensIn(await stage.withPassword(product, 'sanne')).RefreshToken,
      rotated: tokensIn(await stage.withPassword(rotating, 'sanne')).RefreshToken,
      cookie,
    };
    ways = {
      'a password': () => stage.withPassword(product, 'sanne'),
      'a password at a second client': () => stage.withPassword(web, 'sanne'),
      SRP: () => stage.withSrp(product, 'sanne'),
      'a refresh token': () => stage.renew(product, old.refresh),
      'a refresh token at the token endpoint': () => stage.settle(stage.cognito.managedLogin(product).refresh(old.refresh)),
      'a refresh token that rotates': () => stage.rotate(old.rotated),
      'the custom sign-in': async () => stage.answerRiddle(await stage.beginRiddle('sanne'), 'sanne'),
      'the administrator’s API': () => stage.asAdministrator('sanne'),
      'managed login': async () => stage.exchange(web, (await stage.visit(web, 'sanne')).code),
      'the cookie of managed login': async () => stage.exchange(web, stage.reuse(web, old.cookie)),
      'the cookie at another client': async () => stage.exchange(shop, stage.reuse(shop, old.cookie)),
      'an identity provider, of an account that is linked to it': async () => stage.exchange(web, (await stage.federated('linda')).code),
    };
  });

  const outcomes = async () => {
    const all: Record<string, string> = {};
    for (const [name, way] of Object.entries(ways)) {
      all[name] = await way().then(
        () => 'open',
        (error: Error) => error.message,
      );
    }
    return all;
  };

  it('is open before a start', async () => {
    expect(new Set(Object.values(await outcomes()))).toEqual(new Set(['open']));
  });

  it('is shut ten seconds after it, without one call for an account', async () => {
    const id = await stage.plan({ kind: 'environment', environments: ['nl'] });
    const calls = ['AdminUserGlobalSignOut', 'AdminSetUserPassword', 'AdminDisableUser', 'AdminGetUser'];
    const callsOfEach = () => calls.map((call) => stage.world.meter.of('cognito', call).calls);
    const before = stage.world.meter.total('cognito').calls;
    const ofEach = callsOfEach();
    await stage.start(id);
    await stage.pass(10_000);
    expect(callsOfEach()).toEqual(ofEach);
    // The staff's log-ins, the directory's settings, and what the watch looks at.
    expect(stage.world.meter.total('cognito').calls - before).toBeLessThan(40);
    for (const [name, outcome] of Object.entries(await outcomes())) expect(outcome, name).toMatch(shut);
  });

  it('leaves machines and those alone whose password is another directory’s', async () => {
    expect(stage.asMachine().access_token).toBeDefined();
    const { web } = stage.clients;
    expect((await stage.exchange(web, (await stage.federated('Corporate_9')).code)).access_token).toBeDefined();
  });

  it('says the same to a name that nobody has as to one that is contained, where the campaign is over everybody', async () => {
    await stage.start(await stage.plan({ kind: 'everybody' }));
    await stage.pass(10_000);
    const say = (name: string) =>
      stage.withPassword(stage.clients.product, name).then(
        () => 'open',
        ({ name: kind, message }: Error) => `${kind}: ${message}`,
      );
    expect(await say('nobody')).toBe(await say('sanne'));
  });
});

describe('accounts of another directory, where a campaign contains them', () => {
  it('get no token: neither those that were counted nor those that come for the first time before they are known', async () => {
    const stage = await setSignInStage();
    const { web } = stage.clients;
    await stage.federated('Corporate_9');
    const id = await stage.plan({ kind: 'everybody' }, [], { containsFederated: true });
    await stage.federated('Corporate_10');
    await stage.start(id);
    await stage.pass(10_000);
    for (const name of ['Corporate_9', 'Corporate_10']) {
      await expect(stage.federated(name), name).rejects.toThrow(shut);
    }
    // The first sign-in of a new account runs no PreAuthentication; that account is exempt once it is recorded.
    const { code, cookie } = await stage.federated('Corporate_11');
    await expect(stage.exchange(web, code)).rejects.toThrow(/You must change your password|U moet uw wachtwoord wijzigen/);
    await stage.pass(5_000);
    expect((await stage.exchange(web, stage.reuse(web, cookie))).access_token).toBeDefined();
  });
});
