import { guest } from '../../src/platform/actor.js';
import { inTransaction } from '../../src/platform/unit-of-work.js';
import { hashPassword, registerUser, type NewUser, type User } from '../../src/users/index.js';

/** Every made customer logs in with it. */
export const customerPassword = 'sandi-uji-coba';

let made = 0;
let hash: Promise<string> | undefined;

/** An e-mail address and a mobile number that nobody else in this test run has. */
export function uniqueContact(): { email: string; phone: string } {
  made += 1;
  return { email: `pelanggan-${made}@contoh.test`, phone: `+628120${String(made).padStart(7, '0')}` };
}

/** A registered customer, retail unless told otherwise. */
export async function aCustomer(values: Partial<NewUser> = {}): Promise<User> {
  hash ??= hashPassword(customerPassword);
  const password_hash = await hash;
  return inTransaction(guest, (uow) =>
    registerUser(uow, { name: 'Sari Wulandari', ...uniqueContact(), password_hash, ...values }),
  );
}

export const aReseller = (values: Partial<NewUser> = {}): Promise<User> =>
  aCustomer({ name: 'Konter Berkah', ...values, customerType: 'reseller' });
