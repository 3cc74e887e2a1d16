import { simulateCognito } from './cognito.ts';
import { virtualWorld } from '../../world.ts';
import { defaultQuotas, type QuotaCategory } from './quotas.ts';
const world = virtualWorld();
const c = simulateCognito(world);
for (const k of Object.keys(defaultQuotas)) c.setQuota(k as QuotaCategory, Infinity);
const { id } = c.createUserPool({ properties: { UsernameAttributes: ['email'], Schema: [{ Name: 'environment' }, { Name: 'organisation' }] } });
const client = c.createClient(id, { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] });
const N = Number(process.argv[2] ?? 1e6);
globalThis.gc?.();
const m0 = process.memoryUsage();
const subs: string[] = [];
function* users() {
  for (let i = 0; i < N; i++) {
    const sub = world.random.uuid(); if (i % 100 === 0) subs.push(sub);
    // As a JSON line would give it: fresh strings.
    yield JSON.parse(JSON.stringify({ Username: sub, Attributes: [{ Name: 'sub', Value: sub }, { Name: 'email', Value: `holder.number${i}@company${i % 5000}.example.com` }, { Name: 'email_verified', Value: 'true' }, { Name: 'name', Value: `Voornaam van Achternaam ${i}` }, { Name: 'locale', Value: 'nl-NL' }, { Name: 'custom:environment', Value: 'nl' }, { Name: 'custom:organisation', Value: `org-${i % 9999}` }, ...(i % 3 ? [] : [{ Name: 'phone_number', Value: `+3161${i}` }, { Name: 'phone_number_verified', Value: 'true' }])] }));
  }
}
function* dated() { for (const u of users()) { u.UserCreateDate = new Date(1465177892807 + Math.random() * 1e10); u.UserLastModifiedDate = new Date(1665177892807 + Math.random() * 1e10); yield u; } }
const t0 = performance.now();
c.importUsers(id, dated(), { password: (u) => `P-${u}` });
console.log('import', Math.round(performance.now() - t0), 'ms');
globalThis.gc?.();
const m1 = process.memoryUsage();
console.log('bytes/user heap', Math.round((m1.heapUsed - m0.heapUsed) / N), 'rss', Math.round(m1.rss / 1e6), 'MB');
async function time(name: string, n: number, run: (i: number) => unknown) {
  for (let i = 0; i < Math.min(200, n); i++) await run(i);
  const t = performance.now(); let worst = 0;
  for (let i = 0; i < n; i++) { const a = performance.now(); await run(i); worst = Math.max(worst, performance.now() - a); }
  console.log(name.padEnd(30), ((performance.now() - t) / n * 1000).toFixed(1), 'us, worst', worst.toFixed(2), 'ms');
}
const op = c.operations as Record<string, (i: object) => any>;
const u = (i: number) => subs[i % subs.length] as string;
let tok: unknown;
await time('ListUsers 60', 5000, () => { const p = op.ListUsers!({ UserPoolId: id, Limit: 60, PaginationToken: tok }); tok = p.PaginationToken; });
await time('ListUsers first page', 1000, () => op.ListUsers!({ UserPoolId: id, Limit: 60 }));
let tk: unknown;
await time('ListUsers sub ^= "a"', 5000, () => { const p = op.ListUsers!({ UserPoolId: id, Limit: 60, Filter: 'sub ^= "a"', PaginationToken: tk }); tk = p.PaginationToken; });
await time('ListUsers email =', 5000, (i) => op.ListUsers!({ UserPoolId: id, Filter: `email = "holder.number${i}@company${i % 5000}.example.com"` }));
await time('ListUsers sub =', 5000, (i) => op.ListUsers!({ UserPoolId: id, Filter: `sub = "${u(i)}"` }));
await time('ListUsers name = (scan)', 3, (i) => op.ListUsers!({ UserPoolId: id, Filter: `name = "x${i}"` }));
await time('AdminGetUser', 20000, (i) => op.AdminGetUser!({ UserPoolId: id, Username: u(i) }));
await time('AdminSetUserPassword', 20000, (i) => op.AdminSetUserPassword!({ UserPoolId: id, Username: u(i % 500), Password: `New-password-${i}`, Permanent: true }));
await time('AdminUserGlobalSignOut', 20000, (i) => op.AdminUserGlobalSignOut!({ UserPoolId: id, Username: u(i) }));
await time('AdminUpdateUserAttributes', 20000, (i) => op.AdminUpdateUserAttributes!({ UserPoolId: id, Username: u(i), UserAttributes: [{ Name: 'custom:environment', Value: 'be' }] }));
await time('AdminDisableUser', 20000, (i) => op.AdminDisableUser!({ UserPoolId: id, Username: u(i) }));
await time('AdminEnableUser', 20000, (i) => op.AdminEnableUser!({ UserPoolId: id, Username: u(i) }));
const rts: string[] = []; let at = '';
await time('InitiateAuth wrong', 2000, async (i) => { try { await op.InitiateAuth!({ ClientId: client.id, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: u(1200 + i % 700), PASSWORD: 'x' } }); } catch {} });
await world.clock.settle(world.clock.sleep(1e6));
await time('InitiateAuth password', 10000, async (i) => { const s = u(600 + i % 500); let r; r = await op.InitiateAuth!({ ClientId: client.id, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: s, PASSWORD: `P-${s}` } }); rts.push(r.AuthenticationResult.RefreshToken); at = r.AuthenticationResult.AccessToken; });
console.log('sign-ins', rts.length);
await time('InitiateAuth refresh', 10000, (i) => op.InitiateAuth!({ ClientId: client.id, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: rts[i % rts.length] } }));
await time('GetUser', 20000, () => op.GetUser!({ AccessToken: at }));
await time('verify', 20000, () => c.verify(at));
await time('AdminCreateUser', 10000, (i) => op.AdminCreateUser!({ UserPoolId: id, Username: `new${i}${Math.random()}@x.nl`, MessageAction: 'SUPPRESS', TemporaryPassword: 'Temporary-1' }));
