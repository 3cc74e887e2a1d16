import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { badInput } from '../command-line.ts';

/** A log-in that is kept: where the API is, and the token that it takes. */
export interface Profile {
  /** Origin of the API, with a stage's path where there is one: `https://console.example.org`. */
  readonly url: string;
  readonly username: string;
  readonly token: string;
  /** When the token ends, in ms since 1970. */
  readonly expiresAt: number;
}

/** Name of the profile where none is given. */
export const defaultProfile = 'default';

/** The name of a profile, for commander to read an option with: it names a file, so it is no path. */
export function profileName(text: string): string {
  if (/^[\w@+-][\w.@+-]{0,99}$/.test(text)) return text;
  throw new InvalidArgumentError('Allowed: 1 to 100 letters, digits, and . _ @ + -, not beginning with a dot.');
}

/** Where a profile is kept: `$SLUIS_CONFIG_DIRECTORY`, else `$XDG_CONFIG_HOME/sluis`, else `~/.config/sluis`. */
export function profileFile(name: string): string {
  const { SLUIS_CONFIG_DIRECTORY: own, XDG_CONFIG_HOME: config = join(homedir(), '.config') } = process.env;
  return join(own ?? join(config, 'sluis'), `${name}.json`);
}

/** Keeps a profile for its owner alone (mode 600). */
export function writeProfile(name: string, profile: Profile): void {
  const file = profileFile(name);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // A file that was there would keep its mode, and a link would lead elsewhere.
  rmSync(file, { force: true });
  writeFileSync(file, `${JSON.stringify(profile)}\n`, { mode: 0o600, flag: 'wx' });
}

/** The profile of this name. Ends the process with status 2 where nobody is logged in, or no longer. */
export function readProfile(name: string): Profile {
  const again = `log in: sluis log-in --profile ${name} --url <address of the console>`;
  const profile = parse(name);
  if (profile === undefined) badInput(`--profile is ${name}, in which nobody is logged in; ${again}`);
  if (profile.expiresAt <= Date.now()) badInput(`--profile is ${name}, whose log-in ended at ${clock(profile.expiresAt)}; ${again}`);
  return profile;
}

/** Forgets a profile. */
export function forgetProfile(name: string): void {
  rmSync(profileFile(name), { force: true });
}

/** `14:05` in UTC, and the day where it is another one. */
export function clock(ms: number): string {
  const [day, time] = new Date(ms).toISOString().split('T');
  const today = new Date().toISOString().startsWith(day ?? '') ? '' : `${day} `;
  return `${today}${time?.slice(0, 5)} UTC`;
}

function parse(name: string): Profile | undefined {
  try {
    return JSON.parse(readFileSync(profileFile(name), 'utf8')) as Profile;
  } catch {
    return undefined;
  }
}
