import { conflict, DomainError } from '../platform/errors.js';

/** One answer for a wrong password and for an account that does not exist. */
export const wrongCredentials = () => new DomainError('wrong_credentials', 401);

export const accountClosed = () => new DomainError('account_closed', 401);

/** Does not say whether the e-mail address or the phone number is the one in use. */
export const accountExists = () => conflict('account_exists');

export const accessTokenInvalid = () => new DomainError('access_token_invalid', 401);
export const accessTokenExpired = () => new DomainError('access_token_expired', 401);
export const refreshTokenInvalid = () => new DomainError('refresh_token_invalid', 401);

/** A birthday is said once; afterwards only staff correct it. */
export const birthDateFixed = () => conflict('birth_date_fixed');
