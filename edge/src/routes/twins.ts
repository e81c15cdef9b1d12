/** Twins: talking to one, what was said, and the graph that grows out of it. */

import { createRoute, z } from '@hono/zod-openapi';
import type { Transaction } from '../database/client.ts';
import { asMember } from '../database/member.ts';
import { readBody } from '../http/body.ts';
import { routes } from '../http/context.ts';
import { answers, bodyOf, decodeCursor, kMember, page, PageQuery, pageOf, Time, Uuid } from '../http/schemas.ts';
import { Job, kStates } from '../jobs/job.ts';
import { chat, messageColumns, type MessageView } from '../twins/chat.ts';
import { readGraphJobs } from '../twins/graph_jobs.ts';
import { verifyConversationOwnership, verifyTwinOwnership } from '../twins/ownership.ts';

/** Of a graph, the most that one answer holds. */
const kMostNodes = 500;
const kMostEdges = 2000;

const Message = z
  .object({
    id: Uuid,
    message_no: z.int(),
    author: z.enum(['member', 'twin']),
    body: z.string(),
    answered_by: z.enum(['verified_answer', 'retrieval', 'nothing_found']).nullable(),
    citations: z.array(z.object({ source_id: Uuid, chunk_id: Uuid, title: z.string() })),
    created_at: Time,
  })
  .openapi('Message');

const Said = z
  .strictObject({
    message: z.string().max(4000).regex(/\S/, 'must not be empty'),
    conversation_id: z.uuid().nullish().openapi({ description: 'Left out: a new conversation.' }),
  })
  .openapi('ChatMessage');

const Exchange = z
  .object({ conversation_id: Uuid, message: Message, answer: Message, graph_job: Job })
  .openapi('Exchange');

const Graph = z
  .object({
    nodes: z.array(z.object({ id: Uuid, type: z.string(), name: z.string(), mentions: z.int() })),
    edges: z.array(z.object({ from: Uuid, to: Uuid, relation: z.string(), mentions: z.int() })),
    complete: z.boolean().openapi({ description: `False: only the ${kMostNodes} things named most are here.` }),
  })
  .openapi('Graph');

const GraphJobs = z
  .object({
    twin_id: Uuid,
    pending: z.int().openapi({ description: 'Texts that are still to be read.' }),
    counts: z.record(z.enum(kStates), z.int()),
    latest: Job.nullable(),
  })
  .openapi('GraphJobs');

const params = z.object({ id: Uuid });

const say = createRoute({
  method: 'post',
  path: '/twins/{id}/chat',
  summary: "Says something to a twin of one's own",
  description: 'Both messages are kept, and a job that reads the message for the graph, or none of it.',
  ...kMember,
  request: { params, body: bodyOf('ChatMessage') },
  responses: answers(201, Exchange, 'The answer, never empty.', 400, 401, 403, 404, 413, 415, 429),
});

const history = createRoute({
  method: 'get',
  path: '/conversations/{id}/messages',
  summary: 'What was said in a conversation, in order',
  ...kMember,
  request: { params, query: z.object(PageQuery) },
  responses: answers(200, page(Message), 'A page of messages.', 400, 401, 403, 404, 429),
});

const graphJobs = createRoute({
  method: 'get',
  path: '/twins/{id}/graph-job-status',
  summary: "How far the reading for a twin's graph is",
  ...kMember,
  request: { params },
  responses: answers(200, GraphJobs, 'The jobs by state, and the latest.', 400, 401, 403, 404, 429),
});

const graph = createRoute({
  method: 'get',
  path: '/twins/{id}/graph',
  summary: 'The things that were talked about with a twin, and how they are related',
  ...kMember,
  request: { params },
  responses: answers(200, Graph, 'The graph.', 400, 401, 403, 404, 429),
});

export const twins = routes();

twins.openAPIRegistry.register('ChatMessage', Said);

twins.openapi(say, async (c) => {
  const { id } = c.req.valid('param');
  const { message, conversation_id } = await readBody(c, Said);
  const { traceparent: trace } = c.var.trace;
  const question = { twinId: id, conversationId: conversation_id ?? null, text: message, trace };
  return c.json(await asMember(c, (session) => chat(session, question)), 201);
});

twins.openapi(history, async (c) => {
  const { id } = c.req.valid('param');
  const { cursor, limit } = c.req.valid('query');
  const [after] = decodeCursor(cursor, z.tuple([z.int().max(2_147_483_647)])) ?? [0];
  const rows = await asMember(c, async (session) => {
    await verifyConversationOwnership(session, id);
    return session.sql<MessageView[]>`
      select ${messageColumns(session.sql)} from messages
      where tenant_id = claimed_tenant() and conversation_id = ${id} and message_no > ${after}
      order by message_no limit ${limit + 1}`;
  });
  const item = (row: MessageView): MessageView => row;
  return c.json(
    pageOf(rows, limit, item, (row) => [row.message_no]),
    200,
  );
});

twins.openapi(graphJobs, async (c) => {
  const { id } = c.req.valid('param');
  const answer = await asMember(c, async (session) => {
    await verifyTwinOwnership(session, id);
    return readGraphJobs(session.sql, id);
  });
  return c.json(answer, 200);
});

twins.openapi(graph, async (c) => {
  const { id } = c.req.valid('param');
  const answer = await asMember(c, async (session) => {
    await verifyTwinOwnership(session, id);
    return readGraph(session.sql, id);
  });
  return c.json(answer, 200);
});

type GraphView = z.infer<typeof Graph>;

async function readGraph(sql: Transaction, twinId: string): Promise<GraphView> {
  const nodes = await sql<GraphView['nodes']>`
    select id, kind as type, label as name, mentions from graph_nodes
    where tenant_id = claimed_tenant() and twin_id = ${twinId}
    order by mentions desc, name_key, kind limit ${kMostNodes + 1}`;
  const shown = nodes.slice(0, kMostNodes);
  const ids = sql.json(shown.map((node) => node.id));
  const edges = await sql<GraphView['edges']>`
    with shown as (select value::uuid as id from jsonb_array_elements_text(${ids}))
    select from_node_id as "from", to_node_id as "to", relation, mentions from graph_edges
    where tenant_id = claimed_tenant() and twin_id = ${twinId}
      and from_node_id in (select id from shown) and to_node_id in (select id from shown)
    order by mentions desc, relation, from_node_id, to_node_id limit ${kMostEdges + 1}`;
  const complete = nodes.length <= kMostNodes && edges.length <= kMostEdges;
  return { nodes: [...shown], edges: edges.slice(0, kMostEdges), complete };
}
