import { runCommandLine } from './command-line.ts';
import { makeProgram } from './program.ts';

await runCommandLine(makeProgram());
