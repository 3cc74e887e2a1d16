import { type Command, InvalidArgumentError } from 'commander';

/** How a command that works on tables reaches AWS. */
export interface ConnectionOptions {
  readonly region?: string;
  readonly profile?: string;
  readonly endpoint?: string;
}

/** Adds the options that say where AWS is, to a command that works on tables. */
export function addConnectionOptions(command: Command): Command {
  return command
    .option('--region <region>', 'where the tables are (default: what the environment or the profile says)')
    .option('--profile <name>', 'profile of the AWS configuration')
    .option('--endpoint <url>', 'of simulated AWS, as npm start prints it', endpoint);
}

/** Simulated AWS takes any credentials; those of a person have no business there. */
const simulated = { region: 'eu-west-1', credentials: { accessKeyId: 'simulated', secretAccessKey: 'simulated' } };

/** Settings of SDK clients for these options. */
export function clientSettings({ region, profile, endpoint: url }: ConnectionOptions) {
  const where = { ...(region !== undefined && { region }), ...(profile !== undefined && { profile }) };
  return url === undefined ? where : { ...simulated, ...where, endpoint: url };
}

/** The name of a table, as DynamoDB takes it. */
export function tableName(text: string): string {
  if (/^[\w.-]{3,255}$/.test(text)) return text;
  throw new InvalidArgumentError('Allowed: the name of a table, 3 to 255 letters, digits, _, - and dots.');
}

function endpoint(text: string): string {
  if (/^https?:$/.test(URL.parse(text)?.protocol ?? '')) return text;
  throw new InvalidArgumentError('Allowed: an address such as http://localhost:4103.');
}
