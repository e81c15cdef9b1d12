// The program that is tried: the one built here, or the one that FAIRLEAD_PROGRAM names.
import { program } from '../../../tools/lib/system.mjs';

export const shipped = process.env.FAIRLEAD_PROGRAM ?? program;
