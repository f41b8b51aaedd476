/** So many hours after a moment. */
export const hoursFrom = (moment: Date, hours: number): Date =>
  new Date(moment.getTime() + hours * 3_600_000);
