import { AbiCore } from '../abi.js';
import { FairleadError } from '../error.js';

/** Any other runtime: the program gives the module, by `@fairlead/core/init` or `/inline`. */
export const core = new AbiCore(() => {
  throw new FairleadError(
    'not_initialized',
    'This runtime has no way of its own to load core.wasm: await init() of @fairlead/core/init first, or import @fairlead/core/inline.',
  );
});
