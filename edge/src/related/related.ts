/** Related items: the order of the foreign keys, re-ranked by likeness of meaning as far as the tenant's alpha says. */

import { rerank, shadow, type RankedItem, type RerankResult, type ShadowRecord } from '@fairlead/core/rank';
import type { Session } from '../database/member.ts';
import { findEntity, kTables, type EntityType } from '../entities.ts';
import { notFound } from '../http/problem.ts';
import { candidatesOf, queryVector, type Candidate, type Relatable } from './candidates.ts';
import { decodeVector, encodeVector } from './vectors.ts';

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
  entity_type: EntityType;
  id: string;
  title: string;
  snippet: string;
  relation: string;
  fk_score: number;
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
  if (!entity) throw notFound();
  const alpha = session.member.related_alpha;
  const aside = question.shadow ?? null;
  const pool = await gather(session, { ...question, id: entity.id }, alpha > 0 || aside !== null || question.vectors);
  const served = rank(pool, alpha);
  const items = served.items.slice(0, question.limit).map((item) => itemOf(pool, item, question.vectors));
  const answer: RelatedAnswer = { entity_type: question.type, entity_id: entity.id, alpha, items };
  if (question.vectors) answer.query = { vector: pool.query && encodeVector(pool.query.vector), model: pool.query?.model ?? null };
  return { answer, record: aside && compare(pool, served, aside) };
}

async function gather({ sql }: Session, { type, id }: Question, vectors: boolean): Promise<Pool> {
  const query = vectors ? await queryVector(sql, kTables[type], id) : null;
  const candidates = await candidatesOf(sql, type, id, { limit: kWindow, vectors });
  return {
    candidates,
    vectors: candidates.map(({ vector }) => vector && decodeVector(vector)),
    query: query && { vector: decodeVector(query.vector), model: query.model },
  };
}

function rank({ candidates, vectors, query }: Pool, alpha: number): RerankResult {
  const ids = candidates.map(({ id }) => id);
  const fk = candidates.map(({ fk_score }) => fk_score);
  return rerank({ ids, fk, vectors, query: query?.vector ?? null, alpha });
}

function itemOf({ candidates, vectors }: Pool, { from, cosine, score }: RankedItem, withVector: boolean): RelatedItem {
  const { vector: _, ...candidate } = candidates[from]!;
  const vector = vectors[from];
  return { ...candidate, cosine, score, ...(withVector ? { vector: vector ? encodeVector(vector) : null } : {}) };
}

/**
 * How the order at another alpha would differ. On Workers the clock stands still while a program computes, so that the
 * microseconds are 0 there.
 */
function compare(pool: Pool, served: RerankResult, { alpha, requestId }: { alpha: number; requestId: string }): ShadowRecord {
  const started = performance.now();
  const other = rank(pool, alpha);
  const microseconds = Math.round((performance.now() - started) * 1000);
  return shadow({
    request_id: requestId,
    served: served.items.map(({ id }) => id),
    shadow: other.items.map(({ id }) => id),
    cosines: other.items.flatMap(({ cosine }) => (cosine === null ? [] : [cosine])),
    microseconds,
  });
}
