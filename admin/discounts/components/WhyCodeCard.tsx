import React, { type FC } from 'react';
import { Link } from 'react-router-dom';
import { useFormats } from '../../shared/components/format';
import { JudgementTable } from '../../vouchers/components/JudgementTable';
import { Section } from './Field';
import { link } from './looks';
import type { WhyCode } from './why-data';

function verdictOf({ isUsed, judgements, cart }: WhyCode): string {
  if (isUsed) return 'code_used';
  const isRefused = judgements.some(({ holds }) => !holds) || (cart !== null && cart.refusal !== null);
  return isRefused ? 'code_not_usable' : 'code_usable';
}

/** Why a voucher's code can be used or not; customers are told no more than that. */
export const WhyCodeCard: FC<{ code: WhyCode | null; typed: string }> = ({ code, typed }) => {
  const { t, money } = useFormats();
  if (!code)
    return (
      <Section title={t('why.code_title', { code: typed })}>
        <p style={{ fontSize: 14 }}>{t('why.code_unknown')}</p>
      </Section>
    );
  return (
    <Section title={t('why.code_title', { code: typed })}>
      <p style={{ fontSize: 15, lineHeight: 1.5 }} data-testid="why-code">
        <Link to={code.href} style={link}>
          {code.name}
        </Link>
        {': '}
        <strong>{t(`why.${verdictOf(code)}`)}</strong>{' '}
        {code.cart &&
          (code.cart.refusal
            ? t(`why.cart_${code.cart.refusal}`)
            : t('why.cart_gives', { amount: money(code.cart.amount) }))}
      </p>
      <JudgementTable judgements={code.judgements} />
    </Section>
  );
};
