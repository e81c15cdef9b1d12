import { rerank, shadow } from '@fairlead/core/rank';
import type { RerankResult } from '@fairlead/core/rank';
import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';

import * as api from '../api.ts';
import { showFigure, showWord } from '../format.ts';
import { WhenLoaded } from '../pieces.tsx';
import { useLoaded } from '../use_loaded.ts';

/** What belongs to a work order, ordered by links, by meaning, or by a blend of both. */
export function RelatedItems({ entityId }: { entityId: string }): JSX.Element {
  const loaded = useLoaded(`related ${entityId}`, () => api.related('work_order', entityId));
  return (
    <section aria-labelledby="related">
      <h2 id="related">Related</h2>
      <WhenLoaded of={loaded}>{(answer) => <Reranked answer={answer} />}</WhenLoaded>
    </section>
  );
}

interface Prepared {
  ids: string[];
  fk: Float64Array;
  vectors: (Float32Array | null)[];
  query: Float32Array | null;
}

/** The answer in the order of its links (the order that α = 0 must give back), vectors decoded. */
function prepare(answer: api.Related): Prepared & { byId: Map<string, api.RelatedItem> } {
  const items = answer.items.toSorted((a, b) => a.from - b.from);
  return {
    byId: new Map(items.map((item) => [item.id, item])),
    ids: items.map((item) => item.id),
    fk: Float64Array.from(items, (item) => item.fk_score),
    vectors: items.map((item) => decodeVector(item.vector)),
    query: decodeVector(answer.query?.vector),
  };
}

/** Base64 of little-endian 32-bit floats, as the edge sends vectors. */
function decodeVector(text: string | null | undefined): Float32Array | null {
  if (!text) return null;
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length: bytes.length >> 2 }, (_, i) => view.getFloat32(i * 4, true));
}

function timedRerank(
  { ids, fk, vectors, query }: Prepared,
  alpha: number,
): { result: RerankResult; microseconds: number } {
  const started = performance.now();
  const result = rerank({ ids, fk, vectors, query, alpha });
  return { result, microseconds: Math.round((performance.now() - started) * 1000) };
}

function Reranked({ answer }: { answer: api.Related }): JSX.Element {
  const [alpha, setAlpha] = useState(answer.alpha);
  const prepared = useMemo(() => prepare(answer), [answer]);
  const { byId, ids } = prepared;
  const { result, microseconds } = useMemo(() => timedRerank(prepared, alpha), [prepared, alpha]);
  if (answer.items.length === 0) return <p class="fine">Nothing is linked to this work order yet.</p>;
  return (
    <>
      <AlphaSlider alpha={alpha} served={answer.alpha} onInput={setAlpha} />
      <Difference ids={ids} result={result} microseconds={microseconds} />
      <ol class="related" data-testid="related">
        {result.items.map((ranked, position) => (
          <RelatedRow key={ranked.id} item={byId.get(ranked.id)} ranked={ranked} position={position} />
        ))}
      </ol>
    </>
  );
}

interface AlphaSliderProps {
  alpha: number;
  served: number;
  onInput: (alpha: number) => void;
}

function AlphaSlider({ alpha, served, onInput }: AlphaSliderProps): JSX.Element {
  return (
    <div class="alpha">
      <label for="alpha">
        Order by <strong>links</strong> (α 0) or by <strong>meaning</strong> (α 1)
      </label>
      <input
        id="alpha"
        type="range"
        min="0"
        max="1"
        step="0.05"
        value={alpha}
        aria-valuetext={`alpha ${alpha.toFixed(2)}`}
        onInput={(event) => onInput(Number(event.currentTarget.value))}
      />
      <output for="alpha">α = {alpha.toFixed(2)}</output>
      {alpha !== served && (
        <button type="button" class="quiet" onClick={() => onInput(served)}>
          Back to what is served ({served.toFixed(2)})
        </button>
      )}
    </div>
  );
}

/** How far the order on the page is from the order of the links. */
function Difference({
  ids,
  result,
  microseconds,
}: {
  ids: string[];
  result: RerankResult;
  microseconds: number;
}): JSX.Element {
  const cosines = result.items.flatMap((item) => (item.cosine === null ? [] : [item.cosine]));
  const record = shadow({
    request_id: 'page',
    served: ids,
    shadow: result.items.map((item) => item.id),
    cosines,
    microseconds,
  });
  const tau = record.kendall_tau_b;
  return (
    <p class="fine" role="status">
      {result.with_vector} of {ids.length} have a vector · agreement with the order of links (Kendall τ-b){' '}
      {tau === null ? '–' : showFigure(tau)} · largest move {showFigure(record.shift.largest)} · the first place{' '}
      {record.first_changes ? 'changes' : 'stays'}
    </p>
  );
}

interface RelatedRowProps {
  item: api.RelatedItem | undefined;
  ranked: RerankResult['items'][number];
  position: number;
}

function RelatedRow({ item, ranked, position }: RelatedRowProps): JSX.Element | null {
  if (!item) return null;
  const moved = ranked.from - position;
  return (
    <li data-id={item.id}>
      <span class={`move ${moved > 0 ? 'up' : moved < 0 ? 'down' : ''}`} title={`was number ${ranked.from + 1}`}>
        {moved > 0 ? `▲ ${moved}` : moved < 0 ? `▼ ${-moved}` : '•'}
      </span>
      <div>
        <p>
          <span class="tag">{showWord(item.entity_type)}</span>{' '}
          {item.entity_type === 'part' ? <a href={`/parts/${item.id}`}>{item.title}</a> : <strong>{item.title}</strong>}
        </p>
        <p class="fine">{item.snippet}</p>
        <p class="fine">
          {showWord(item.relation)} · links {ranked.fk === null ? '–' : showFigure(ranked.fk)} · meaning{' '}
          {ranked.cosine === null ? 'no vector yet' : showFigure(ranked.cosine)} · score{' '}
          {ranked.score === null ? '–' : showFigure(ranked.score)}
        </p>
      </div>
    </li>
  );
}
