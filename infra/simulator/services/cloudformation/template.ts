import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A resource of a template. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  /** Name of the condition under which the resource is made. */
  readonly Condition?: string;
}

/** A CloudFormation template, parsed. */
export interface TemplateBody {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Parameters?: Readonly<Record<string, { readonly Type: string; readonly Default?: string | number }>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Mappings?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly Outputs?: Readonly<
    Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: unknown }; readonly Condition?: string }>
  >;
}

/** A template to deploy. */
export interface Template {
  readonly stackName: string;
  readonly body: TemplateBody;
  /** Values of parameters. @default the template's own defaults */
  readonly parameters?: Readonly<Record<string, string>>;
}

interface Artifact {
  readonly type: string;
  readonly dependencies?: readonly string[];
  readonly properties?: {
    readonly templateFile?: string;
    readonly stackName?: string;
    readonly parameters?: Readonly<Record<string, string>>;
    readonly directoryName?: string;
  };
}

/**
 * Reads what `cdk synth` wrote: the templates of all stacks, each after those that it depends on. Assemblies within it (stages) come
 * where they are named.
 * @throws Error when the directory has no manifest.
 */
export function readAssembly(directory: string): Template[] {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(directory, file), 'utf8'));
  const { artifacts } = read('manifest.json') as { readonly artifacts: Readonly<Record<string, Artifact>> };
  const templates: Template[] = [];
  const seen = new Set<string>();
  const visit = (id: string) => {
    const artifact = artifacts[id];
    if (artifact === undefined || seen.has(id)) return;
    seen.add(id);
    for (const dependency of artifact.dependencies ?? []) visit(dependency);
    const { templateFile, stackName, parameters, directoryName } = artifact.properties ?? {};
    if (artifact.type === 'cdk:cloud-assembly' && directoryName !== undefined)
      templates.push(...readAssembly(join(directory, directoryName)));
    if (artifact.type !== 'aws:cloudformation:stack' || templateFile === undefined) return;
    const body = read(templateFile) as TemplateBody;
    templates.push({ stackName: stackName ?? id, body, ...(parameters === undefined ? {} : { parameters }) });
  };
  for (const id of Object.keys(artifacts)) visit(id);
  return templates;
}
