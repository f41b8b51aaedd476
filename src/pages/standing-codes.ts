import { spend } from '../platform/rate-limits.js';
import {
  qrImage,
  standingChannels,
  standingChoice,
  standingCode,
  standingCodesOf,
  type StandingChannel,
} from '../payments/index.js';
import { parseForm, type Fields } from './form.js';
import { addressOf, chosenWallet, type CustomerVisit } from './wallet.pages.js';
import { paymentIn } from './ways-to-pay.js';
import { seeOther } from './page.js';

/** The same allowance as the door of the API, and the same counter. */
const limit = { name: 'standing-code', points: 20, seconds: 3_600 };

interface ShownCode {
  methodName: string;
  payCode: string | null;
  qr: string | null;
}

export interface StandingOffer {
  codes: ShownCode[];
  /** Channels in which the wallet has no code yet. */
  channels: { value: string; label: string }[];
}

const valueOf = ({ gateway, method }: Pick<StandingChannel, 'gateway' | 'method'>) => `${gateway}:${method}`;

/** The standing codes of a wallet, and in which channels it can have another. */
export async function standingOffer(walletId: string): Promise<StandingOffer> {
  const codes = await standingCodesOf(walletId);
  const taken = new Set(codes.map(valueOf));
  const shown = codes.map(async (code) => ({
    methodName: code.methodName,
    payCode: code.payCode,
    qr: await qrImage(code),
  }));
  return {
    codes: await Promise.all(shown),
    channels: standingChannels()
      .filter((channel) => !taken.has(valueOf(channel)))
      .map((channel) => ({ value: valueOf(channel), label: channel.name })),
  };
}

/** Has the gateway make a code for the wallet in view, and shows it. */
export async function askForCode(visit: CustomerVisit, form: Fields): Promise<void> {
  const { visitor } = visit;
  await spend(limit, visitor.id);
  const choice = parseForm(standingChoice, paymentIn(form['channel']));
  const wallet = await chosenWallet(visit);
  await standingCode(visitor, { walletId: wallet.id, ...choice });
  seeOther(visit, `${addressOf(wallet, '/topup')}#standing`);
}
