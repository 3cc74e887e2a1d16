import type { LambdaConfigType } from '@aws-sdk/client-cognito-identity-provider';
import { gateTriggers } from '#domain/pool/pool.ts';

type GateTrigger = (typeof gateTriggers)[number];

/** The function at a trigger, by its ARN; undefined where there is none. The token trigger has two places, which name the same function. */
export function functionAt(triggers: LambdaConfigType | undefined, trigger: GateTrigger): string | undefined {
  return triggers?.[trigger] ?? (trigger === 'PreTokenGeneration' ? triggers?.PreTokenGenerationConfig?.LambdaArn : undefined);
}

/** Triggers that the gate needs and another function has. */
export function takenBesides(triggers: LambdaConfigType | undefined, gate: string): readonly { trigger: GateTrigger; by: string }[] {
  return gateTriggers.flatMap((trigger) => {
    const by = functionAt(triggers, trigger);
    return by === undefined || by === gate ? [] : [{ trigger, by }];
  });
}

/** These triggers with the gate added. It takes the first version of the token trigger's event, which every plan of Cognito has; both places have to agree. */
export function withGate(triggers: LambdaConfigType | undefined, gate: string): LambdaConfigType {
  return {
    ...triggers,
    PreTokenGeneration: gate,
    PreTokenGenerationConfig: { LambdaVersion: 'V1_0', LambdaArn: gate },
    PreAuthentication: gate,
    PostConfirmation: gate,
  };
}

/** These triggers without the gate; whatever else stands at its places stays. */
export function withoutGate(triggers: LambdaConfigType | undefined, gate: string): LambdaConfigType {
  const ours = gateTriggers.filter((trigger) => functionAt(triggers, trigger) === gate);
  const gone = new Set<string>(ours.includes('PreTokenGeneration') ? [...ours, 'PreTokenGenerationConfig'] : ours);
  return Object.fromEntries(Object.entries(triggers ?? {}).filter(([name]) => !gone.has(name)));
}
