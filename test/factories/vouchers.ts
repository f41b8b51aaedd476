import { clock } from '../../src/platform/clock.js';
import { system } from '../../src/platform/actor.js';
import { inTransaction } from '../../src/platform/unit-of-work.js';
import { createVoucher, moveVoucher, type CreateVoucher, type Voucher } from '../../src/vouchers/index.js';

let made = 0;

/** A code that nobody else in this test run has. */
export const aCode = (): string => `HEMAT-${(made += 1)}`;

/** Five thousand off for whoever names the code, as often as anybody likes, unless told otherwise; a draft. */
export async function aVoucher(
  values: Partial<CreateVoucher> = {},
): Promise<{ voucher: Voucher; code: string }> {
  const code = values.code ?? aCode();
  const voucher = await inTransaction(system('factory'), (uow) =>
    createVoucher(uow, {
      name: 'Hemat lima ribu',
      kind: 'FIXED',
      ...(values.kind === 'PERCENT' ? {} : { amount: 5_000 }),
      validFrom: new Date(clock.now().getTime() - 86_400_000).toISOString(),
      personLimit: null,
      reason: 'uji coba',
      ...values,
      code,
    }),
  );
  return { voucher, code };
}

/** The same, live. */
export async function aLiveVoucher(values: Partial<CreateVoucher> = {}) {
  const made = await aVoucher(values);
  const voucher = await inTransaction(system('factory'), (uow) =>
    moveVoucher(uow, { id: made.voucher.id, event: 'go_live', reason: 'uji coba' }),
  );
  return { ...made, voucher };
}
