import { Icon, type IconProps } from '@adminjs/design-system';
import { useCurrentAdmin, useTranslation, type ResourceJSON } from 'adminjs';
import React, { type CSSProperties, type FC } from 'react';
import { Link, useLocation } from 'react-router-dom';

const linkStyle = (chosen: boolean): CSSProperties => ({
  display: 'block',
  padding: '7px 12px 7px 40px',
  borderRadius: 8,
  fontSize: 14,
  textDecoration: 'none',
  color: chosen ? '#0b5548' : '#2f403a',
  background: chosen ? '#e2f1ed' : 'transparent',
  fontWeight: chosen ? 700 : 400,
});

/** Groups in the order of the resources; what the person may not list has no address and is left out. */
function groupsOf(resources: ResourceJSON[]): [string, ResourceJSON[]][] {
  const open = resources.filter((resource) => resource.href);
  const names = [...new Set(open.map((resource) => resource.navigation?.name ?? ''))];
  return names.map((name) => [name, open.filter((resource) => (resource.navigation?.name ?? '') === name)]);
}

/** The whole menu at a glance, unfolded: everything is one click away. */
const SidebarResourceSection: FC<{ resources: ResourceJSON[] }> = ({ resources }) => {
  const { translateLabel, translatePage } = useTranslation();
  const [person] = useCurrentAdmin();
  const { pathname } = useLocation();
  const isHome = /^\/admin\/?$/.test(pathname);
  return (
    <nav aria-label={translateLabel('navigation')} style={{ padding: '0 16px 24px' }}>
      <Link
        to="/admin"
        aria-current={isHome ? 'page' : undefined}
        style={{ ...linkStyle(isHome), paddingLeft: 12 }}
      >
        <span style={{ display: 'inline-flex', verticalAlign: '-3px', marginRight: 12 }}>
          <Icon icon="Home" size={16} />
        </span>
        {translateLabel('dashboard')}
      </Link>
      {((person?.['pages'] ?? []) as string[]).map((name) => {
        const chosen = pathname === `/admin/pages/${name}`;
        return (
          <Link
            key={name}
            to={`/admin/pages/${name}`}
            aria-current={chosen ? 'page' : undefined}
            style={linkStyle(chosen)}
          >
            {translatePage(name)}
          </Link>
        );
      })}
      {groupsOf(resources).map(([name, members]) => (
        <div key={name} style={{ marginTop: 14 }}>
          <div
            style={{
              display: 'flex',
              alignItems: 'center',
              gap: 12,
              padding: '6px 12px',
              fontSize: 12,
              fontWeight: 700,
              color: '#5b6f68',
            }}
          >
            <Icon icon={members[0]?.navigation?.icon as IconProps['icon']} size={16} />
            {translateLabel(name)}
          </div>
          {members.map((resource) => {
            const chosen = new RegExp(`^${resource.href}($|/)`).test(pathname);
            return (
              <Link
                key={resource.id}
                to={resource.href ?? '/admin'}
                aria-current={chosen ? 'page' : undefined}
                style={linkStyle(chosen)}
              >
                {translateLabel(resource.name, resource.id)}
              </Link>
            );
          })}
        </div>
      ))}
    </nav>
  );
};

export default SidebarResourceSection;
