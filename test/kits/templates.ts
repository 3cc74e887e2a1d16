import { makeApp } from '#infra/app.ts';

/** A template's JSON. */
export type Json = Readonly<Record<string, unknown>>;

/** A resource of any stack. */
export interface Resource {
  readonly stack: string;
  readonly id: string;
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: templates are looked into, not typed
  readonly Properties: any;
  readonly Metadata?: Json;
}

interface Template {
  readonly Resources: Readonly<Record<string, Omit<Resource, 'stack' | 'id'>>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: Json; readonly Export?: { readonly Name: string } }>>;
}

/** The resources of a deployment with these parameters, unbundled. */
export function synthesize(context: Readonly<Record<string, string>> = {}) {
  const { stacks } = makeApp({ context: { bundle: 'no', ...context } });
  const templates = stacks.map(({ stackName, template }) => ({ stackName, template: template as Template }));
  const all: readonly Resource[] = templates.flatMap(({ stackName, template }) =>
    Object.entries(template.Resources).map(([id, resource]) => ({ stack: stackName, id, ...resource })),
  );
  const exported = new Map<unknown, { readonly stackName: string; readonly Value: Json }>();
  for (const { stackName, template } of templates) {
    for (const { Value, Export } of Object.values(template.Outputs ?? {})) if (Export) exported.set(Export.Name, { stackName, Value });
  }
  /** The resource that a `Ref`, `Fn::GetAtt` or `Fn::ImportValue` of this stack leads to. */
  const follow = (stack: string, value: Json): Resource => {
    const imported = exported.get(value['Fn::ImportValue']);
    if (imported) return follow(imported.stackName, imported.Value);
    const id = value.Ref ?? (value['Fn::GetAtt'] as readonly string[])[0];
    const found = all.find((resource) => resource.stack === stack && resource.id === id);
    if (!found) throw new Error(`${stack} has no ${JSON.stringify(value)}`);
    return found;
  };
  return { all, follow, ofType: (type: string) => all.filter(({ Type }) => Type === type) };
}

/** Where the source of a function stands. */
export function entryOf({ Metadata }: Resource): string {
  return String(Metadata?.['simulator:entry']);
}
