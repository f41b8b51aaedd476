import React, { type FC } from 'react';
import { Link } from 'react-router-dom';
import { useFormats } from '../../shared/components/format';
import { Card } from './Card';
import type { StoryRow } from './story';
import { cell, figure, figureHead, head, table } from './tables';

/** What the sale did to the books, journal by journal. */
export const LedgerCard: FC<{ entries: StoryRow[] }> = ({ entries }) => {
  const { t, money, instant, word } = useFormats();
  if (entries.length === 0) return null;
  const journals = [...new Set(entries.map((entry) => String(entry['journal_id'])))];
  return (
    <Card title={t('story.title_entries')}>
      <table style={table}>
        <thead>
          <tr>
            <th style={head}>{t('story.account')}</th>
            <th style={figureHead}>{t('story.debit')}</th>
            <th style={{ ...figureHead, paddingLeft: 16 }}>{t('story.credit')}</th>
          </tr>
        </thead>
        {journals.map((journal) => {
          const rows = entries.filter((entry) => entry['journal_id'] === journal);
          return (
            <tbody key={journal}>
              <tr>
                <td colSpan={3} style={{ ...cell, fontSize: 12, color: '#5b6f68' }}>
                  <Link
                    to={`/admin/resources/LedgerJournal/records/${journal}/show`}
                    title={String(rows[0]?.['kind'])}
                  >
                    {word(String(rows[0]?.['kind']))}
                  </Link>
                  {' · '}
                  {instant(String(rows[0]?.['effective_at']))}
                </td>
              </tr>
              {rows.map((entry, index) => {
                const amount = Number(entry['amount']);
                return (
                  <tr key={index}>
                    <td style={{ ...cell, borderTop: 0, padding: '2px 8px 4px 0', overflowWrap: 'anywhere' }}>
                      {word(String(entry['account']))}
                    </td>
                    <td style={{ ...figure, borderTop: 0, padding: '2px 0 4px' }}>
                      {amount > 0 ? money(amount) : ''}
                    </td>
                    <td style={{ ...figure, borderTop: 0, padding: '2px 0 4px 16px' }}>
                      {amount < 0 ? money(-amount) : ''}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          );
        })}
      </table>
    </Card>
  );
};
