/** Related items: the order of the foreign keys, re-ranked by likeness of meaning as far as the tenant's alpha says. */

import { rerank, shadow, type RankedItem, type RerankResult, type ShadowRecord } from '@fairlead/core/rank';
import type { Session } from '../database/member.ts';
import { findEntity } from '../entities.ts';
import { notFound } from '../http/problem.ts';
import { encodeVector, parseVector } from './vectors.ts';

/** What related items can be asked for. */
export const kRelatable = ['work_order'] as const;
export type Relatable = (typeof kRelatable)[number];

/** How many candidates are ranked, whatever part of them is shown. */
const kWindow = 200;

export interface Question {
  type: Relatable;
  id: string;
  limit: number;
  /** Whether the vectors go into the answer, for a page that ranks again by itself. */
  vectors: boolean;
  /** An alpha whose order is compared with the served one, and the request to name in the record. */
  shadow?: { alpha: number; requestId: string } | null;
}

export interface RelatedItem {
  entity_type: 'equipment' | 'fault' | 'part' | 'note' | 'file' | 'work_order';
  id: string;
  title: string;
  snippet: string;
  /** How it is linked. */
  relation: string;
  /** How near the link is: 1 is the nearest. */
  fk_score: number;
  /** Its place in the order of the links, from 0: among equal links `fk_score` does not tell it. */
  from: number;
  /** null without a vector. */
  cosine: number | null;
  score: number | null;
  /** Base64 of little-endian float32; only where vectors were asked for. */
  vector?: string | null;
}

export interface RelatedAnswer {
  entity_type: Relatable;
  entity_id: string;
  alpha: number;
  items: RelatedItem[];
  /** Only where vectors were asked for. */
  query?: { vector: string | null; model: string | null };
}

type Candidate = Pick<RelatedItem, 'entity_type' | 'id' | 'title' | 'snippet' | 'relation' | 'fk_score'>;

/** What a ranking works on. */
interface Pool {
  candidates: Candidate[];
  vectors: (Float32Array | null)[];
  query: { vector: Float32Array; model: string } | null;
}

/**
 * What is related to a thing, and the shadow record where one was asked for.
 *
 * @throws Problem 404 where the tenant has no such thing
 */
export async function relatedTo(
  session: Session,
  question: Question,
): Promise<{ answer: RelatedAnswer; record: ShadowRecord | null }> {
  const entity = await findEntity(session.sql, question.type, question.id);
  if (!entity) throw notFound('There is no such work order here.');
  const alpha = session.member.related_alpha;
  const pool = await gather(session, entity.id);
  const served = rank(pool, alpha);
  const items = served.items.slice(0, question.limit).map((item) => itemOf(pool, item, question.vectors));
  const answer: RelatedAnswer = { entity_type: question.type, entity_id: entity.id, alpha, items };
  if (question.vectors) answer.query = queryOf(pool);
  return { answer, record: question.shadow ? compare(pool, served, question.shadow) : null };
}

async function gather({ sql }: Session, workOrderId: string): Promise<Pool> {
  const rows = await sql<(Candidate & { embedding: string | null })[]>`
    select entity_type, entity_id as id, title, detail as snippet, relation, fk as fk_score, embedding
    from related_to_work_order(${workOrderId}, ${kWindow})`;
  const [own] = await sql<{ embedding: string; model: string }[]>`
    select embedding, embedding_model as model from serving_vector('pms_work_orders', ${workOrderId})`;
  return {
    candidates: rows.map(({ embedding: _, ...candidate }) => candidate),
    vectors: rows.map(({ embedding }) => (embedding === null ? null : parseVector(embedding))),
    query: own ? { vector: parseVector(own.embedding), model: own.model } : null,
  };
}

/** The core's ranking; all vectors are of the one model that serves the tenant. */
function rank({ candidates, vectors, query }: Pool, alpha: number): RerankResult {
  const ids = candidates.map(({ id }) => id);
  const fk = candidates.map(({ fk_score }) => fk_score);
  return rerank({ ids, fk, vectors, query: query?.vector ?? null, alpha });
}

function itemOf({ candidates, vectors }: Pool, { from, cosine, score }: RankedItem, withVector: boolean): RelatedItem {
  const vector = vectors[from];
  const encoded = withVector ? { vector: vector ? encodeVector(vector) : null } : {};
  return { ...candidates[from]!, from, cosine, score, ...encoded };
}

const queryOf = ({ query }: Pool) => ({ vector: query && encodeVector(query.vector), model: query?.model ?? null });

/**
 * How the order at another alpha would differ. On Workers the clock stands still while a program computes, so that the
 * microseconds are 0 there.
 */
function compare(pool: Pool, served: RerankResult, aside: { alpha: number; requestId: string }): ShadowRecord {
  const started = performance.now();
  const other = rank(pool, aside.alpha);
  const microseconds = Math.round((performance.now() - started) * 1000);
  return shadow({
    request_id: aside.requestId,
    served: served.items.map(({ id }) => id),
    shadow: other.items.map(({ id }) => id),
    cosines: other.items.flatMap(({ cosine }) => (cosine === null ? [] : [cosine])),
    microseconds,
  });
}
