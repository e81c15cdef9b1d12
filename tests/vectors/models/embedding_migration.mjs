// Vectors of migrations: the rule's sentences written down as a second table, and every state with
// every event.

const kStates = ['planned', 'dual_write', 'backfill', 'verify', 'ready', 'cut_over', 'cleaned', 'paused', 'rolled_back'];
const kEvents = ['start', 'backfill', 'verify', 'pass', 'fail', 'cut_over', 'clean', 'pause', 'resume', 'roll_back'];
const kRunning = ['dual_write', 'backfill', 'verify', 'ready', 'cut_over'];

/** The events that a state knows, in the order of the drawing, and where they lead. */
function stepsOf(state, pausedFrom) {
  const forward = {
    planned: [['start', 'dual_write']],
    dual_write: [['backfill', 'backfill']],
    backfill: [['verify', 'verify']],
    verify: [['pass', 'ready'], ['fail', 'backfill']],
    ready: [['cut_over', 'cut_over']],
    cut_over: [['clean', 'cleaned']],
    cleaned: [],
    paused: kRunning.includes(pausedFrom) ? [['resume', pausedFrom]] : [],
    rolled_back: [['clean', 'cleaned']],
  }[state];
  const pause = kRunning.includes(state) ? [['pause', 'paused']] : [];
  const back = ['cleaned', 'rolled_back'].includes(state) ? [] : [['roll_back', 'rolled_back']];
  return [...forward, ...pause, ...back];
}

/** Why a step is not taken; `allowed` where it is. Each has all it needs unless the case says otherwise. */
function codeOf({ state, paused_from = null, event, gate_passed, asked_by_person = false }) {
  const paused = state === 'paused';
  if (paused !== (paused_from !== null) || (paused && !kRunning.includes(paused_from))) return 'paused_from_missing';
  if (!stepsOf(state, paused_from).some(([name]) => name === event)) return 'transition_not_listed';
  if (event === 'pass' || event === 'fail') {
    if (gate_passed === undefined) return 'report_missing';
    if (gate_passed !== (event === 'pass')) return gate_passed ? 'gate_passed' : 'gate_failed';
  }
  if (event === 'clean' && !asked_by_person) return 'person_required';
  return 'allowed';
}

const kMessages = {
  allowed: 'The step is listed, and has what it needs.',
  report_missing: 'A verification passes or fails by its report; give it.',
  gate_failed: 'The report says that the verification failed.',
  gate_passed: 'The report says that the verification passed.',
  person_required: 'Vectors are only removed when a person asks for it.',
  paused_from_missing:
    'A paused migration says which state from dual_write to cut_over was paused, and no other migration does.',
};

function migration(input) {
  const { state, paused_from = null, event } = input;
  const steps = stepsOf(state, paused_from);
  const next = steps.map(([name, to]) => ({ event: name, to }));
  if (event === undefined) return { next, step: null };
  const code = codeOf(input);
  const allowed = code === 'allowed';
  const to = allowed ? steps.find(([name]) => name === event)[1] : state;
  const after = allowed ? (to === 'paused' ? state : null) : paused_from;
  const message = kMessages[code] ?? `A migration that is ${state} has no step ${event}.`;
  return { next, step: { allowed, code, message, state: to, paused_from: after } };
}

const asked = (name, input) => ({ name, operation: 'embedding.migration', input, expect: { value: migration(input) } });
const refused = (name, input, path) => ({
  name,
  operation: 'embedding.migration',
  input,
  expect: { error: { code: 'request_invalid', path } },
});

const kAll = { gate_passed: true, asked_by_person: true };
const everyStep = kStates.flatMap((state) => {
  const starts = state === 'paused' ? kRunning.map((paused_from) => ({ state, paused_from })) : [{ state }];
  return starts.flatMap((start) =>
    kEvents.map((event) => {
      const name = [state, ...(start.paused_from ? ['from', start.paused_from] : []), event].join(' ');
      return asked(name, { ...start, ...kAll, event, gate_passed: event !== 'fail' });
    }),
  );
});

const migrationCases = [
  ...everyStep,
  ...kStates.filter((state) => state !== 'paused').map((state) => asked(`what can follow ${state}`, { state })),
  ...kRunning.map((paused_from) => asked(`what can follow a pause in ${paused_from}`, { state: 'paused', paused_from })),
  asked('a pass without a report', { state: 'verify', event: 'pass' }),
  asked('a fail without a report', { state: 'verify', event: 'fail' }),
  asked('a pass against the report', { state: 'verify', event: 'pass', gate_passed: false }),
  asked('a fail against the report', { state: 'verify', event: 'fail', gate_passed: true }),
  asked('cleaning that nobody asked for', { state: 'cut_over', event: 'clean' }),
  asked('cleaning a roll-back that nobody asked for', { state: 'rolled_back', event: 'clean', asked_by_person: false }),
  asked('paused, but in what?', { state: 'paused', event: 'roll_back' }),
  asked('paused where nothing runs', { state: 'paused', paused_from: 'planned', event: 'roll_back' }),
  asked('not paused, but remembering', { state: 'verify', paused_from: 'verify', event: 'pause' }),
  refused('a state that is none', { state: 'half_way', event: 'start' }, '/state'),
  refused('an event that is none', { state: 'planned', event: 'go' }, '/event'),
  refused('a pause in a state that is none', { state: 'paused', paused_from: 'x' }, '/paused_from'),
  refused('no state', { event: 'start' }, '/state'),
];

export const migrationFiles = {
  migration: { describes: 'Which state of a migration follows which, and what a step needs', cases: migrationCases },
};
