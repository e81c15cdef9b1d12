// One verdict by the package, its registry compiled as the isolate starts.
import { Registry } from '@fairlead/core/action';

import registryText from '../../../../edge/registry/actions.json';
import request from '../request.json';

const registry = Registry.load(registryText);

export default {
  fetch: () => Response.json(registry.evaluate(JSON.parse(request)).allowed),
};
