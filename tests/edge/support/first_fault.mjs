// Where only whether the tests are green is asked (tests/proof/mutation.mjs sets FAIRLEAD_FIRST_FAULT),
// one fault answers that: what would come after it is skipped.
const asked = process.env.FAIRLEAD_FIRST_FAULT === '1';
let broken = false;

/** A test's body that is skipped after a fault, where that was asked for. */
export const untilFault = (body) => async (t) => {
  if (broken && asked) return t.skip('after the first fault');
  try {
    await body(t);
  } catch (error) {
    broken = true;
    throw error;
  }
};
