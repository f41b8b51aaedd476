import React, { type FC } from 'react';
import { Card } from '../../shared/components/Card';
import { useFormats } from '../../shared/components/format';
import { softText } from '../../shared/components/styles';
import { Attachments } from './Attachments';
import type { CaseRow, EvidenceOnDesk, PartyOnDesk, Side } from './desk-data';

const sides: Side[] = ['BUYER', 'SELLER'];

const Piece: FC<{ piece: EvidenceOnDesk }> = ({ piece }) => {
  const { instant, t } = useFormats();
  return (
    <li style={{ borderTop: '1px solid #e6eeeb', padding: '10px 0' }}>
      <p style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', fontSize: 14, lineHeight: 1.45 }}>
        {piece.text}
      </p>
      {piece.file && <Attachments files={[piece.file]} height={220} />}
      <p style={{ ...softText, fontSize: 12, marginTop: 4 }} title={`SHA-256 ${piece.sha256}`}>
        {instant(piece.createdAt)} · {t('dispute.digest')} {piece.sha256.slice(0, 12)}…
      </p>
    </li>
  );
};

/** What one side has put forward, kind by kind. */
const SideOfCase: FC<{ side: Side; name: string; pieces: EvidenceOnDesk[]; statement: string | null }> = ({
  side,
  name,
  pieces,
  statement,
}) => {
  const { t, word } = useFormats();
  const categories = [...new Set(pieces.map(({ category }) => category))];
  return (
    <section aria-label={word(side, 'Dispute')} style={{ minWidth: 0 }}>
      <h4 style={{ fontSize: 14, fontWeight: 700, marginBottom: 8 }}>
        {word(side, 'Dispute')} <span style={{ ...softText, fontWeight: 400 }}>{name}</span>
      </h4>
      {statement && (
        <blockquote
          style={{
            margin: '0 0 10px',
            padding: '8px 12px',
            borderLeft: '3px solid #d99a06',
            background: '#fdf8ec',
            whiteSpace: 'pre-wrap',
            overflowWrap: 'anywhere',
            fontSize: 14,
            lineHeight: 1.45,
          }}
        >
          {statement}
        </blockquote>
      )}
      {pieces.length === 0 && <p style={{ ...softText, fontSize: 14 }}>{t('dispute.no_evidence')}</p>}
      {categories.map((category) => (
        <div key={category} style={{ marginBottom: 8 }}>
          <h5 style={{ fontSize: 12, fontWeight: 700, color: '#44544e', marginBottom: 4 }}>
            {word(`evidence_${category}`, 'Dispute')}
          </h5>
          <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
            {pieces
              .filter((piece) => piece.category === category)
              .map((piece) => (
                <Piece key={piece.id} piece={piece} />
              ))}
          </ul>
        </div>
      ))}
    </section>
  );
};

/** Both sides beside each other: what they say, and what they show for it. */
export const EvidenceBoard: FC<{ row: CaseRow; evidence: EvidenceOnDesk[]; parties: PartyOnDesk[] }> = ({
  row,
  evidence,
  parties,
}) => {
  const { t } = useFormats();
  const nameOf = (side: Side) => parties.find((party) => party.side === side)?.name ?? '';
  return (
    <Card title={t('dispute.evidence')}>
      <div
        style={{
          display: 'grid',
          gap: 24,
          gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 200px), 1fr))',
        }}
      >
        {sides.map((side) => (
          <SideOfCase
            key={side}
            side={side}
            name={nameOf(side)}
            pieces={evidence.filter((piece) => piece.side === side)}
            statement={row['openerSide'] === side ? String(row['statement']) : null}
          />
        ))}
      </div>
      {row['appealReason'] && (
        <div
          style={{
            marginTop: 12,
            padding: '10px 12px',
            background: '#f4effb',
            borderRadius: 8,
            fontSize: 14,
          }}
        >
          <strong>{t('dispute.appeal_of')}</strong>
          <p style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', lineHeight: 1.45 }}>
            {row['appealReason']}
          </p>
        </div>
      )}
    </Card>
  );
};
