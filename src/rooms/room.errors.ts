import { conflict } from '../platform/errors.js';

/** A dispute is open or was: what was said stands. */
export const roomSealed = () => conflict('room_sealed');

/** Only the sender changes a message, for a while, and never a line of the shop. */
export const messageFixed = () => conflict('message_fixed');

/** An attachment that is not there, is another's, or is in a message already. */
export const attachmentUnusable = () => conflict('attachment_unusable');

/** Whoever brought so many files into one room brings no more. */
export const roomFilesFull = (most: number) => conflict('room_files_full', { most });

/** One device stands in no more rooms than this at a time. */
export const roomsFull = (most: number) => conflict('rooms_full', { most });
