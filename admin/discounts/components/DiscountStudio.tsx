import { useTranslation } from 'adminjs';
import React, { type FC } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { useFormats } from '../../shared/components/format';
import { usePageTitle } from '../../shared/components/page-title';
import { softText } from '../../shared/components/styles';
import { Bench } from './Bench';
import { link, mainButton, pageStyle } from './looks';
import { Shelf } from './Shelf';
import { studioAddress } from './studio-address';
import type { ShownVersion, StudioData } from './studio-data';
import { useFollow, usePage } from './use-page';

/** A simulation runs, or has ended in the moment in which the version was read. */
const isReckoning = ({ status, simulation }: ShownVersion): boolean =>
  simulation?.status === 'RUNNING' ||
  (status === 'DRAFT' && simulation?.status === 'DONE' && simulation.current);

/** Discount rules from the first idea to the last grant: the shelf of all rules, and the bench for one. */
const DiscountStudio: FC = () => {
  const { search } = useLocation();
  const { data, message, again } = usePage<StudioData>('discountStudio');
  const { t } = useFormats();
  const { translateMessage } = useTranslation();
  const open = data?.open ?? null;
  const isNew = new URLSearchParams(search).has('new');
  const isShelf = !open && !isNew;
  const title = open ? open.name : t(isNew ? 'studio.new_rule' : 'pages.discountStudio');
  usePageTitle(title);
  useFollow(open !== null && isReckoning(open.version), again);
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
