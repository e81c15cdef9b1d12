import { registryDocument } from './registry.ts';
import type { Perform } from './effect.ts';
import * as parts from './parts.ts';
import * as workOrders from './work_orders.ts';

/** Who does which action: the registry says that it may be done, this says what is done. */
export const performers: Readonly<Record<string, Perform>> = {
  view_part: parts.viewPart,
  receive_part: parts.receivePart,
  consume_part: parts.consumePart,
  adjust_stock: parts.adjustStock,
  set_min_level: parts.setMinLevel,
  report_fault: workOrders.reportFault,
  create_work_order: workOrders.createWorkOrder,
  show_related: workOrders.showRelated,
  add_note: workOrders.addNote,
  close_work_order: workOrders.closeWorkOrder,
};

const declared = registryDocument.actions.map(({ id }) => id);
const orphans = [
  ...declared.filter((id) => !Object.hasOwn(performers, id)),
  ...Object.keys(performers).filter((id) => !declared.includes(id)),
];
if (orphans.length > 0) throw new Error(`The registry and the edge disagree on these actions: ${orphans.join(', ')}.`);
