import { conflict, invalid } from '../platform/errors.js';

export const staffExists = () => conflict('staff_exists');

/** Nobody takes away their own rights by mistake: a colleague must do it. */
export const ownAccount = () => conflict('own_staff_account');

/** The shop would be left without anybody who may appoint staff. */
export const lastOwner = () => conflict('last_owner');

export const totpAlreadyOn = () => conflict('totp_already_on');
export const totpCodeWrong = () => invalid([{ path: 'code', code: 'totp_code' }]);
