import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

import * as api from '../api.ts';
import { showDay, showMoment, showWord } from '../format.ts';
import { Problem } from '../pieces.tsx';
import { useLive } from '../use_live.ts';
import { asProblem } from '../use_loaded.ts';

const isUnderWay = ({ state }: api.MailSummaryState): boolean => state === 'queued' || state === 'running';

/** A mail's summary, or how far it is, kept up to date while a worker is at it. */
export function SummaryPanel({ id }: { id: string }): JSX.Element {
  const live = useLive(`summary ${id}`, () => api.mailSummary(id), isUnderWay);
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<api.ApiProblem | null>(null);
  const { value } = live;
  const ask = (): void => {
    setAsking(true);
    setProblem(null);
    api
      .summarizeMail(id, (value?.job ?? null) !== null)
      .then(live.reload, (error: unknown) => setProblem(asProblem(error)))
      .finally(() => setAsking(false));
  };
  const told = problem ?? live.problem;
  return (
    <aside aria-labelledby="summary">
      <h2 id="summary">Summary</h2>
      <p role="status" class="fine" data-testid="summary-state">
        {value && stateOf(value)}
      </p>
      {told && <Problem problem={told} />}
      {value?.state === 'dead' && <Failure job={value.job} />}
      {value?.summary && <Summary summary={value.summary} />}
      {value?.summary && <Origin of={value} />}
      {value && <AskButton value={value} busy={asking || isUnderWay(value)} ask={ask} />}
    </aside>
  );
}

/** What is told, also aloud, when the state changes. */
function stateOf({ state, job, summary }: api.MailSummaryState): string {
  const until = summary ? ' Until then this is the one before.' : '';
  switch (state) {
    case 'none':
      return 'Nobody has asked for one yet.';
    case 'queued':
      return job?.last_error_code
        ? `It did not work yet (${job.last_error_code}). The next try is after ${showMoment(job.run_after)}.${until}`
        : `Asked for; it waits for a worker.${until}`;
    case 'running':
      return `A model is reading the mail.${until}`;
    case 'succeeded':
      return 'Ready.';
    case 'dead':
      return 'It could not be made.';
    case 'cancelled':
      return 'It was called off.';
  }
}

const kReasons: Record<string, string> = {
  EMAIL_NOT_FOUND: 'The mail was not there when its turn came.',
  MODEL_FAILED: 'The model refused the request, or its key.',
  MISTRAL_FAILED: 'The model refused the request, or its key.',
  SCHEMA_INVALID: 'What the model wrote was not a summary, also when it was asked again.',
  TIMEOUT: 'The model took too long.',
  WORKER_LOST: 'The programs that worked on it ended before it was done.',
};

function Failure({ job }: { job: api.Job | null }): JSX.Element {
  const code = job?.last_error_code ?? null;
  return (
    <div class="notice refused">
      <p>{kReasons[code ?? ''] ?? 'It failed.'}</p>
      <p class="fine">
        {code && <code>{code}</code>} after {job?.attempts ?? 0} attempts
      </p>
    </div>
  );
}

function Summary({ summary }: { summary: api.MailSummary }): JSX.Element {
  return (
    <div data-testid="summary">
      <p>
        <span class={`tag ${summary.urgency}`}>{showWord(summary.urgency)} urgency</span>
      </p>
      <p>{summary.overview}</p>
      {summary.action_items.length > 0 && <h3>To do</h3>}
      <ul>
        {summary.action_items.map((item, index) => (
          <li key={index}>
            {item.title}
            {item.owner && <span class="fine"> · {item.owner}</span>}
            {item.due && <span class="fine"> · by {showDay(item.due)}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A summary is a model's, and says so. */
function Origin({ of: { model, made_at, current } }: { of: api.MailSummaryState }): JSX.Element {
  return (
    <p class="fine">
      Written by <code>{model}</code>
      {made_at && <> on {showMoment(made_at)}</>}
      {!current && ' with an older prompt'}. Check it against the mail.
    </p>
  );
}

interface AskButtonProps {
  value: api.MailSummaryState;
  busy: boolean;
  ask: () => void;
}

/** Stays where it is while it can do nothing, so that the keyboard's focus stays too. */
function AskButton({ value, busy, ask }: AskButtonProps): JSX.Element {
  const first = value.job === null && value.summary === null;
  const label = first ? 'Summarise this mail' : value.state === 'dead' ? 'Try again' : 'Summarise again';
  return (
    <button
      type="button"
      class={value.state === 'succeeded' ? 'quiet' : ''}
      aria-disabled={busy}
      onClick={() => {
        if (!busy) ask();
      }}
    >
      {busy ? 'Summary asked for' : label}
    </button>
  );
}
