import type { Platform } from '#shared/platform.ts';
import type { Part } from '#shared/wiring.ts';
import type { LogMessage } from './log-messages.ts';

/** Fields beside a message: ids, counts and names of errors; never an address, a name, a password, a code or a whole object. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Writes catalogue messages as JSON lines. */
export interface Logger {
  log(message: LogMessage, fields?: LogFields): void;
}

/** A logger for one function. */
export function makeLogger(platform: Platform, functionName: string): Logger {
  return {
    log: (message, fields) => {
      const line = {
        time: new Date(platform.clock.now()).toISOString(),
        level: message.level,
        function: functionName,
        code: message.code,
        message: message.text,
        ...fields,
      };
      platform.log(JSON.stringify(line));
    },
  };
}

/** Name and message of whatever was thrown, for {@link Logger.log}. SDK errors name the operation's fault, not the account. */
export function errorFields(error: unknown): LogFields {
  return error instanceof Error ? { error: error.name, detail: error.message.slice(0, 300) } : { error: typeof error };
}

/** The logger of the function. */
export const logger: Part<Logger> = ({ platform, name }) => makeLogger(platform, name);
