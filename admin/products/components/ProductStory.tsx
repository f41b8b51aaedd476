import type { ActionProps, RecordJSON } from 'adminjs';
import React, { type FC } from 'react';
import RecordCard from '../../shared/components/RecordCard';
import { useFormats } from '../../shared/components/format';
import { cardStyle } from '../../shared/components/styles';

interface PriceLine {
  code: string;
  amount: number;
  bps?: number;
}

interface Explanation {
  unit_amount: number;
  lines: PriceLine[];
}

type WithPrices = RecordJSON & { story?: { prices: Record<'retail' | 'reseller', Explanation> | null } };

const row = {
  display: 'flex',
  justifyContent: 'space-between',
  gap: 16,
  padding: '6px 0',
  lineHeight: 1.45,
} as const;
const figure = { whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' } as const;

/** One price, line by line, and what it adds up to. */
const PriceCard: FC<{ type: string; explanation: Explanation }> = ({ type, explanation }) => {
  const { t, word, money, number } = useFormats();
  return (
    <section style={{ ...cardStyle, fontSize: 14 }}>
      <h3 style={{ fontSize: 15, fontWeight: 700, marginBottom: 8 }}>
        {t('price.title', { type: word(type) })}
      </h3>
      {explanation.lines.map((line) => (
        <div key={line.code} style={row}>
          <span>
            {t(`price.${line.code}`)}
            {line.bps ? ` (${number(line.bps / 100)} %)` : ''}
          </span>
          <span style={figure}>{money(line.amount)}</span>
        </div>
      ))}
      <div style={{ ...row, borderTop: '1px solid #dde7e3', fontWeight: 700 }}>
        <span>{t('price.unit')}</span>
        <span style={figure}>{money(explanation.unit_amount)}</span>
      </div>
    </section>
  );
};

/** A product, and how the price of each customer type comes about. */
const ProductStory: FC<ActionProps> = (props) => {
  const prices = (props.record as WithPrices | undefined)?.story?.prices;
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <RecordCard {...props} />
      {prices && (
        <div
          style={{
            display: 'grid',
            gap: 16,
            gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 300px), 1fr))',
          }}
        >
          <PriceCard type="retail" explanation={prices.retail} />
          <PriceCard type="reseller" explanation={prices.reseller} />
        </div>
      )}
    </div>
  );
};

export default ProductStory;
