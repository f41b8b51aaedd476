interface PageQuery {
  page: number;
  per_page: number;
  sort: 'asc' | 'desc';
}

/** Cuts one page out of rows that come newest first, with the page numbers the gateway adds. */
export function transactionPage<Row>(newestFirst: Row[], { page, per_page, sort }: PageQuery) {
  const sorted = sort === 'desc' ? newestFirst : [...newestFirst].reverse();
  const from = (page - 1) * per_page;
  const rows = sorted.slice(from, from + per_page);
  const last_page = Math.max(1, Math.ceil(sorted.length / per_page));
  const pagination = {
    sort,
    offset: { from: rows.length ? from + 1 : 0, to: from + rows.length },
    current_page: page,
    previous_page: page > 1 ? page - 1 : null,
    next_page: page < last_page ? page + 1 : null,
    last_page,
    per_page,
    total_records: sorted.length,
  };
  return { rows, pagination };
}
