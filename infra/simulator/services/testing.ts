import type { Fields, Service } from '../service.ts';

/** Calls operations of a service without a door: at once, with neither latency nor faults. For tests. */
export function callerOf(service: Service): (operation: string, input: object) => Fields {
  return (operation, input) => {
    const run = service.operations[operation];
    if (run === undefined) throw new Error(`${service.name} has no operation ${operation}`);
    return run(input as Fields) as Fields;
  };
}

/** What `run` was refused with. For tests. @throws Error when it was not refused. */
export function refusal(run: () => unknown): { readonly name: string; readonly message: string } {
  try {
    run();
  } catch (error) {
    if (error instanceof Error) return { name: error.name, message: error.message };
  }
  throw new Error('was not refused');
}
