import type { JSX } from 'preact';

import * as api from './api.ts';
import { showWord } from './format.ts';
import { MemberContext } from './member.ts';
import { Problem } from './pieces.tsx';
import { interceptLinks, usePath } from './router.ts';
import { loadRules } from './rules.ts';
import { signOut, useToken } from './session.ts';
import { useLoaded } from './use_loaded.ts';
import { MailView } from './views/mail.tsx';
import { MailsView } from './views/mails.tsx';
import { MeView } from './views/me.tsx';
import { PartView } from './views/part.tsx';
import { PartsView } from './views/parts.tsx';
import { SignInView } from './views/sign_in.tsx';
import { WorkOrderView } from './views/work_order.tsx';
import { WorkOrdersView } from './views/work_orders.tsx';

const kPages = [
  { href: '/parts', title: 'Parts' },
  { href: '/work-orders', title: 'Work orders' },
  { href: '/mail', title: 'Mail' },
  { href: '/me', title: 'Me and this device' },
];

export function App(): JSX.Element {
  const token = useToken();
  return (
    <div onClick={interceptLinks}>
      <a class="skip" href="#main">
        Skip to the page
      </a>
      {token ? <Console key={token} /> : <SignInView />}
    </div>
  );
}

/** Everything behind the sign-in: who we are and our rules first, then the page asked for. */
function Console(): JSX.Element {
  const session = useLoaded('session', async () => {
    const [me, rules] = await Promise.all([api.me(), loadRules()]);
    return { me, rules };
  });
  const path = usePath();
  if (session.problem) {
    return (
      <main id="main" class="narrow">
        <Problem problem={session.problem} />
        <button type="button" onClick={session.reload}>
          Try again
        </button>{' '}
        <button type="button" class="quiet" onClick={() => signOut()}>
          Sign out
        </button>
      </main>
    );
  }
  if (!session.value)
    return (
      <p class="fine centre" role="status">
        Signing in…
      </p>
    );
  return (
    <MemberContext.Provider value={{ ...session.value, refresh: session.reload }}>
      <Header me={session.value.me} path={path} />
      <main id="main" tabIndex={-1}>
        <View path={path} />
      </main>
    </MemberContext.Provider>
  );
}

function Header({ me, path }: { me: api.Me; path: string }): JSX.Element {
  return (
    <header class="bar">
      <a class="brand" href="/parts">
        <img src="/fairlead.svg" alt="" width="24" height="24" /> Fairlead
      </a>
      <nav aria-label="Pages">
        {kPages.map(({ href, title }) => (
          <a
            key={href}
            href={href}
            aria-current={(path === '/' ? '/parts' : path).startsWith(href) ? 'page' : undefined}
          >
            {title}
          </a>
        ))}
      </nav>
      <p class="who">
        <strong>{me.name}</strong> · {showWord(me.role)} · {me.tenant_name}{' '}
        <button type="button" class="quiet" onClick={() => signOut()}>
          Sign out
        </button>
      </p>
    </header>
  );
}

function View({ path }: { path: string }): JSX.Element {
  const [, page = '', id = ''] = path.split('/');
  if (page === '' || (page === 'parts' && !id)) return <PartsView />;
  if (page === 'parts') return <PartView key={id} id={id} />;
  if (page === 'work-orders' && !id) return <WorkOrdersView />;
  if (page === 'work-orders') return <WorkOrderView key={id} id={id} />;
  if (page === 'mail' && !id) return <MailsView />;
  if (page === 'mail') return <MailView key={id} id={id} />;
  if (page === 'me') return <MeView />;
  return (
    <>
      <h1>No such page</h1>
      <p>
        There is nothing at <code>{path}</code>. Go to <a href="/parts">the parts</a>.
      </p>
    </>
  );
}
