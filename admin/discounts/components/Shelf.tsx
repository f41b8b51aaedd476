import React, { useState, type FC } from 'react';
import { Link } from 'react-router-dom';
import { StateBadge } from '../../shared/components/StateBadge';
import { useFormats } from '../../shared/components/format';
import { cardStyle, softText } from '../../shared/components/styles';
import { Bar } from './Bar';
import { InWords } from './InWords';
import { link, tile } from './looks';
import { studioAddress } from './studio-address';
import type { ShelfRule } from './studio-data';

const tabs = {
  all: () => true,
  live: ({ shown }: ShelfRule) => shown.status === 'LIVE' || shown.status === 'PAUSED',
  draft: ({ shown, next }: ShelfRule) =>
    next !== null || ['DRAFT', 'SIMULATED', 'APPROVED'].includes(shown.status),
  ended: ({ shown, next }: ShelfRule) => shown.status === 'ENDED' && next === null,
} as const;

type Tab = keyof typeof tabs;

const Rule: FC<{ rule: ShelfRule }> = ({ rule }) => {
  const { t, money, number, instant } = useFormats();
  const { shown, next, granted, granted_amount } = rule;
  return (
    <li style={{ ...cardStyle, padding: 16, display: 'grid', gap: 8 }}>
      <div style={{ display: 'flex', gap: '6px 12px', flexWrap: 'wrap', alignItems: 'center' }}>
        <Link to={studioAddress({ version: shown.id })} style={{ ...link, fontSize: 16 }}>
          {rule.name}
        </Link>
        <StateBadge value={shown.status} resourceId="DiscountVersion" />
        <span style={{ ...softText, fontSize: 13 }}>
          {t('studio.version', { version: shown.version })} · {t(`studio.when_${shown.definition.when}`)}
        </span>
        {next && (
          <Link
            to={studioAddress({ version: next.id })}
            style={{ ...link, fontSize: 13, marginLeft: 'auto' }}
          >
            {t('studio.next_version', { version: next.version })}{' '}
            <StateBadge value={next.status} resourceId="DiscountVersion" />
          </Link>
        )}
      </div>
      <InWords facts={shown.facts} when={shown.definition.when} />
      <div style={{ ...softText, fontSize: 13, display: 'flex', gap: '4px 18px', flexWrap: 'wrap' }}>
        <span>{t('studio.granted', { count: number(granted), amount: money(granted_amount) })}</span>
        {shown.live_from && shown.status === 'APPROVED' && (
          <span>{t('studio.live_from', { at: instant(shown.live_from, false) })}</span>
        )}
      </div>
      {shown.budget_amount !== null && (
        <Bar
          label={t('studio.budget_used')}
          part={shown.budget_used_amount}
          whole={shown.budget_amount}
          text={t('studio.of', { part: money(shown.budget_used_amount), whole: money(shown.budget_amount) })}
        />
      )}
    </li>
  );
};

/** All rules: what is live, what is being written, what is over. */
export const Shelf: FC<{ rules: ShelfRule[]; mayWrite: boolean }> = ({ rules, mayWrite }) => {
  const { t, number } = useFormats();
  const [tab, setTab] = useState<Tab>('all');
  const shown = rules.filter(tabs[tab]);
  return (
    <>
      <div role="group" aria-label={t('console.tabs')} style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
        {(Object.keys(tabs) as Tab[]).map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={tab === name}
            onClick={() => setTab(name)}
            style={{ ...tile(tab === name), padding: '7px 14px' }}
          >
            {t(`studio.tab_${name}`)} <span style={softText}>{number(rules.filter(tabs[name]).length)}</span>
          </button>
        ))}
      </div>
      {shown.length === 0 ? (
        <p style={{ ...cardStyle, lineHeight: 1.5 }}>
          {t(rules.length === 0 && mayWrite ? 'studio.shelf_empty' : 'console.nothing_yet')}
        </p>
      ) : (
        <ul style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 12 }}>
          {shown.map((rule) => (
            <Rule key={rule.id} rule={rule} />
          ))}
        </ul>
      )}
    </>
  );
};
