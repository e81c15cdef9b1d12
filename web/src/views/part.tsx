import type { JSX } from 'preact';

import * as api from '../api.ts';
import { showChange, showFigure, showMoment, showWord } from '../format.ts';
import { Table, WhenLoaded } from '../pieces.tsx';
import { useTitle } from '../router.ts';
import { useLoaded } from '../use_loaded.ts';
import { Actions } from './actions.tsx';
import { MoreRows } from './more_rows.tsx';
import { Stock } from './parts.tsx';

export function PartView({ id }: { id: string }): JSX.Element {
  const loaded = useLoaded(`part ${id}`, () => api.part(id));
  useTitle(loaded.value?.name ?? null);
  return (
    <>
      <p>
        <a href="/parts">← Parts</a>
      </p>
      <WhenLoaded of={loaded}>
        {(part) => (
          <div class="two">
            <div>
              <h1>{part.name}</h1>
              <PartFacts part={part} />
              <h2>Ledger</h2>
              <p class="fine">The stock is the sum of these lines, and nothing else.</p>
              <MoreRows first={part.ledger} more={(cursor) => api.part(id, cursor).then((next) => next.ledger)}>
                {(entries) => <Ledger entries={entries} unit={part.unit} />}
              </MoreRows>
            </div>
            <Actions entityType="part" entityId={id} onDone={loaded.reload} />
          </div>
        )}
      </WhenLoaded>
    </>
  );
}

function PartFacts({ part }: { part: api.PartWithLedger }): JSX.Element {
  return (
    <>
      <p>{part.description}</p>
      <dl class="facts">
        <div>
          <dt>In stock</dt>
          <dd class="big" data-testid="stock">
            <Stock part={part} />
          </dd>
        </div>
        <div>
          <dt>Minimum</dt>
          <dd class="big">{showFigure(part.min_level)}</dd>
        </div>
        <div>
          <dt>Where</dt>
          <dd>{part.location || '–'}</dd>
        </div>
        <div>
          <dt>Part number</dt>
          <dd>
            <code>{part.part_number}</code>
          </dd>
        </div>
      </dl>
    </>
  );
}

function Ledger({ entries, unit }: { entries: readonly api.LedgerEntry[]; unit: string }): JSX.Element {
  return (
    <Table
      caption="Stock transactions, newest first"
      rows={entries}
      keyOf={(entry) => entry.id}
      empty="Nothing was ever received or used: the stock is 0."
      columns={[
        { title: 'When', cell: (entry) => showMoment(entry.at) },
        { title: 'What', cell: (entry) => showWord(entry.kind) },
        { title: 'Change', number: true, cell: (entry) => `${showChange(entry.quantity)} ${unit}` },
        { title: 'Stock after', number: true, cell: (entry) => showFigure(entry.balance) },
        { title: 'By', cell: (entry) => entry.actor_name ?? '–' },
        { title: 'Note', cell: (entry) => entry.note ?? '' },
      ]}
    />
  );
}
