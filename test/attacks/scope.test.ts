import { fileURLToPath } from 'node:url';
import { UpdateUserAttributesCommand } from '@aws-sdk/client-cognito-identity-provider';
import { beforeAll, describe, expect, it } from 'vitest';
import { readDirectoryFile } from '#infra/rehearsal/directory.ts';
import { stolenPassword } from '#infra/rehearsal/people.ts';
import { type Stage, setStage } from '#test/kits/world.ts';

const small = fileURLToPath(new URL('../../infra/rehearsal/directory/small.jsonl', import.meta.url));
const hour = 3_600_000;

type User = Awaited<ReturnType<typeof readDirectoryFile>>['users'][number];

const attributeOf = ({ Attributes }: User, name: string) => Attributes.find(({ Name }) => Name === name)?.Value ?? '';
const canSignIn = (user: User) => user.Enabled && user.UserStatus === 'CONFIRMED' && attributeOf(user, 'email_verified') === 'true';

describe('an attribute that its holder writes (attack 47)', () => {
  const isDutch = (user: User) => attributeOf(user, 'locale') === 'nl-NL';
  const scope = { kind: 'attributes', where: [{ attribute: 'locale', is: 'one-of', values: ['nl-NL'] }] };
  let stage: Stage;
  let inside: User;
  let outside: User;
  let id: string;

  /** What an intruder does with an access token from before the campaign. */
  const write = async ({ Username }: User, locale: string) => {
    const { AuthenticationResult } = await stage.signIn(Username, stolenPassword);
    const AccessToken = AuthenticationResult?.AccessToken ?? '';
    await stage.settle(
      stage.client.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes: [{ Name: 'locale', Value: locale }] })),
    );
  };

  beforeAll(async () => {
    const { users } = await readDirectoryFile(small);
    stage = await setStage({ users });
    inside = users.find((user) => isDutch(user) && canSignIn(user)) as User;
    outside = users.find((user) => !isDutch(user) && canSignIn(user)) as User;
    id = await stage.plan(scope);
    await write(inside, 'fr-FR');
    await write(outside, 'nl-NL');
    await stage.start(id);
    await stage.pass(10_000);
  });

  it('leads nobody out of a scope that was counted', async () => {
    await expect(stage.signIn(inside.Username, stolenPassword)).rejects.toThrow();
  });

  it('can lead an account into one: unknown means contained', async () => {
    await expect(stage.signIn(outside.Username, stolenPassword)).rejects.toThrow();
  });

  it('is named, with the clients that let it, before anybody approves', async () => {
    const { campaign } = (await stage.look(id)) as { campaign: { readonly writable?: unknown } };
    expect(campaign.writable).toEqual([{ attribute: 'locale', clients: expect.arrayContaining([expect.any(String)]) }]);
  });
});

describe('an address that an intruder put there and verified (attack 42)', () => {
  let stage: Stage;
  let victim: User;

  beforeAll(async () => {
    const { users } = await readDirectoryFile(small);
    stage = await setStage({ users });
    const addresses = users.map((user) => attributeOf(user, 'email').toLowerCase());
    victim = users.find(
      (user, at) => canSignIn(user) && addresses.indexOf(addresses[at] ?? '') === addresses.lastIndexOf(addresses[at] ?? ''),
    ) as User;
    await stage.until(() => stage.rows('channels').filter(({ prefix }) => prefix !== undefined).length === 16, 25 * hour, 5 * 60_000);
    const compromisedSince = stage.world.clock.now();
    await stage.pass(hour);
    stage.cognito.operations.AdminUpdateUserAttributes?.({
      UserPoolId: stage.output('AccountsPoolId'),
      Username: victim.Username,
      UserAttributes: [
        { Name: 'email', Value: 'thief@elsewhere.example' },
        { Name: 'email_verified', Value: 'true' },
      ],
    });
    await stage.start(await stage.plan({ kind: 'everybody' }, [], { compromisedSince }));
    await stage.pass(10 * 60_000);
  });

  const ask = async (address: string) => {
    const browser = stage.holder();
    await browser.open('/identify');
    await browser.submit({ address, email: address, username: address });
    await stage.pass(2 * 60_000);
    return stage.ses.list({ recipient: address, limit: 10 }).mails;
  };

  it('gets no notice and no code', async () => {
    expect(await ask('thief@elsewhere.example')).toEqual([]);
  });

  it('does not stand in the way of the holder at the address from before', async () => {
    const mails = await ask(attributeOf(victim, 'email').toLowerCase());
    expect(mails).toHaveLength(2);
    expect(mails.map(({ text }) => text).join()).toMatch(/\b\d{4} ?\d{4}\b/);
  });
});
