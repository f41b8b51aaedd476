/** The address of a page of the console; what is not said is left out. */
export function pageAddress(page: string, wish: Record<string, string | number | null | undefined>): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(wish))
    if (value !== null && value !== undefined && value !== '') query.set(key, String(value));
  const text = query.toString();
  return `/admin/pages/${page}${text === '' ? '' : `?${text}`}`;
}

export const studioAddress = (wish: Record<string, string | number | null | undefined>): string =>
  pageAddress('discountStudio', wish);
