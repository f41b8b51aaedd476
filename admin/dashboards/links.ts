/** The address of a list, narrowed down to the rows that a figure counts. */
export function listOf(resourceId: string, filters: Record<string, string>): string {
  const query = Object.entries(filters).map(([key, value]) => `filters.${key}=${encodeURIComponent(value)}`);
  return `/admin/resources/${resourceId}?${query.join('&')}`;
}

/** Sales placed on Jakarta days, both ends included; movements of customers' own money are no sales. */
export const salesOn = (from: string, to: string, statuses?: string): string =>
  listOf('Transaction', {
    'wibDate~~from': from,
    'wibDate~~to': to,
    type: 'PPOB,PURCHASE',
    ...(statuses ? { status: statuses } : {}),
  });
