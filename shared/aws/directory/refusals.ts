import { ok, type Result, refused } from '#domain/result.ts';

/** What tells Cognito's refusals from its failures. @param meanings what a refusal means, by the name of its error; any other error is thrown */
export function refusalsOf<R extends string>(meanings: Readonly<Record<string, R>>) {
  /** What a call gives, or what its refusal means. */
  const expected = async <T>(call: Promise<T>): Promise<Result<T, R>> => {
    try {
      return ok(await call);
    } catch (error) {
      const refusal = error instanceof Error ? meanings[error.name] : undefined;
      if (refusal === undefined) throw error;
      return refused(refusal);
    }
  };
  /** That a call changed what it should, or what its refusal means. */
  const changed = (call: Promise<unknown>): Promise<Result<undefined, R>> => expected(call.then(() => undefined));
  return { changed, expected };
}
