import type { JSX } from 'preact';

import * as api from '../api.ts';
import { showBytes, showDay, showFigure, showMoment, showWord } from '../format.ts';
import { Table, WhenLoaded } from '../pieces.tsx';
import { useTitle } from '../router.ts';
import { useLoaded } from '../use_loaded.ts';
import { Actions } from './actions.tsx';
import { RelatedItems } from './related.tsx';

export function WorkOrderView({ id }: { id: string }): JSX.Element {
  const loaded = useLoaded(`work-order ${id}`, () => api.workOrder(id));
  useTitle(loaded.value ? `${loaded.value.number} ${loaded.value.title}` : null);
  return (
    <>
      <p>
        <a href="/work-orders">← Work orders</a>
      </p>
      <WhenLoaded of={loaded}>
        {(order) => (
          <div class="two">
            <div>
              <Order order={order} />
              <NeededParts parts={order.parts} />
              <RelatedItems entityId={id} />
              <Notes notes={order.notes} />
              <Files id={id} />
            </div>
            <Actions entityType="work_order" entityId={id} onDone={loaded.reload} />
          </div>
        )}
      </WhenLoaded>
    </>
  );
}

function Order({ order }: { order: api.WorkOrderWithNotes }): JSX.Element {
  return (
    <>
      <h1>{order.title}</h1>
      <p class="fine">
        <code>{order.number}</code> · <span class={`tag ${order.status}`}>{showWord(order.status)}</span> ·{' '}
        {showWord(order.priority)} priority
        {order.equipment_name && <> · {order.equipment_name}</>}
        {order.assigned_to_name && <> · with {order.assigned_to_name}</>} · due {showDay(order.due_on)}
      </p>
      <p>{order.description}</p>
    </>
  );
}

function NeededParts({ parts }: { parts: readonly api.NeededPart[] }): JSX.Element {
  return (
    <section aria-labelledby="needed">
      <h2 id="needed">Parts it needs</h2>
      <Table
        caption="Parts this work order needs"
        rows={parts}
        keyOf={(part) => part.part_id}
        empty="No parts are listed."
        columns={[
          { title: 'Part', cell: (part) => <a href={`/parts/${part.part_id}`}>{part.name}</a> },
          { title: 'Number', cell: (part) => <code>{part.part_number}</code> },
          { title: 'Needed', number: true, cell: (part) => `${showFigure(part.quantity)} ${part.unit}` },
          {
            title: 'In stock',
            number: true,
            cell: (part) => <span class={part.stock < part.quantity ? 'low' : ''}>{showFigure(part.stock)}</span>,
          },
        ]}
      />
    </section>
  );
}

function Notes({ notes }: { notes: readonly api.Note[] }): JSX.Element {
  return (
    <section aria-labelledby="notes">
      <h2 id="notes">Notes</h2>
      {notes.length === 0 && <p class="fine">Nobody has written a note yet.</p>}
      {notes.map((note) => (
        <article key={note.id} class="note">
          <p>{note.text}</p>
          <p class="fine">
            {note.author_name ?? 'Unknown'} · {showMoment(note.created_at)}
          </p>
        </article>
      ))}
    </section>
  );
}

function Files({ id }: { id: string }): JSX.Element {
  const list = useLoaded(`files ${id}`, () => api.files(id));
  return (
    <section aria-labelledby="files">
      <h2 id="files">Files</h2>
      <WhenLoaded of={list}>
        {(files) => (
          <Table
            caption="Files of this work order"
            rows={files.items}
            keyOf={(file) => file.id}
            empty="No file is attached."
            columns={[
              { title: 'File', cell: (file) => file.file_name },
              { title: 'Shows', cell: (file) => file.caption },
              { title: 'Kind', cell: (file) => file.media_type },
              { title: 'Size', number: true, cell: (file) => showBytes(file.byte_size) },
            ]}
          />
        )}
      </WhenLoaded>
    </section>
  );
}
