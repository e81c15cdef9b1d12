/** The forms that models' outputs are held against, by name. */

import { Schema } from '@fairlead/core/schema';
import graphExtraction from '../../registry/schemas/graph_extraction_v1.json' with { type: 'json' };
import mailSummary from '../../registry/schemas/mail_summary_v1.json' with { type: 'json' };

const kDocuments = { mail_summary_v1: mailSummary, graph_extraction_v1: graphExtraction };

export type SchemaName = keyof typeof kDocuments;
export const kSchemaNames = Object.keys(kDocuments) as [SchemaName, ...SchemaName[]];

const compiled = new Map<SchemaName, Schema>();

/** The schema of this name, compiled when first asked for and kept for the isolate's life. */
export function schemaOf(name: SchemaName): Schema {
  const known = compiled.get(name) ?? Schema.compile(kDocuments[name]);
  compiled.set(name, known);
  return known;
}
