/** What a twin answers: a verified answer, else what its sources say, else that it found nothing. */

import type { Transaction } from '../database/client.ts';

export interface Citation {
  source_id: string;
  chunk_id: string;
  title: string;
}

export interface Answer {
  body: string;
  answered_by: 'verified_answer' | 'retrieval' | 'nothing_found';
  citations: Citation[];
}

const kNothing: Answer = {
  body: 'I found nothing about that in the sources I was given.',
  answered_by: 'nothing_found',
  citations: [],
};
const kMostPassages = 3;
const kPassageLength = 700;

export async function answerTo(sql: Transaction, twinId: string, question: string): Promise<Answer> {
  return (await verifiedAnswer(sql, twinId, question)) ?? (await passages(sql, twinId, question)) ?? kNothing;
}

/** An answer that a person has verified, to the same question but for case, spaces and the mark at its end. */
async function verifiedAnswer(sql: Transaction, twinId: string, question: string): Promise<Answer | null> {
  const [row] = await sql<{ answer: string }[]>`
    select answer from verified_answers
    where tenant_id = claimed_tenant() and twin_id = ${twinId} and deleted_at is null
      and normalised_text(rtrim(question, ' ?!.')) = normalised_text(rtrim(${question}, ' ?!.'))
    order by updated_at desc, id limit 1`;
  return row ? { body: row.answer, answered_by: 'verified_answer', citations: [] } : null;
}

/** The passages of ready sources that share the most words with the question: two at least, where it has as many. */
async function passages(sql: Transaction, twinId: string, question: string): Promise<Answer | null> {
  const rows = await sql<(Citation & { body: string })[]>`
    with asked as (
      select tsvector_to_array(to_tsvector('english', ${question})) as words
    ), found as (
      select s.id as source_id, k.id as chunk_id, s.title, k.body, k.chunk_no,
             cardinality(array(select unnest(asked.words) intersect
                               select unnest(tsvector_to_array(to_tsvector('english', s.title || ' ' || k.body))))) as hits
      from asked, source_chunks k join sources s on s.tenant_id = k.tenant_id and s.id = k.source_id
      where k.tenant_id = claimed_tenant() and s.twin_id = ${twinId} and s.status = 'ready' and s.deleted_at is null
    )
    select source_id, chunk_id, title, body from found, asked
    where hits >= greatest(1, least(2, cardinality(asked.words))) and hits = (select max(hits) from found)
    order by title, chunk_no, chunk_id
    limit ${kMostPassages}`;
  if (rows.length === 0) return null;
  return {
    body: rows.map(({ body }, index) => `${shortened(body)} [${index + 1}]`).join('\n\n'),
    answered_by: 'retrieval',
    citations: rows.map(({ source_id, chunk_id, title }) => ({ source_id, chunk_id, title })),
  };
}

/** The start of a passage, cut between characters. */
function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= kPassageLength ? text : `${characters.slice(0, kPassageLength - 1).join('')}…`;
}
