import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

import * as api from '../api.ts';
import { showWord } from '../format.ts';
import { Problem } from '../pieces.tsx';
import { useTitle } from '../router.ts';
import { lastFarewell, signIn } from '../session.ts';
import { asProblem, useLoaded } from '../use_loaded.ts';

/** The three that the story is told with; the rest of the crew stands below them. */
const kFirst = ['crew', 'chief_engineer', 'captain'];

export function SignInView(): JSX.Element {
  const list = useLoaded('people', api.people);
  useTitle(null);
  const [problem, setProblem] = useState<api.ApiProblem | null>(null);
  const enter = (person: api.Person): void => {
    api.demoToken(person.user_id).then(
      ({ token }) => signIn(token),
      (error: unknown) => setProblem(asProblem(error)),
    );
  };
  // 404 is a deployment without demo people, which has its own provider's tokens.
  const missing = list.problem?.status === 404 ? null : list.problem;
  const told = problem ?? lastFarewell() ?? missing;
  const people = list.value?.people ?? [];
  const first = kFirst.flatMap((role) => people.find((person) => person.role === role && !person.revoked) ?? []);
  return (
    <main id="main" class="narrow">
      <h1>
        <img src="/fairlead.svg" alt="" width="36" height="36" /> Fairlead
      </h1>
      <p>Stock, work orders and signed actions of a yacht. One rule core decides at the edge and in this page.</p>
      {told && <Problem problem={told} />}
      {first.length > 0 && (
        <section aria-labelledby="demo">
          <h2 id="demo">Sign in as</h2>
          <ul class="cards">
            {first.map((person) => (
              <li key={person.user_id}>
                <PersonButton person={person} enter={enter} />
              </li>
            ))}
          </ul>
          <details>
            <summary>Everybody else on board</summary>
            <ul class="cards">
              {people
                .filter((person) => !first.includes(person))
                .map((person) => (
                  <li key={person.user_id + person.tenant_id}>
                    <PersonButton person={person} enter={enter} />
                  </li>
                ))}
            </ul>
          </details>
        </section>
      )}
      <TokenForm open={list.problem !== null} />
    </main>
  );
}

function PersonButton({ person, enter }: { person: api.Person; enter: (person: api.Person) => void }): JSX.Element {
  return (
    <button type="button" class="card" onClick={() => enter(person)}>
      <strong>{person.name}</strong>
      <span>{person.revoked ? 'No longer aboard' : showWord(person.role)}</span>
      <span class="fine">{person.tenant_name}</span>
    </button>
  );
}

/** For deployments with an identity provider of their own: its token can be pasted. */
function TokenForm({ open }: { open: boolean }): JSX.Element {
  const [token, setToken] = useState('');
  return (
    <details open={open}>
      <summary>I have a token</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (token.trim()) signIn(token.trim());
        }}
      >
        <label>
          Access token
          <textarea
            rows={3}
            value={token}
            spellcheck={false}
            autocomplete="off"
            onInput={(event) => setToken(event.currentTarget.value)}
          />
        </label>
        <button>Sign in</button>
      </form>
    </details>
  );
}
