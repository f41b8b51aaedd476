import { translate, type Locale } from '../platform/i18n.js';
import { config } from '../platform/config.js';
import type { EscrowAction, EscrowResource } from '../escrows/index.js';

type Part = EscrowResource['parts'][number];

/** A part with what this viewer may do with it now. */
export interface PartInRoom extends Part {
  /** As people count. */
  number: number;
  may: { deliver: boolean; confirm: boolean };
  until: { name: string; at: string } | null;
}

const mayDo = ({ actions }: EscrowResource, action: EscrowAction): boolean => actions.includes(action);

export const partsInRoom = (deal: EscrowResource): PartInRoom[] =>
  deal.parts.map((part) => ({
    ...part,
    number: part.position + 1,
    may: {
      deliver: mayDo(deal, 'deliver') && part.status === 'HELD',
      confirm: mayDo(deal, 'confirm') && part.status === 'DELIVERED',
    },
    until: deal.countdowns.find(({ part_id }) => part_id !== null && part_id === part.id) ?? null,
  }));

/** Something that this viewer may do besides what comes next: behind a click, with what it means. */
export interface OtherAction {
  name: string;
  path: string;
  label: string;
  help: string;
  yes: string;
  asksReason: boolean;
  isDangerous: boolean;
  /** Which parts it may be about; none for what concerns the deal as a whole. */
  parts: PartInRoom[];
}

function cancellation({ status, cancellation_asked: asked }: EscrowResource): string {
  if (status === 'PROPOSED' || status === 'AWAITING_PAYMENT') return 'cancel';
  return asked === 'counterpart' ? 'agree_cancel' : 'ask_cancel';
}

const open = (part: PartInRoom) => part.status === 'HELD' || part.status === 'DELIVERED';

/** What else may be done now, the mild things first. */
export function otherActions(deal: EscrowResource, otherName: string, locale: Locale): OtherAction[] {
  const parts = partsInRoom(deal);
  const action = (name: string, path: string, more: Partial<OtherAction> = {}): OtherAction => {
    const words = (key: string) =>
      translate(locale, `room_page.${key}`, { name: otherName, hours: config.ESCROW_EXTENSION_HOURS });
    return {
      ...{ name, path, label: words(name), help: words(`${name}_help`), yes: words(`${name}_yes`) },
      ...{ asksReason: false, isDangerous: false, parts: [] },
      ...more,
    };
  };
  const delivered = parts.filter(({ status }) => status === 'DELIVERED');
  return [
    ...(mayDo(deal, 'invite') ? [action('renew', 'invitation')] : []),
    ...(mayDo(deal, 'extend') ? [action('extend', 'extend', { parts: delivered })] : []),
    ...(mayDo(deal, 'dispute')
      ? [action('dispute', 'dispute', { parts: parts.filter(open), isDangerous: true })]
      : []),
    ...(mayDo(deal, 'refund')
      ? [action('refund', 'refund', { parts: parts.filter(open), asksReason: true, isDangerous: true })]
      : []),
    ...(mayDo(deal, 'cancel')
      ? [
          action(cancellation(deal), 'cancel', {
            asksReason: deal.cancellation_asked !== 'counterpart',
            isDangerous: true,
          }),
        ]
      : []),
  ];
}
