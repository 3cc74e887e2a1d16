import { runSweep } from '/work/wt/sweep/infra/rehearsal/sweep-run.ts';
const [, , n = '500', r = '20', primitive = 'sign-out'] = process.argv;
const t = performance.now();
const run = await runSweep({ accounts: Number(n), recoveriesPerSecond: Number(r), primitive: primitive as never });
console.log(JSON.stringify(run), (performance.now() - t) / 1000);
process.exit(0);
