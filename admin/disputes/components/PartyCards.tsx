import React, { type FC } from 'react';
import { Link } from 'react-router-dom';
import { Card } from '../../shared/components/Card';
import { Facts } from '../../shared/components/Facts';
import { useFormats } from '../../shared/components/format';
import { softText } from '../../shared/components/styles';
import type { EarlierOnDesk, PartyOnDesk, TrustOnDesk } from './desk-data';

const Earlier: FC<{ cases: EarlierOnDesk[] }> = ({ cases }) => {
  const { t, word, money, day } = useFormats();
  if (cases.length === 0) return <p style={{ ...softText, fontSize: 13 }}>{t('dispute.no_earlier')}</p>;
  return (
    <ul style={{ listStyle: 'none', margin: 0, padding: 0, fontSize: 13, lineHeight: 1.5 }}>
      {cases.map((each) => (
        <li key={each.id} style={{ borderTop: '1px solid #e6eeeb', padding: '6px 0' }}>
          <Link
            to={`/admin/resources/Dispute/records/${each.id}/show`}
            style={{ color: '#0f6b5c', fontWeight: 600 }}
          >
            {each.title}
          </Link>{' '}
          · {money(each.heldAmount)}
          <div style={softText}>
            {day(each.openedAt)} · {word(each.side, 'Dispute')}
            {each.hasOpened ? ` · ${t('dispute.opened_it')}` : ''} ·{' '}
            {each.outcome ? word(each.outcome, 'Dispute') : t('dispute.undecided')}
          </div>
        </li>
      ))}
    </ul>
  );
};

/** The figures of somebody's past, each with the count that it is a part of. */
function useTrustRows(): (trust: TrustOnDesk | null) => [string, string][] {
  const { t, number } = useFormats();
  const of = (part: number, whole: number) => t('dispute.of', { part: number(part), whole: number(whole) });
  return (trust) =>
    trust
      ? [
          [t('dispute.deals_done'), of(trust.dealsDone, trust.dealsPaid)],
          [t('dispute.deals_disputed'), of(trust.dealsDisputed, trust.dealsPaid)],
          [t('dispute.disputes_lost'), number(trust.disputesLost)],
          [t('dispute.on_time'), trust.onTimeBps === null ? '–' : of(trust.partsOnTime, trust.partsDue)],
        ]
      : [];
}

/** Who the two sides are: how long they are here, how their deals went, and with whom they argued before. */
export const PartyCards: FC<{ parties: PartyOnDesk[] }> = ({ parties }) => {
  const { t, word, day } = useFormats();
  const trustRows = useTrustRows();
  return (
    <div
      style={{
        display: 'grid',
        gap: 16,
        gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 300px), 1fr))',
      }}
    >
      {parties.map((party) => (
        <Card
          key={party.id}
          title={`${word(party.side, 'Dispute')}: ${party.name}`}
          href={`/admin/resources/User/records/${party.id}/show`}
          open={t('story.open')}
        >
          <Facts
            rows={[
              [t('dispute.member_since'), day(party.memberSince)],
              [t('dispute.known'), word(party.kycLevel)],
              ...trustRows(party.trust),
              [t('dispute.contact'), [party.phone, party.email].filter(Boolean).join(' · ')],
            ]}
          />
          <h4 style={{ fontSize: 13, fontWeight: 700, margin: '12px 0 6px' }}>{t('dispute.earlier')}</h4>
          <Earlier cases={party.earlier} />
        </Card>
      ))}
    </div>
  );
};
