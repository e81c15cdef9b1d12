/** Holding what a model wrote against a named schema. */

import { createRoute, z } from '@hono/zod-openapi';
import type { OutputReport } from '@fairlead/core/schema';
import { asMember } from '../database/member.ts';
import { readBody } from '../http/body.ts';
import { routes } from '../http/context.ts';
import { badInput, notFound } from '../http/problem.ts';
import { answers, bodyOf, kMember } from '../http/schemas.ts';
import { kSchemaNames, schemaOf, type SchemaName } from '../jobs/schemas.ts';

const Output = z
  .strictObject({ output: z.string().openapi({ description: 'What the model wrote, as it came.' }) })
  .openapi('ModelOutput');

const Report = z.custom<OutputReport>().openapi('OutputReport', {
  type: 'object',
  description: 'docs/schema.md says what each member means.',
  required: ['outcome', 'document', 'repairs', 'violations', 'ask_again'],
  properties: {
    outcome: { enum: ['valid', 'invalid', 'truncated', 'no_json'] },
    document: { description: 'The document found, mended; null where none is whole.' },
    repairs: { type: 'array', items: { type: 'object' } },
    violations: { type: 'array', items: { type: 'object' } },
    ask_again: { type: ['string', 'null'] },
  },
});

const check = createRoute({
  method: 'post',
  path: '/v1/check/{schema}',
  summary: "Finds the JSON in a model's output, mends what is certain, and judges it by a named schema",
  ...kMember,
  request: {
    params: z.object({ schema: z.string().max(100).openapi({ enum: kSchemaNames }) }),
    body: bodyOf('ModelOutput'),
  },
  responses: answers(200, Report, 'The verdict, whatever it is.', 400, 401, 404, 413, 415, 429),
});

export const checks = routes();

checks.openAPIRegistry.register('ModelOutput', Output);

checks.openapi(check, async (c) => {
  const { schema } = c.req.valid('param');
  if (!(kSchemaNames as string[]).includes(schema)) {
    throw notFound(`There is no such schema. Known are ${kSchemaNames.join(', ')}.`);
  }
  const { output } = await readBody(c, Output);
  await asMember(c, () => Promise.resolve(null));
  return c.json(judge(schema as SchemaName, output), 200);
});

function judge(name: SchemaName, output: string): OutputReport {
  try {
    return schemaOf(name).checkOutput(output);
  } catch (error) {
    throw badInput(error);
  }
}
