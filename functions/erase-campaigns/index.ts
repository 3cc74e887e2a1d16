import { realEnvironment, realPlatform } from '#shared/platform.ts';
import { makeDependencies } from './dependencies.ts';
import { makeHandler } from './handler.ts';

export const handler = makeHandler(makeDependencies(realEnvironment(), realPlatform()));
