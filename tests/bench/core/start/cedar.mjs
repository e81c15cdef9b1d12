// The same verdict by Cedar, its policies parsed as the isolate starts.
import * as cedar from '../../../../node_modules/@cedar-policy/cedar-wasm/esm/cedar_wasm_bg.js';
import module from '../../../../node_modules/@cedar-policy/cedar-wasm/esm/cedar_wasm_bg.wasm';

import registryText from '../../../../edge/registry/actions.json';
import { callOf, policiesOf } from '../cedar.mjs';
import request from '../request.json';

const { exports } = new WebAssembly.Instance(module, { './cedar_wasm_bg.js': cedar });
cedar.__wbg_set_wasm(exports);
exports.__wbindgen_start();
cedar.preparsePolicySet('registry', { staticPolicies: policiesOf(JSON.parse(registryText)) });

export default {
  fetch() {
    const call = { ...callOf(JSON.parse(request), 'part'), preparsedPolicySetId: 'registry' };
    return Response.json(cedar.statefulIsAuthorized(call).response.decision === 'allow');
  },
};
