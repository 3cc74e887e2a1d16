import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { accounts } from '#shared/aws/account/accounts.ts';
import { recent } from '#shared/aws/account/recent-rows.ts';
import { keptEpochs } from '#shared/aws/campaign/epochs.ts';
import { logger } from '#shared/lambda/log.ts';
import { metrics } from '#shared/lambda/metrics.ts';
import { userPoolId } from '#shared/settings.ts';
import { type Sandbox, wire } from '#shared/wiring.ts';

/** Verifies tokens of the directory. It fetches the pool's public keys over HTTPS when it meets a key for the first time. */
const verifier = ({ use }: Sandbox) => CognitoJwtVerifier.create({ userPoolId: use(userPoolId), tokenUse: null, clientId: null });

/** Makes what the authorizer works with, once for each sandbox. */
export const makeDependencies = wire('authorizer', {
  verifier,
  epochs: keptEpochs,
  recent,
  accounts,
  logger,
  metrics,
});

/** What the authorizer works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;
