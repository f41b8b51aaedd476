import React, { type FC, type ReactNode } from 'react';
import { useFormats } from './format';
import { cell, figure, figureHead, head, table } from './tables';

export interface JournalLines {
  key: string;
  title: ReactNode;
  entries: { account: string; amount: number }[];
}

const line = { borderTop: 0, padding: '2px 0 4px' } as const;

/** Journals as bookkeepers write them: the account, and its side with the amount. */
export const Journals: FC<{ journals: JournalLines[] }> = ({ journals }) => {
  const { t, money, word } = useFormats();
  return (
    <table style={table}>
      <thead>
        <tr>
          <th style={head}>{t('story.account')}</th>
          <th style={figureHead}>{t('story.debit')}</th>
          <th style={{ ...figureHead, paddingLeft: 16 }}>{t('story.credit')}</th>
        </tr>
      </thead>
      {journals.map(({ key, title, entries }) => (
        <tbody key={key}>
          <tr>
            <td colSpan={3} style={{ ...cell, fontSize: 12, color: '#5b6f68' }}>
              {title}
            </td>
          </tr>
          {entries.map(({ account, amount }, index) => (
            <tr key={index}>
              <td style={{ ...cell, ...line, paddingRight: 8, overflowWrap: 'anywhere' }}>{word(account)}</td>
              <td style={{ ...figure, ...line }}>{amount > 0 ? money(amount) : ''}</td>
              <td style={{ ...figure, ...line, paddingLeft: 16 }}>{amount < 0 ? money(-amount) : ''}</td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
};
