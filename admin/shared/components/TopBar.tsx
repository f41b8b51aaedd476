import { Box, Icon } from '@adminjs/design-system';
import { useCurrentAdmin, useTranslation } from 'adminjs';
import React, { useEffect, type CSSProperties, type FC } from 'react';
import { useFormats } from './format';

const quiet: CSSProperties = {
  font: 'inherit',
  fontSize: 14,
  color: '#2f403a',
  background: 'transparent',
  border: '1px solid #ccd9d4',
  borderRadius: 8,
  padding: '7px 12px',
  cursor: 'pointer',
};

/** Requests of the framework that are answered 401 mean that the session has ended. */
function leaveWhenSessionEnds(): () => void {
  const leave = (event: PromiseRejectionEvent) => {
    const { response } = (event.reason ?? {}) as { response?: { status?: number } };
    if (response?.status !== 401) return;
    const next = encodeURIComponent(window.location.pathname + window.location.search);
    window.location.assign(`/admin/login?next=${next}`);
  };
  window.addEventListener('unhandledrejection', leave);
  return () => window.removeEventListener('unhandledrejection', leave);
}

/** Menu button on small screens, language, who is logged in, and the way out. */
const TopBar: FC<{ toggleSidebar: () => void }> = ({ toggleSidebar }) => {
  const [person] = useCurrentAdmin();
  const { i18n } = useTranslation();
  const { t, language, word } = useFormats();
  const other = language === 'id' ? 'en' : 'id';

  useEffect(leaveWhenSessionEnds, []);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  return (
    <Box
      as="header"
      role="banner"
      data-css="topbar"
      style={{
        display: 'flex',
        alignItems: 'center',
        gap: 12,
        height: 64,
        flexShrink: 0,
        padding: '0 24px',
        background: '#fff',
        borderBottom: '1px solid #dde7e3',
      }}
    >
      <Box display={['block', 'block', 'block', 'block', 'none']}>
        <button type="button" onClick={toggleSidebar} aria-label={t('console.menu')} style={quiet}>
          <Icon icon="Menu" size={18} />
        </button>
      </Box>
      {/* A closed drawer lies beside the page and must not throw its shadow into it. */}
      <style>{`[data-css=page-actions] > * { row-gap: 8px } :where(#app) a { color: #0f6b5c } [data-css$='filter-drawer'] { box-shadow: none; border-left: 1px solid #dde7e3 } a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, textarea:focus-visible, summary:focus-visible { outline: 3px solid #7cc2b3; outline-offset: 1px } @media (prefers-reduced-motion: no-preference) { .moved { animation: moved 1.6s ease-out } } @keyframes moved { from { box-shadow: 0 0 0 6px #7cc2b3 } to { box-shadow: 0 0 0 0 transparent } }`}</style>
      <Box flexGrow={1} />
      <button type="button" onClick={() => void i18n.changeLanguage(other)} style={quiet} lang={other}>
        {t(`components.LanguageSelector.availableLanguages.${other}`)}
      </button>
      {person && (
        <Box style={{ textAlign: 'right', lineHeight: 1.3 }}>
          <div style={{ fontWeight: 600, fontSize: 14 }}>{String(person['name'])}</div>
          <div style={{ fontSize: 12, color: '#5b6f68' }}>{word(String(person['role']), 'StaffAccount')}</div>
        </Box>
      )}
      <form method="post" action="/admin/logout">
        <input type="hidden" name="lang" value={language} />
        <button type="submit" style={quiet}>
          {t('buttons.logout')}
        </button>
      </form>
    </Box>
  );
};

export default TopBar;
