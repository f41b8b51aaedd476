import { ApiClient } from 'adminjs';
import { useCallback, useEffect, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { useFormats } from '../../shared/components/format';

const api = new ApiClient();

export interface LoadedPage<Data> {
  data: Data | null;
  /** Key of what went wrong. */
  message: string | null;
  busy: boolean;
  again: () => void;
}

/** Loads what the address asks of a page, in the language that the person reads, and again on demand. */
export function usePage<Data>(pageName: string): LoadedPage<Data> {
  const { search } = useLocation();
  const { language } = useFormats();
  const [state, setState] = useState<{ data: Data | null; message: string | null; busy: boolean }>({
    data: null,
    message: null,
    busy: true,
  });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let left = false;
    setState((now) => ({ ...now, busy: true }));
    const params = { ...Object.fromEntries(new URLSearchParams(search)), lang: language };
    api
      .getPage({ pageName, params })
      .then((response) => {
        if (left) return;
        const data = response.data as unknown as Data & { forbidden?: boolean; problem?: string };
        const message = data.forbidden ? 'forbiddenError' : (data.problem ?? null);
        setState({ data: message ? null : data, message, busy: false });
      })
      .catch((error: unknown) => {
        if (!left) setState((now) => ({ ...now, message: 'serviceAway', busy: false }));
        if ((error as { response?: { status?: number } }).response?.status === 401) throw error;
      });
    return () => {
      left = true;
    };
  }, [pageName, search, language, turn]);
  const again = useCallback(() => setTurn((now) => now + 1), []);
  return { ...state, again };
}

/** While something is being done, the page is read again until it is over. */
export function useFollow(running: boolean, again: () => void): void {
  useEffect(() => {
    if (!running) return undefined;
    const timer = window.setInterval(again, 1_500);
    return () => window.clearInterval(timer);
  }, [running, again]);
}
