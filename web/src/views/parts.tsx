import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

import * as api from '../api.ts';
import { showFigure } from '../format.ts';
import { Table, WhenLoaded } from '../pieces.tsx';
import { replaceQuery, useTitle } from '../router.ts';
import { useLoaded } from '../use_loaded.ts';
import { MoreRows } from './more_rows.tsx';

export function PartsView(): JSX.Element {
  const [search, setSearch] = useState(() => new URLSearchParams(location.search).get('q') ?? '');
  const settled = useSettled(search, 250);
  useTitle('Parts');
  useEffect(() => replaceQuery('q', settled), [settled]);
  return (
    <>
      <h1>Parts</h1>
      <SearchBox value={search} onInput={setSearch} />
      {settled ? <Found search={settled} /> : <LowStock />}
    </>
  );
}

function SearchBox({ value, onInput }: { value: string; onInput: (value: string) => void }): JSX.Element {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focus = (event: KeyboardEvent): void => {
      if (event.key !== '/' || (event.target as Element).matches('input, textarea, select')) return;
      event.preventDefault();
      box.current?.focus();
    };
    window.addEventListener('keydown', focus);
    return () => window.removeEventListener('keydown', focus);
  }, []);
  return (
    <label class="search">
      Find a part <span class="fine">(press / to come here)</span>
      <input
        ref={box}
        type="search"
        value={value}
        placeholder="impeller, MTU, filter…"
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </label>
  );
}

function LowStock(): JSX.Element {
  const list = useLoaded('low-stock', () => api.lowStock());
  return (
    <section aria-labelledby="low">
      <h2 id="low">Low in stock</h2>
      <WhenLoaded of={list}>
        {(first) => (
          <MoreRows first={first} more={api.lowStock}>
            {(rows) => (
              <PartTable
                caption="Parts below their minimum"
                rows={rows}
                empty="Nothing is low. Every part with a minimum has at least that much."
              />
            )}
          </MoreRows>
        )}
      </WhenLoaded>
    </section>
  );
}

function Found({ search }: { search: string }): JSX.Element {
  const list = useLoaded(`parts ${search}`, () => api.parts(search));
  return (
    <section aria-labelledby="found">
      <h2 id="found">Found</h2>
      <WhenLoaded of={list}>
        {(first) => (
          <MoreRows key={search} first={first} more={(cursor) => api.parts(search, cursor)}>
            {(rows) => (
              <PartTable caption={`Parts that match ${search}`} rows={rows} empty={`No part matches “${search}”.`} />
            )}
          </MoreRows>
        )}
      </WhenLoaded>
    </section>
  );
}

function PartTable({
  caption,
  rows,
  empty,
}: {
  caption: string;
  rows: readonly api.Part[];
  empty: string;
}): JSX.Element {
  return (
    <Table
      caption={caption}
      rows={rows}
      keyOf={(part) => part.id}
      empty={empty}
      columns={[
        { title: 'Part', cell: (part) => <a href={`/parts/${part.id}`}>{part.name}</a> },
        { title: 'Number', cell: (part) => <code>{part.part_number}</code> },
        { title: 'Where', cell: (part) => part.location },
        { title: 'Stock', number: true, cell: (part) => <Stock part={part} /> },
        { title: 'Minimum', number: true, cell: (part) => showFigure(part.min_level) },
      ]}
    />
  );
}

export function Stock({ part }: { part: api.Part }): JSX.Element {
  const low = part.min_level > 0 && part.stock < part.min_level;
  return (
    <span class={low ? 'low' : ''}>
      {showFigure(part.stock)} {part.unit}
      {low && <span class="unseen"> (low)</span>}
    </span>
  );
}

/** A value once it has stopped changing for a while. */
function useSettled(value: string, milliseconds: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled.trim();
}
