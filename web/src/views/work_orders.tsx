import type { JSX } from 'preact';

import * as api from '../api.ts';
import { showDay, showWord } from '../format.ts';
import { Table, WhenLoaded } from '../pieces.tsx';
import { useTitle } from '../router.ts';
import { useLoaded } from '../use_loaded.ts';
import { Actions } from './actions.tsx';
import { MoreRows } from './more_rows.tsx';

export function WorkOrdersView(): JSX.Element {
  const list = useLoaded('work-orders', () => api.workOrders());
  useTitle('Work orders');
  return (
    <div class="two">
      <div>
        <h1>Work orders</h1>
        <WhenLoaded of={list}>
          {(first) => (
            <MoreRows first={first} more={api.workOrders}>
              {(rows) => <WorkOrderTable rows={rows} />}
            </MoreRows>
          )}
        </WhenLoaded>
      </div>
      <Actions entityType="work_order" entityId={null} onDone={list.reload} />
    </div>
  );
}

function WorkOrderTable({ rows }: { rows: readonly api.WorkOrder[] }): JSX.Element {
  return (
    <Table
      caption="Work orders, last changed first"
      rows={rows}
      keyOf={(order) => order.id}
      empty="There is no work order yet."
      columns={[
        { title: 'Number', cell: (order) => <code>{order.number}</code> },
        { title: 'Work', cell: (order) => <a href={`/work-orders/${order.id}`}>{order.title}</a> },
        { title: 'Equipment', cell: (order) => order.equipment_name ?? '–' },
        { title: 'State', cell: (order) => <span class={`tag ${order.status}`}>{showWord(order.status)}</span> },
        { title: 'Priority', cell: (order) => showWord(order.priority) },
        { title: 'Due', cell: (order) => showDay(order.due_on) },
      ]}
    />
  );
}
