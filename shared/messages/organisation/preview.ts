import { invented, type Preview } from '../preview.ts';
import { organisation, organisationData } from './organisation.ts';

const families = ['bakker', 'de.vries', 'jansen', 'visser'];
const named = ['a', 'e', 'j', 'm', 's'].flatMap((initial) => families.map((family) => `${initial}.${family}`));

/** The mail to a contact, to look at: of 23 user names it lists 20. */
export const organisationPreview: Preview = {
  mail: organisation,
  values: (language) => organisationData({ language, username: "Bakkerij 't Hoekje", named, more: 3, reference: invented.reference }),
};
