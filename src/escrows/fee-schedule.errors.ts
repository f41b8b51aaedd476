import { conflict, DomainError, type FieldProblem } from '../platform/errors.js';
import { formatRupiah, type Rupiah } from '../platform/money.js';

const inWords = (amount: Rupiah): string => formatRupiah(amount, 'id');

/** We keep no money for deals that are smaller or larger than the schedule knows. */
export const amountOutsideSchedule = ({ least, most }: { least: Rupiah; most: Rupiah }) =>
  new DomainError('amount_outside_schedule', 422, { least: inWords(least), most: inWords(most) }, [
    { path: 'amount', code: 'amount_outside_schedule' },
  ]);

/** The linter's complaints, each at its band. */
export const unsoundSchedule = (fields: FieldProblem[]) =>
  new DomainError('unsound_fee_schedule', 422, {}, fields);

/** A schedule begins on a later day, so that nobody's quote changes while they read it. */
export const beginsTooSoon = () => conflict('fee_schedule_begins_too_soon');

/** The draft is no longer as it was when its date was asked for. */
export const draftChanged = () => conflict('fee_schedule_changed');

export const alreadyInForce = () => conflict('fee_schedule_in_force');
