import type { News } from './supplier.js';

export type CodeGroup =
  | 'success'
  | 'pending'
  /** Refund, and tell the customer what was wrong. */
  | 'customer_mistake'
  /** Refund; a later order may succeed. */
  | 'try_later'
  /** Ours to mend: the order waits, staff are told. */
  | 'operator_alarm'
  | 'price_changed'
  | 'reversal'
  | 'reference_taken';

export interface ResponseCode {
  meaning: string;
  group: CodeGroup;
  /** Whether the word ends the purchase; a failure that is not final is asked about once more. */
  final: boolean;
  /** Whether a transaction exists under the reference; null where the supplier does not say. */
  made: boolean | null;
}

/** The supplier's response codes. They are text: `03` and not 3. The status decides, the code explains. */
export const responseCodes: Readonly<Record<string, ResponseCode>> = {
  '00': { meaning: 'success', group: 'success', final: true, made: true },
  '01': { meaning: 'timeout', group: 'try_later', final: false, made: true },
  '02': { meaning: 'failed', group: 'try_later', final: true, made: true },
  '03': { meaning: 'pending', group: 'pending', final: false, made: true },
  '40': { meaning: 'payload_error', group: 'operator_alarm', final: false, made: false },
  '41': { meaning: 'signature_invalid', group: 'operator_alarm', final: false, made: false },
  '42': { meaning: 'buyer_unknown', group: 'operator_alarm', final: false, made: false },
  '43': { meaning: 'sku_inactive', group: 'operator_alarm', final: false, made: false },
  '44': { meaning: 'deposit_too_low', group: 'operator_alarm', final: false, made: false },
  '45': { meaning: 'address_not_allowed', group: 'operator_alarm', final: false, made: false },
  '46': { meaning: 'already_happened', group: 'reference_taken', final: false, made: null },
  '47': { meaning: 'happened_at_another_buyer', group: 'operator_alarm', final: false, made: false },
  '49': { meaning: 'reference_not_unique', group: 'reference_taken', final: false, made: false },
  '50': { meaning: 'transaction_not_found', group: 'try_later', final: false, made: true },
  '51': { meaning: 'number_blocked', group: 'customer_mistake', final: true, made: true },
  '52': { meaning: 'prefix_mismatch', group: 'customer_mistake', final: true, made: true },
  '53': { meaning: 'product_unavailable', group: 'try_later', final: true, made: true },
  '54': { meaning: 'wrong_number', group: 'customer_mistake', final: true, made: true },
  '55': { meaning: 'product_disturbed', group: 'try_later', final: true, made: true },
  '56': { meaning: 'seller_limit', group: 'operator_alarm', final: false, made: false },
  '57': { meaning: 'wrong_length', group: 'customer_mistake', final: true, made: true },
  '58': { meaning: 'cut_off', group: 'try_later', final: true, made: true },
  '59': { meaning: 'outside_region', group: 'customer_mistake', final: true, made: true },
  '60': { meaning: 'bill_not_available', group: 'customer_mistake', final: true, made: true },
  '61': { meaning: 'never_deposited', group: 'operator_alarm', final: false, made: false },
  '62': { meaning: 'seller_disturbed', group: 'try_later', final: true, made: false },
  '63': { meaning: 'repeat_not_supported', group: 'customer_mistake', final: true, made: false },
  '64': { meaning: 'deposit_ticket_refused', group: 'operator_alarm', final: false, made: false },
  '65': { meaning: 'multi_limit', group: 'operator_alarm', final: false, made: false },
  '66': { meaning: 'seller_under_repair', group: 'try_later', final: true, made: false },
  '67': { meaning: 'seller_not_verified', group: 'operator_alarm', final: false, made: false },
  '68': { meaning: 'supplier_out_of_stock', group: 'try_later', final: true, made: false },
  '69': { meaning: 'price_changed', group: 'price_changed', final: true, made: false },
  '70': { meaning: 'biller_timeout', group: 'try_later', final: false, made: true },
  '71': { meaning: 'product_unstable', group: 'try_later', final: true, made: true },
  '72': { meaning: 'unregister_package_first', group: 'customer_mistake', final: true, made: true },
  '73': { meaning: 'kwh_above_limit', group: 'customer_mistake', final: true, made: true },
  '74': { meaning: 'refunded', group: 'reversal', final: true, made: true },
  '80': { meaning: 'blocked_by_seller', group: 'operator_alarm', final: false, made: false },
  '81': { meaning: 'seller_blocked_by_us', group: 'operator_alarm', final: false, made: false },
  '82': { meaning: 'account_not_verified', group: 'operator_alarm', final: false, made: false },
  '83': { meaning: 'price_list_limit', group: 'operator_alarm', final: false, made: false },
  '84': { meaning: 'wrong_denomination', group: 'customer_mistake', final: true, made: true },
  '85': { meaning: 'transaction_limit', group: 'try_later', final: false, made: true },
  '86': { meaning: 'meter_check_limit', group: 'operator_alarm', final: false, made: false },
  '87': { meaning: 'not_a_multiple', group: 'customer_mistake', final: true, made: false },
  '88': { meaning: 'account_not_allowed', group: 'operator_alarm', final: false, made: false },
  '99': { meaning: 'router_issue', group: 'pending', final: false, made: true },
};

/** The row of a code; whatever is not in the table, however it is called, is none. */
export const codeOf = (rc: string): ResponseCode | undefined =>
  Object.hasOwn(responseCodes, rc) ? responseCodes[rc] : undefined;

/** The code that says "you ask too often", whatever became of the purchase asked about. */
const limitCode = '85';

/** What a status of failure means together with its code. */
export function newsOfFailure(rc: string): News {
  const known = codeOf(rc);
  if (!known || known.group === 'success' || known.group === 'pending') return 'unknown';
  if (rc === limitCode) return 'limited';
  if (known.group === 'operator_alarm') return 'blocked';
  if (known.group === 'reference_taken') return 'contested';
  if (known.group === 'reversal') return 'reversal';
  return known.final ? 'failure' : 'doubtful';
}
