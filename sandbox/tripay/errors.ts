/** A refusal in the gateway's own words, answered as `{ success: false, message }`. */
export class TripayError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export const invalidApiKey = () => new TripayError(401, 'Invalid API Key');
export const invalidSignature = () => new TripayError(400, 'Invalid signature');
export const channelUnavailable = () => new TripayError(400, 'Channel pembayaran tidak tersedia');
export const amountOutOfRange = (least: number, most: number) =>
  new TripayError(400, `Jumlah pembayaran harus antara ${least} dan ${most}`);
export const itemsDoNotAddUp = () => new TripayError(400, 'Total order_items tidak sama dengan amount');
export const phoneRequired = () => new TripayError(400, 'customer_phone wajib diisi untuk channel ini');
export const expiryOutOfRange = () => new TripayError(400, 'expired_time tidak valid');
export const paymentNotFound = () => new TripayError(404, 'Transaksi tidak ditemukan');
export const invalidInput = (message: string) => new TripayError(400, message);
