import type { JSX } from 'preact';

import * as api from '../api.ts';
import { showMoment } from '../format.ts';
import { WhenLoaded } from '../pieces.tsx';
import { useTitle } from '../router.ts';
import { useLoaded } from '../use_loaded.ts';
import { SummaryPanel } from './summary_panel.tsx';

export function MailView({ id }: { id: string }): JSX.Element {
  const loaded = useLoaded(`mail ${id}`, () => api.mail(id));
  useTitle(loaded.value ? loaded.value.subject || '(no subject)' : null);
  return (
    <>
      <p>
        <a href="/mail">← Mail</a>
      </p>
      <WhenLoaded of={loaded}>
        {(mail) => (
          <div class="two">
            <article aria-labelledby="subject">
              <h1 id="subject">{mail.subject || '(no subject)'}</h1>
              <p class="fine">
                From {mail.from_name && <strong>{mail.from_name}</strong>} {mail.from_address} · to{' '}
                {mail.to_addresses.join(', ') || '–'} · {showMoment(mail.received_at)}
              </p>
              <p class="mail">{mail.text || '(the mail has no text)'}</p>
            </article>
            <SummaryPanel id={id} />
          </div>
        )}
      </WhenLoaded>
    </>
  );
}
