import { ApiClient, useTranslation } from 'adminjs';
import React, { useCallback, useEffect, useState, type FC } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { useFormats } from '../../shared/components/format';
import { usePageTitle } from '../../shared/components/page-title';
import { softText } from '../../shared/components/styles';
import { Bench } from './Bench';
import { link, mainButton, pageStyle } from './looks';
import { Shelf } from './Shelf';
import { studioAddress } from './studio-address';
import type { StudioData } from './studio-data';

const api = new ApiClient();

type Loaded = StudioData & { forbidden?: boolean; problem?: string };

interface State {
  data: StudioData | null;
  message: string | null;
}

/** Loads what the address asks for, and again on demand. */
function useStudio(search: string): State & { again: () => void } {
  const { language } = useFormats();
  const [state, setState] = useState<State>({ data: null, message: null });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let left = false;
    const params = { ...Object.fromEntries(new URLSearchParams(search)), lang: language };
    api
      .getPage({ pageName: 'discountStudio', params })
      .then((response) => {
        if (left) return;
        const data = response.data as unknown as Loaded;
        const message = data.forbidden ? 'forbiddenError' : (data.problem ?? null);
        setState({ data: message ? null : data, message });
      })
      .catch((error: unknown) => {
        if (!left) setState((now) => ({ ...now, message: 'serviceAway' }));
        if ((error as { response?: { status?: number } }).response?.status === 401) throw error;
      });
    return () => {
      left = true;
    };
  }, [search, language, turn]);
  const again = useCallback(() => setTurn((now) => now + 1), []);
  return { ...state, again };
}

/** While something is being reckoned, the page is read again until it is done. */
function useFollow(running: boolean, again: () => void): void {
  useEffect(() => {
    if (!running) return undefined;
    const timer = window.setInterval(again, 1_500);
    return () => window.clearInterval(timer);
  }, [running, again]);
}

/** Discount rules from the first idea to the last grant: the shelf of all rules, and the bench for one. */
const DiscountStudio: FC = () => {
  const { search } = useLocation();
  const { data, message, again } = useStudio(search);
  const { t } = useFormats();
  const { translateMessage } = useTranslation();
  const open = data?.open ?? null;
  const isNew = new URLSearchParams(search).has('new');
  const isShelf = !open && !isNew;
  const title = open ? open.name : t(isNew ? 'studio.new_rule' : 'pages.discountStudio');
  usePageTitle(title);
  useFollow(open?.version.simulation?.status === 'RUNNING', again);
  return (
    <main style={pageStyle} aria-busy={data === null && message === null}>
      <header style={{ display: 'flex', justifyContent: 'space-between', gap: 16, flexWrap: 'wrap' }}>
        <div style={{ minWidth: 0 }}>
          {!isShelf && (
            <Link to={studioAddress({})} style={{ ...link, fontSize: 13 }}>
              ← {t('studio.all_rules')}
            </Link>
          )}
          <h1 style={{ fontSize: 24, fontWeight: 700, lineHeight: 1.25, overflowWrap: 'anywhere' }}>
            {title}
          </h1>
          <p style={{ ...softText, lineHeight: 1.5, maxWidth: 720 }}>
            {open ? t('studio.version', { version: open.version.version }) : t('studio.help')}
          </p>
        </div>
        {isShelf && data?.may_write && (
          <Link
            to={studioAddress({ new: 1 })}
            style={{ ...mainButton, alignSelf: 'center', textDecoration: 'none' }}
            data-testid="new-rule"
          >
            {t('studio.new_rule')}
          </Link>
        )}
      </header>
      {message && <p role="alert">{translateMessage(message)}</p>}
      {data && isShelf && <Shelf rules={data.shelf ?? []} mayWrite={data.may_write} />}
      {data && !isShelf && (
        <Bench
          key={open ? `${open.version.id} ${open.version.revision} ${open.version.status}` : 'new'}
          data={data}
          open={open}
          onDone={again}
        />
      )}
    </main>
  );
};

export default DiscountStudio;
