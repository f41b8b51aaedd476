import { Secret, TOTP } from 'otpauth';
import { decrypt, encrypt } from '../platform/cipher.js';
import { clock } from '../platform/clock.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { recordActivity } from './activity.js';
import { authorize } from './permissions.js';
import { StaffAccount } from './staff-account.entity.js';
import { totpAlreadyOn, totpCodeWrong } from './staff.errors.js';

const purpose = 'staff-totp';
const period = 30;

const generatorOf = (secret: string, label = 'staff') =>
  new TOTP({ issuer: 'Amanah', label, secret: Secret.fromBase32(secret), digits: 6, period });

/** A fresh secret and the address that an authenticator app reads as a QR code; nothing is stored yet. */
export function newTotp(email: string): { secret: string; uri: string } {
  const secret = new Secret({ size: 20 }).base32;
  return { secret, uri: generatorOf(secret, email).toString() };
}

/**
 * The time step a code belongs to, one step of drift either way; null for a wrong code. Phones show the time of day,
 * so this is machine time, whatever the shop's clock says.
 */
export function stepOfCode(secret: string, code: string): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const timestamp = clock.wall().getTime();
  const delta = generatorOf(secret).validate({ token: code, timestamp, window: 1 });
  return delta === null ? null : Math.floor(timestamp / 1_000 / period) + delta;
}

export const openSecret = (sealed: Buffer): string => decrypt(purpose, sealed);

/** Takes a time step for good; of two logins that bring the same code, one gets `true`. */
export const spendStep = async (uow: UnitOfWork, staffId: string, step: number): Promise<boolean> =>
  (await uow.run(
    'UPDATE staff_accounts SET totp_last_step = ? WHERE id = ? AND (totp_last_step IS NULL OR totp_last_step < ?)',
    [step, staffId, step],
  )) === 1;

/** Turns the second factor on once its owner has shown a code of it, and ends their other sessions. */
export async function enableTotp(
  uow: UnitOfWork,
  { staffId, secret, code }: { staffId: string; secret: string; code: string },
): Promise<void> {
  const own = uow.actor.kind === 'staff' && uow.actor.id === staffId;
  if (!own) authorize(uow.actor, 'staff.write');
  await uow.lock(StaffAccount, { id: staffId });
  const step = stepOfCode(secret, code);
  if (step === null) throw totpCodeWrong();
  const changed = await uow.run(
    `UPDATE staff_accounts SET totp_secret_cipher = ?, totp_last_step = ?, sessions_valid_from = ?, updated_at = ?
     WHERE id = ? AND totp_secret_cipher IS NULL`,
    [encrypt(purpose, secret), step, uow.now, uow.now, staffId],
  );
  if (changed !== 1) throw totpAlreadyOn();
  await recordActivity(uow, { action: 'staff.totp_enabled', subjectType: 'staff', subjectId: staffId });
}

/** Takes the second factor off a colleague's account, whose phone is lost; nobody does it for themselves. */
export async function removeTotp(
  uow: UnitOfWork,
  { staffId, reason }: { staffId: string; reason: string },
): Promise<void> {
  authorize(uow.actor, 'staff.write');
  await uow.lock(StaffAccount, { id: staffId });
  await uow.update(
    StaffAccount,
    { id: staffId },
    { totpSecretCipher: null, totpLastStep: null, sessionsValidFrom: uow.now },
  );
  await recordActivity(uow, {
    action: 'staff.totp_removed',
    subjectType: 'staff',
    subjectId: staffId,
    reason,
  });
}
