import { derivedKey, hmac, sameDigest } from '../platform/cipher.js';
import { notFound } from '../platform/errors.js';
import { idPattern } from '../platform/ids.js';
import { consentChannels, type ConsentChannel } from './consent.entity.js';

export interface Subscription {
  userId: string;
  channel: ConsentChannel;
}

const signatureOf = ({ userId, channel }: Subscription): string =>
  hmac('sha256', derivedKey('unsubscribe'), `${userId}:${channel}`);

/**
 * The token of the link that ends marketing messages without a login. It is signed, so that nobody writes one for
 * somebody else, and does not grow old: a mail may be read years later. All it can do is to stop messages.
 */
export const unsubscribeTokenOf = (subscription: Subscription): string =>
  `${subscription.userId}-${subscription.channel}-${signatureOf(subscription)}`;

/** Whose messages a link stops. @throws DomainError `not_found` for what is no link of ours. */
export function subscriptionBehind(token: string): Subscription {
  const [userId = '', channel, signature] = token.split('-');
  const named = consentChannels.find((each) => each === channel);
  const isOurs =
    named !== undefined &&
    idPattern.test(userId) &&
    sameDigest(signatureOf({ userId, channel: named }), signature);
  if (!isOurs) throw notFound('page');
  return { userId, channel: named };
}
