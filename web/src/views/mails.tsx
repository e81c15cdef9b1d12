import type { JSX } from 'preact';

import * as api from '../api.ts';
import { showMoment, showWord } from '../format.ts';
import { Table, WhenLoaded } from '../pieces.tsx';
import { useTitle } from '../router.ts';
import { useLoaded } from '../use_loaded.ts';
import { MoreRows } from './more_rows.tsx';

export function MailsView(): JSX.Element {
  const list = useLoaded('mails', () => api.mails());
  useTitle('Mail');
  return (
    <>
      <h1>Mail</h1>
      <WhenLoaded of={list}>
        {(first) => (
          <MoreRows first={first} more={api.mails}>
            {(rows) => <MailTable rows={rows} />}
          </MoreRows>
        )}
      </WhenLoaded>
    </>
  );
}

function MailTable({ rows }: { rows: readonly api.Mail[] }): JSX.Element {
  return (
    <Table
      caption="Mails, the newest first"
      rows={rows}
      keyOf={(mail) => mail.id}
      empty="There is no mail yet."
      columns={[
        { title: 'Subject', cell: (mail) => <a href={`/mail/${mail.id}`}>{mail.subject || '(no subject)'}</a> },
        { title: 'From', cell: (mail) => mail.from_name || mail.from_address },
        { title: 'Received', cell: (mail) => showMoment(mail.received_at) },
        { title: 'Summary', cell: (mail) => <SummaryTag mail={mail} /> },
      ]}
    />
  );
}

const kStates: Record<api.SummaryState, string> = {
  none: 'none',
  queued: 'waiting',
  running: 'being written',
  succeeded: 'ready',
  dead: 'failed',
  cancelled: 'cancelled',
};

function SummaryTag({ mail }: { mail: api.Mail }): JSX.Element {
  if (mail.urgency) return <span class={`tag ${mail.urgency}`}>{showWord(mail.urgency)} urgency</span>;
  if (mail.summary_state === 'none') return <span class="fine">–</span>;
  return <span class={`tag ${mail.summary_state}`}>{showWord(kStates[mail.summary_state])}</span>;
}
