/** One exchange with a twin: both messages and the graph's job, in one transaction. */

import type { Transaction } from '../database/client.ts';
import type { Session } from '../database/member.ts';
import { notFound } from '../http/problem.ts';
import { jobColumns, type JobView } from '../jobs/job.ts';
import { answerTo, type Answer, type Citation } from './answer.ts';
import { verifyTwinOwnership } from './ownership.ts';

export interface MessageView {
  id: string;
  message_no: number;
  author: 'member' | 'twin';
  body: string;
  answered_by: Answer['answered_by'] | null;
  citations: Citation[];
  created_at: string;
}

export interface Exchange {
  conversation_id: string;
  message: MessageView;
  answer: MessageView;
  graph_job: JobView;
}

const kTitleLength = 80;

export const messageColumns = (sql: Transaction) => sql`
  id, message_no, author, body, answered_by, citations, created_at`;

export interface Question {
  twinId: string;
  conversationId: string | null;
  text: string;
  trace: string;
}

/** @throws Problem as verifyTwinOwnership; 404 where the conversation is not this twin's */
export async function chat(session: Session, { twinId, conversationId, text, trace }: Question): Promise<Exchange> {
  const { sql } = session;
  await verifyTwinOwnership(session, twinId);
  const conversation_id =
    conversationId === null ? await openConversation(sql, twinId, text) : await enter(sql, twinId, conversationId);
  const message_no = await nextNumber(sql, conversation_id);
  const message = await say(sql, conversation_id, message_no, 'member', {
    body: text,
    answered_by: null,
    citations: [],
  });
  const answer = await say(sql, conversation_id, message_no + 1, 'twin', await answerTo(sql, twinId, text));
  const graph_job = await enqueueExtraction(sql, twinId, conversation_id, message, trace);
  return { conversation_id, message, answer, graph_job };
}

async function openConversation(sql: Transaction, twinId: string, text: string): Promise<string> {
  const title = [...text].slice(0, kTitleLength).join('');
  const [row] = await sql<[{ id: string }]>`
    insert into conversations (twin_id, title) values (${twinId}, ${title}) returning id`;
  return row.id;
}

/** Locks the conversation, so that of two messages at once one comes after the other. */
async function enter(sql: Transaction, twinId: string, id: string): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    select id from conversations where tenant_id = claimed_tenant() and id = ${id} and twin_id = ${twinId} for update`;
  if (!row) throw notFound('There is no such conversation with this twin.');
  return row.id;
}

async function nextNumber(sql: Transaction, conversationId: string): Promise<number> {
  const [row] = await sql<[{ next: number }]>`
    select coalesce(max(message_no), 0) + 1 as next from messages
    where tenant_id = claimed_tenant() and conversation_id = ${conversationId}`;
  return row.next;
}

type Said = Pick<MessageView, 'body' | 'answered_by' | 'citations'>;

async function say(
  sql: Transaction,
  conversationId: string,
  message_no: number,
  author: MessageView['author'],
  { body, answered_by, citations }: Said,
): Promise<MessageView> {
  const cited = sql.json(citations.map((citation) => ({ ...citation })));
  const [message] = await sql<[MessageView]>`
    insert into messages (conversation_id, message_no, author, body, answered_by, citations)
    values (${conversationId}, ${message_no}, ${author}, ${body}, ${answered_by}, ${cited})
    returning ${messageColumns(sql)}`;
  return message;
}

/** The same text in the same conversation is the same job, whenever it is said. */
async function enqueueExtraction(
  sql: Transaction,
  twinId: string,
  conversationId: string,
  { id, body }: MessageView,
  trace: string,
): Promise<JobView> {
  const [{ key }] = await sql<[{ key: string }]>`
    select ${conversationId} || ':' || encode(sha256(convert_to(${body}, 'UTF8')), 'hex') as key`;
  await sql`
    insert into ai_jobs (job_type, dedupe_key, twin_id, payload, trace_parent)
    values ('graph_extraction', ${key}, ${twinId}, ${sql.json({ message_id: id })}, ${trace}) on conflict do nothing`;
  const [job] = await sql<[JobView]>`
    select ${jobColumns(sql)} from ai_jobs
    where tenant_id = claimed_tenant() and job_type = 'graph_extraction' and dedupe_key = ${key}`;
  return job;
}
