import { randomInt } from 'node:crypto';
import { DigiflazzError, type Answer } from './answer.js';

const banks = ['BCA', 'MANDIRI', 'BRI', 'BNI', 'FLIP', 'SHOPEEPAY'];

interface TicketRequest {
  amount: number;
  Bank?: string;
  bank?: string;
}

/** A ticket to transfer money to the supplier; the last three digits make the amount its own. */
export function openDepositTicket(request: TicketRequest): Answer {
  // The supplier's sample and its table disagree about the case of this field.
  const bank = (request.Bank ?? request.bank ?? '').toUpperCase();
  if (!banks.includes(bank)) throw new DigiflazzError('64');
  const amount = request.amount + randomInt(1, 1_000);
  const notes = 'DEPOSIT CONTOH';
  return { rc: '00', bank, payment_method: 'Bank Transfer', account_no: '1234567890', notes, amount };
}
