// What a page does with one concept; its title tells how far it came.
import { canonicalize, FairleadError } from '@fairlead/core/json';

try {
  canonicalize('{');
} catch (error) {
  document.title = `${error instanceof FairleadError} ${error.code} ${canonicalize('{"b":1,"a":2}')}`;
}
